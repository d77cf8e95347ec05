import fc from 'fast-check';
import type { Condition, PolicyDocument, Principals, Statement } from '../../document/policy-document.js';
import type { AccessRequest, CompiledPolicy, ContextKeys, PolicySet, PolicySource } from '../access.js';
import { compilePolicy } from '../compile-policy.js';
import * as cast from '../decisions/cast.js';
import { contextOf } from '../decisions/play.js';
import type { World } from './naive-decision.js';

const { home, other } = cast;
const streamOf = (name: string, account = home): string => `arn:aws:kinesis:us-east-1:${account}:stream/${name}`;

const principals = [
  cast.alice,
  cast.bob,
  cast.ops,
  cast.kiosk,
  cast.rootsKiosk,
  cast.root,
  cast.carol,
  cast.partner,
  cast.otherRoot,
  cast.lambda,
  cast.cognito,
  cast.anonymous,
];
const names = principals
  .flatMap((principal) => [
    ...('arn' in principal ? [principal.arn] : []),
    ...('roleArn' in principal ? [principal.roleArn, principal.sessionArn] : []),
    ...('id' in principal ? [principal.id] : []),
  ])
  .concat(home, other, '*');

const actions = ['kinesis:PutRecord', 'kinesis:GetRecords', 'dynamodb:PutItem', 'sts:AssumeRole'];
const actionPatterns = [
  '*',
  'kinesis:*',
  'kinesis:Put*',
  'KINESIS:getrecords',
  'kinesis:?utRecord',
  '*:Put*',
  'dynamodb:PutItem',
];
const resources = [streamOf('rides'), streamOf('alice'), streamOf('rides', other), 'arn:aws:s3:::ride-archive', '*'];
const resourcePatterns = [
  '*',
  streamOf('rides'),
  streamOf('*'),
  streamOf('?ides'),
  streamOf('*', other),
  'arn:aws:s3:::ride-*',
  streamOf('${aws:username}'),
  streamOf('x${aws:username}'),
];

/** Lists are short, so that statements apply often enough for every rule to come up. */
const few = <T>(values: readonly T[], max = 2): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: max });

const mostlyFalse = fc.nat(4).map((number) => number === 0);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'),
    ifExists: fc.boolean(),
    key: fc.constantFrom('aws:username', 'AWS:RequestedRegion'),
    values: few(['alice', 'rides', 'us-east-1', 'us-*']),
  }),
  fc.record({
    operator: fc.constant('Null'),
    ifExists: fc.constant(false),
    key: fc.constantFrom('aws:username', 'aws:RequestedRegion'),
    values: few(['true', 'false'], 1),
  }),
);

const principalElement: fc.Arbitrary<Principals> = fc.record({
  not: mostlyFalse,
  everyone: mostlyFalse,
  aws: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }),
  service: fc.subarray([cast.lambda.service]),
  federated: fc.subarray([cast.cognito.provider]),
  canonicalUser: fc.constant([]),
});

const plainStatement = fc.record({
  effect: fc.nat(4).map((number): Statement['effect'] => (number === 0 ? 'Deny' : 'Allow')),
  actions: fc.record({ not: mostlyFalse, patterns: few(actionPatterns) }),
  resources: fc.record({ not: mostlyFalse, patterns: few(resourcePatterns) }),
  conditions: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(condition, { maxLength: 2 })),
});

const statementOfResource: fc.Arbitrary<Statement> = fc
  .tuple(plainStatement, principalElement)
  .map(([statement, element]) => ({ ...statement, principals: element }));

const documentOf = (statement: fc.Arbitrary<Statement>): fc.Arbitrary<PolicyDocument> =>
  fc.record({
    version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
    statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
  });

export const document = documentOf(plainStatement);
export const statement: fc.Arbitrary<Statement> = plainStatement;
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

export const world: fc.Arbitrary<World> = fc
  .record({
    identity: maybe(fc.array(document, { maxLength: 3 })),
    boundary: maybe(document),
    session: maybe(fc.array(document, { maxLength: 2 })),
    resource: maybe(documentOf(statementOfResource)),
  })
  .map(({ identity, boundary, session, resource }) => ({
    ...(identity !== undefined && { identity }),
    ...(boundary !== undefined && { boundary }),
    ...(session !== undefined && { session }),
    ...(resource !== undefined && { resource }),
  }));

export const context: fc.Arbitrary<ContextKeys> = fc
  .dictionary(
    fc.constantFrom('aws:username', 'aws:RequestedRegion'),
    fc.oneof(few(['alice', 'rides', 'us-east-1'], 1), fc.constant(['alice', 'rides'])),
  )
  .map(contextOf);

export const request: fc.Arbitrary<AccessRequest> = fc.record({
  principal: fc.constantFrom(...principals),
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context,
});

/** A world as `decide` takes it. */
export function compiled({ identity, boundary, session, resource }: World): PolicySet {
  const all = (documents: readonly PolicyDocument[], type: PolicySource['type']): CompiledPolicy[] =>
    documents.map((each) => one(each, type));
  return {
    ...(identity !== undefined && { identity: identity === 'all' ? identity : all(identity, 'identity-based') }),
    ...(boundary !== undefined && { boundary: one(boundary, 'permissions boundary') }),
    ...(session !== undefined && { session: all(session, 'session') }),
    ...(resource !== undefined && { resource: one(resource, 'resource-based') }),
  };
}

function one(each: PolicyDocument, type: PolicySource['type']): CompiledPolicy {
  return compilePolicy(each, { type, name: type });
}
