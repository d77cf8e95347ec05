import { alice, anonymous, bob, carol, home, lambda, ops, other, otherRoot, partner, rides, root } from './cast.js';
import { allow, allowedBy, deniedBy, grant, group, missingIn } from './table.js';

const put = 'kinesis:PutRecord';

export const rootUser = group(
  'Root',
  'Root may do everything in its account unless a policy on the resource denies explicitly.',
  { who: root, action: put, resource: rides, identity: 'all' },
  [
    {
      title: 'In its account root needs no policy',
      gives: allowedBy('root'),
      because: 'Root has full access.',
    },
    {
      title: 'For actions without resource, too',
      action: 'iam:ListUsers',
      resource: '*',
      gives: allowedBy('root'),
      because: 'Root has full access.',
    },
    {
      title: 'A resource that allows someone else does not exclude root',
      resourcePolicy: grant({ AWS: alice.arn }, put, rides),
      gives: allowedBy('root'),
      because: 'An Allow for others is no Deny for root.',
    },
    {
      title: 'A Deny of everyone on the resource',
      resourcePolicy: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
      gives: deniedBy('resource-based'),
      because: 'An explicit deny in a resource-based policy applies to root.',
    },
    {
      title: 'A Deny of the account on the resource',
      resourcePolicy: { Effect: 'Deny', Principal: { AWS: home }, Action: '*', Resource: '*' },
      gives: deniedBy('resource-based'),
      because: 'Root is a principal of the account.',
    },
    {
      title: 'A Deny of a user on the resource',
      resourcePolicy: { Effect: 'Deny', Principal: { AWS: alice.arn }, Action: '*', Resource: '*' },
      gives: allowedBy('root'),
      because: 'The Deny is about alice.',
    },
    {
      title: 'Root of another account, nothing on the resource',
      who: otherRoot,
      gives: missingIn('resource-based'),
      because: "Across accounts the resource's policy must allow.",
    },
    {
      title: 'Root of another account that the resource names',
      who: otherRoot,
      resourcePolicy: grant({ AWS: other }, put, rides),
      gives: allowedBy('resource-based'),
      because: 'Both sides allow: root may do everything on its own.',
    },
    {
      title: 'Root of another account, everyone named',
      who: otherRoot,
      resourcePolicy: grant('*', put, rides),
      gives: allowedBy('resource-based'),
      because: 'Both sides allow.',
    },
    {
      title: 'Root of another account, one of its users named',
      who: otherRoot,
      resourcePolicy: grant({ AWS: carol.arn }, put, rides),
      gives: missingIn('resource-based'),
      because: 'The statement is about carol.',
    },
  ],
);

const except = (...names: string[]) =>
  ({ Effect: 'Deny', NotPrincipal: { AWS: names }, Action: '*', Resource: rides }) as const;

export const notPrincipal = group(
  'NotPrincipal',
  'With Deny everyone is denied except those listed; the account that they belong to must be listed too.',
  { who: bob, action: put, resource: rides, identity: [allow('*', '*')] },
  [
    {
      title: 'A user who is not listed is denied',
      resourcePolicy: except(alice.arn, root.arn),
      gives: deniedBy('resource-based'),
      because: 'The Deny is about everyone who is not listed.',
    },
    {
      title: 'A user who is listed with the account is not',
      resourcePolicy: except(bob.arn, root.arn),
      gives: allowedBy('identity-based'),
      because: 'User and account are both listed.',
    },
    {
      title: 'The account may be its number',
      resourcePolicy: except(bob.arn, home),
      gives: allowedBy('identity-based'),
      because: 'Number and root ARN behave the same way.',
    },
    {
      title: 'A user who is listed without the account is denied',
      resourcePolicy: except(bob.arn),
      gives: deniedBy('resource-based'),
      because: 'You must also specify the account of the principal.',
    },
    {
      title: 'The account without the user is not enough',
      resourcePolicy: except(root.arn),
      gives: deniedBy('resource-based'),
      because: 'Otherwise naming bob beside his account would except the whole account.',
    },
    {
      title: 'A listed user with a boundary is denied all the same',
      boundary: allow('*', '*'),
      resourcePolicy: except(bob.arn, root.arn),
      gives: deniedBy('resource-based'),
      because: 'NotPrincipal with Deny always denies principals that have a permissions boundary.',
    },
    {
      title: 'A session needs account, role and session listed',
      who: ops,
      resourcePolicy: except(ops.sessionArn, ops.roleArn, root.arn),
      gives: allowedBy('identity-based'),
      because: 'AWS checks the account, then the role, then the session.',
    },
    {
      title: 'A session whose role is not listed',
      who: ops,
      resourcePolicy: except(ops.sessionArn, root.arn),
      gives: deniedBy('resource-based'),
      because: 'The role is denied, and the session cannot have more than the role.',
    },
    {
      title: 'A session that is not listed itself',
      who: ops,
      resourcePolicy: except(ops.roleArn, root.arn),
      gives: deniedBy('resource-based'),
      because: 'The assumed-role user itself is checked last.',
    },
    {
      title: 'A listed session of another account, which the resource allows elsewhere',
      who: partner,
      resourcePolicy: [
        except(partner.sessionArn, partner.roleArn, `arn:aws:iam::${other}:root`),
        grant({ AWS: other }, put, rides),
      ],
      gives: allowedBy('resource-based'),
      because: "The exception denies nothing; the other statement allows, and so does the caller's side.",
    },
    {
      title: 'To be excepted is not to be allowed',
      identity: [],
      resourcePolicy: except(bob.arn, root.arn),
      gives: missingIn('identity-based'),
      because: 'NotPrincipal with Deny grants nothing.',
    },
    {
      title: 'Root is excepted by its account',
      who: root,
      identity: 'all',
      resourcePolicy: except(root.arn),
      gives: allowedBy('root'),
      because: 'Root is listed itself, as its account.',
    },
    {
      title: 'Root that is not listed is denied',
      who: root,
      identity: 'all',
      resourcePolicy: except(alice.arn),
      gives: deniedBy('resource-based'),
      because: 'The Deny is about everyone who is not listed.',
    },
    {
      title: 'Services that are listed are excepted',
      who: lambda,
      resourcePolicy: [
        { Effect: 'Deny', NotPrincipal: { Service: lambda.service }, Action: '*', Resource: rides },
        grant({ Service: lambda.service }, put, rides),
      ],
      gives: allowedBy('resource-based'),
      because: 'A service belongs to no account that would have to be listed.',
    },
    {
      title: 'Deny with NotPrincipal for the anonymous',
      who: anonymous,
      resourcePolicy: [except(root.arn), grant('*', put, rides)],
      gives: deniedBy('resource-based'),
      because: 'Who is anonymous cannot be listed.',
    },
  ],
);
