import { test } from 'node:test';
import assert from 'node:assert/strict';
import { parsePolicy } from './parse-policy.js';
import type { PolicyKind } from './policy-document.js';

type Case = readonly [what: string, document: unknown, fault: string];

const legacy = 'The policy failed legacy parsing';
const json = 'This policy contains invalid Json';
const sidForm =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
const trustActions = 'AssumeRole policy may only specify STS AssumeRole actions.';
const none = undefined;

const root = 'arn:aws:iam::123456789012:root';
const trusts = (...over: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: over.map((elements) => ({
    Effect: 'Allow',
    Principal: { AWS: root },
    Action: 'sts:AssumeRole',
    ...elements,
  })),
});
const principal = (Principal: unknown) => trusts({ Principal });
const assume = (Action: unknown) => trusts({ Action });

const gitHubIssuer = 'token.actions.githubusercontent.com';
const gitHubProvider = `arn:aws:iam::123456789012:oidc-provider/${gitHubIssuer}`;
const gitHub = (Condition: object) =>
  trusts({ Principal: { Federated: gitHubProvider }, Action: 'sts:AssumeRoleWithWebIdentity', Condition });
const unscoped =
  `Trust policy with trusted principal ${gitHubProvider} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, ` +
  `${gitHubIssuer}:sub or ${gitHubIssuer}:job_workflow_ref which is not scoped to all.`;

const trust: readonly Case[] = [
  ['the name of a file', 'trust-policy.json', json],
  ['nothing', '', json],
  ['an array', '[]', json],
  ['a comma too much', JSON.stringify(trusts({})).replace('"Allow",', '"Allow",,'), json],
  ['a comma at the end', '\n{"Version":"2012-10-17","Statement":[{"Effect":"Allow",}]}', json],
  ['nested without end', '{"a":'.repeat(1000), json],
  ['null', 'null', 'This text appears not to be a policy'],
  ['a leading space', ` ${JSON.stringify(trusts({}))}`, 'JSON strings must not have leading spaces'],
  ['an empty object', {}, 'Syntax error at position (1,3)'],
  ['an unknown element', { probe: 'malformed' }, 'Unknown field probe'],
  ['elements in lower case', { statement: [], version: '2012-10-17' }, 'Unknown field statement'],
  ['a comment', { _comment: 'x', ...trusts({}) }, 'Unknown field _comment'],
  [
    'a version that there is not',
    { ...trusts({}), Version: '2012-10-18' },
    'The policy must contain a valid version string',
  ],
  ['a number for the version', '{"Version":2012}', 'Syntax error at position (1,16)'],
  ['no statement', { Version: '2012-10-17' }, 'Missing required field Statement'],
  ['no statements', { Version: '2012-10-17', Statement: [] }, 'Could not parse the policy: Statement is empty!'],
  ['a string for a statement', '{"Statement":"x"}', 'Syntax error at position (1,17)'],
  ['on its own line', '{\n  "Statement": [\r\n    7]}', 'Syntax error at position (3,6)'],
  ['an empty statement', { Version: '2012-10-17', Statement: [{}] }, 'Missing required field Effect'],
  ['an unknown element of a statement', trusts({ Comment: 'x' }), 'Unknown field Comment'],
  ['an effect that there is not', trusts({ Effect: 'allow' }), 'Invalid effect: allow'],
  [
    'a key twice',
    '{"Version":"2012-10-17","Version":"2012-10-17"}',
    'Statement/policy already has instance of Version',
  ],
  ['Action and NotAction', trusts({ NotAction: 'sts:*' }), 'Statement/policy already has instance of Action'],
  [
    'Principal and NotPrincipal',
    trusts({ NotPrincipal: { AWS: root } }),
    'Statement/policy already has instance of Principal',
  ],
  ['no principal', principal(none), 'Missing required field Principal'],
  ['nobody', principal({}), 'Missing required field Principal cannot be empty!'],
  ['a list of nobody', principal({ AWS: [] }), 'Missing required field Principal cannot be empty!'],
  ['no action', assume(none), 'Missing required field Action'],
  ['no actions', assume([]), 'Missing required field Action cannot be empty!'],
  ['a resource', trusts({ Resource: '*' }), 'Has prohibited field Resource'],
  [
    'what was meant for permissions',
    trusts({ Principal: none, Action: ['logs:CreateLogGroup', 'logs:PutLogEvents'], Resource: ['*'] }),
    'Has prohibited field Resource',
  ],
  ['NotResource', trusts({ NotResource: '*' }), 'AssumeRole policy must not contain resources.'],
  ['a Sid twice', trusts({ Sid: 'a' }, { Sid: 'a' }), 'The Statement Ids in the policy are not unique'],
  ['a Sid with a hyphen', trusts({ Sid: 'a-b' }), sidForm],
  ['an operator that there is not', trusts({ Condition: { x: { a: 'b' } } }), 'Invalid Condition type : x'],
  ['an operator without keys', '{"Statement":{"Condition":{"StringEquals":"x"}}}', 'Syntax error at position (1,46)'],
  ['an operator twice', trustOperatorTwice(), 'Statement/policy already has instance of StringEquals'],
  ['an address that is none', trusts({ Condition: { IpAddress: { 'aws:SourceIp': 'x' } } }), legacy],
  [
    'a type of principals in lower case',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"aws":"arn:aws:iam::123456789012:root"}}]}',
    'Syntax error at position (1,76)',
  ],
  [
    'the same, as Terraform orders it',
    '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"service":"ec2.amazonaws.com"}}]}',
    'Syntax error at position (1,83)',
  ],
  ['a list before a wrong type', '{"Statement":{"Principal":{"aws":[]}}}', 'Syntax error at position (1,35)'],
  ['a string that is not everyone', '{"Statement":{"Principal":"123456789012"}}', 'Syntax error at position (1,41)'],
  ['everyone', principal('*'), 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'],
  [
    'Allow with NotPrincipal',
    trusts({ Principal: none, NotPrincipal: { AWS: root } }),
    'Allow with NotPrincipal is not allowed.',
  ],
  [
    'Deny with NotPrincipal',
    trusts({ Effect: 'Deny', Principal: none, NotPrincipal: { AWS: root } }),
    'AssumeRole policy must not contain NotPrincipal field.',
  ],
  ['an account of 11 digits', principal({ AWS: '12345678901' }), 'Invalid principal in policy: "AWS":"12345678901"'],
  ['no name', principal({ AWS: '' }), 'Invalid principal in policy: "AWS":""'],
  ['one of several', principal({ AWS: [root, 'bob'] }), 'Invalid principal in policy: "AWS":"bob"'],
  [
    'a pattern for a role',
    principal({ AWS: 'arn:aws:iam::123456789012:role/*' }),
    'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:role/*"',
  ],
  [
    'a group',
    principal({ AWS: 'arn:aws:iam::123456789012:group/g' }),
    'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:group/g"',
  ],
  [
    'a provider among the entities',
    principal({ AWS: 'arn:aws:iam::123456789012:saml-provider/p' }),
    'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:saml-provider/p"',
  ],
  ['a service that is none', principal({ Service: 'lambda' }), 'Invalid principal in policy: "SERVICE":"lambda"'],
  [
    'a pattern of services',
    principal({ Service: '*.amazonaws.com' }),
    'Invalid principal in policy: "SERVICE":"*.amazonaws.com"',
  ],
  [
    'a provider that is none',
    principal({ Federated: 'example.com' }),
    'Invalid principal in policy: "FEDERATED":"example.com"',
  ],
  [
    'a canonical user',
    principal({ CanonicalUser: 'a'.repeat(64) }),
    `Invalid principal in policy: "CANONICAL_USER":"${'a'.repeat(64)}"`,
  ],
  ['every action', assume('*'), trustActions],
  ['every action of STS', assume('sts:*'), trustActions],
  ['every AssumeRole', assume('sts:AssumeRole*'), trustActions],
  ['another action of STS', assume(['sts:AssumeRole', 'sts:GetCallerIdentity']), trustActions],
  ['an action that has a typing error', assume('sts:AssumeRoleWithWebIdendity'), trustActions],
  [
    'principals before actions',
    trusts({ Principal: { AWS: 'bob' }, Action: '*' }),
    'Invalid principal in policy: "AWS":"bob"',
  ],
  [
    'any identity pool',
    trusts({ Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: 'sts:AssumeRoleWithWebIdentity' }),
    'A condition block must be present for the Cognito provider',
  ],
  ['every repository of GitHub', gitHub({}), unscoped],
  [
    'every repository of GitHub, for one audience',
    gitHub({ StringEquals: { [`${gitHubIssuer}:aud`]: 'a' } }),
    unscoped,
  ],
  ['every subject of GitHub', gitHub({ StringLike: { [`${gitHubIssuer}:sub`]: '*' } }), unscoped],
  ['all of GitHub but one', gitHub({ StringNotLike: { [`${gitHubIssuer}:sub`]: 'repo:me/app:*' } }), unscoped],
  ['GitHub, if it says', gitHub({ StringLikeIfExists: { [`${gitHubIssuer}:sub`]: 'repo:me/app:*' } }), unscoped],
];

const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/s';
const shares = (elements: object) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: root }, Action: 'kinesis:PutRecord', Resource: stream, ...elements },
});

const onResource: readonly Case[] = [
  ['text', 'x', json],
  ['null', 'null', 'This text appears not to be a policy'],
  ['no statements', { Statement: [] }, 'Could not parse the policy: Statement is empty!'],
  ['no principal', shares({ Principal: none }), 'Missing required field Principal'],
  ['no action', shares({ Action: none }), 'Missing required field Action'],
  ['no resource', shares({ Resource: none }), 'Missing required field Resource'],
  ['no resources', shares({ Resource: [] }), 'Missing required field Resource cannot be empty!'],
  ['Resource and NotResource', shares({ NotResource: stream }), 'Statement/policy already has instance of Resource'],
  ['a principal that is none', shares({ Principal: { AWS: 'bob' } }), 'Invalid principal in policy'],
  [
    'Allow with NotPrincipal',
    shares({ Principal: none, NotPrincipal: { AWS: root } }),
    'Allow with NotPrincipal is not allowed.',
  ],
  ['an action without a service', shares({ Action: 'PutRecord' }), 'Policy has invalid action'],
  ['a resource that is no ARN', shares({ Resource: 's' }), 'Policy has invalid resource'],
];

function trustOperatorTwice(): string {
  const text = JSON.stringify(trusts({ Condition: { StringEquals: { a: 'b' }, Other: { a: 'b' } } }));
  return text.replace('Other', 'StringEquals');
}

const tables: readonly (readonly [PolicyKind, readonly Case[]])[] = [
  ['trust', trust],
  ['resource', onResource],
];

for (const [kind, cases] of tables) {
  for (const [what, document, fault] of cases) {
    test(`a faulty ${kind} policy: ${what}`, () => {
      const text = typeof document === 'string' ? document : JSON.stringify(document);
      assert.deepEqual(parsePolicy(text, kind), { fault });
    });
  }
}

for (const [operator, key, value] of [
  ['StringEquals', 'sub', 'repo:me/app:ref:refs/heads/main'],
  ['StringLike', 'sub', 'repo:*'],
  ['StringLike', 'sub', ['repo:me/app:*', '*']],
  ['StringEqualsIgnoreCase', 'SUB', 'repo:me/app'],
  ['StringLike', 'job_workflow_ref', 'me/app/*'],
] as const) {
  test(`GitHub may be trusted by ${operator} on ${key}: ${JSON.stringify(value)}`, () => {
    const document = gitHub({ [operator]: { [`${gitHubIssuer}:${key}`]: value } });
    assert.ok(!('fault' in parsePolicy(JSON.stringify(document), 'trust')));
  });
}
