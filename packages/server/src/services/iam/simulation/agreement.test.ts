import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AwsError } from '@paddock/wire';
import { PolicyAuthorizer } from '../../../authorization/policy-authorizer.js';
import { requestKeys } from '../../../authorization/request-keys.js';
import type { Principal } from '../../../identity/principal.js';
import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import type { Service } from '../../../service.js';
import { createPolicy } from '../operations/create-policy.js';
import { createPolicyVersion } from '../operations/create-policy-version.js';
import { createUser } from '../operations/create-user.js';
import { deletePolicyVersion } from '../operations/delete-policy-version.js';
import { deleteUserPermissionsBoundary } from '../operations/delete-user-permissions-boundary.js';
import { putUserPermissionsBoundary } from '../operations/put-user-permissions-boundary.js';
import { putUserPolicy } from '../operations/put-user-policy.js';
import { simulateCustomPolicy } from '../operations/simulate-custom-policy.js';
import { simulatePrincipalPolicy } from '../operations/simulate-principal-policy.js';
import { IamPrincipals } from '../principals.js';
import { testAccount, testIam, type TestIam } from '../testing.js';

const alice = `arn:aws:iam::${testAccount}:user/alice`;
const streams = [`${testAccount}:stream/orders`, `${testAccount}:stream/alice`, '999999999999:stream/orders'].map(
  (rest) => `arn:aws:kinesis:us-east-1:${rest}`,
);
const actions = ['kinesis:PutRecord', 'kinesis:GetRecords', 'Kinesis:DescribeStreamSummary'];

const anyOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const effect = fc.oneof({ weight: 3, arbitrary: anyOf('Allow') }, anyOf('Deny'));
const action = anyOf('*', 'kinesis:*', 'kinesis:PutRecord', 'kinesis:Get*', 'kinesis:describestreamsummary', 's3:*');
const resource = anyOf(...streams, 'arn:aws:kinesis:*:*:stream/*', 'arn:aws:kinesis:*:*:stream/${aws:username}');
const condition = anyOf(
  {},
  {},
  { StringEquals: { 'aws:username': ['alice', 'bob'] } },
  { StringNotEquals: { 'AWS:PrincipalArn': alice } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/a*' } },
  { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } },
  { NotIpAddress: { 'aws:SourceIp': '127.0.0.1' } },
  { Bool: { 'aws:SecureTransport': 'true' } },
  { Null: { 'aws:MultiFactorAuthAge': 'true' } },
  { DateGreaterThan: { 'aws:CurrentTime': '2023-01-01' } },
  { NumericLessThan: { 'kinesis:number': '5' } },
  { 'ForAllValues:StringLike': { 'aws:TagKeys': ['team', 'env*'] } },
  { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } },
  { StringEquals: { 'aws:ResourceAccount': testAccount } },
  { StringLikeIfExists: { 'aws:PrincipalTag/team': '${aws:username}' } },
);
const principal = anyOf<string | { readonly AWS: string }>(
  '*',
  { AWS: alice },
  { AWS: testAccount },
  { AWS: `${alice}-not` },
  { AWS: '999999999999' },
);

const identityStatement = fc.record({
  Effect: effect,
  Action: action,
  Resource: fc.oneof(resource, anyOf('*')),
  Condition: condition,
});
const resourceStatement = fc.record({
  Effect: effect,
  Principal: principal,
  Action: action,
  Resource: resource,
  Condition: condition,
});
const document = (statement: fc.Arbitrary<object>): fc.Arbitrary<string> =>
  fc
    .array(statement, { minLength: 1, maxLength: 4 })
    .map((statements) => JSON.stringify({ Version: '2012-10-17', Statement: statements }));

const world = fc.record({
  identity: document(identityStatement),
  boundary: fc.option(document(identityStatement), { nil: undefined }),
  resourcePolicy: fc.option(document(resourceStatement), { nil: undefined }),
  action: anyOf(...actions),
  resource: anyOf(...streams),
  tagKeys: anyOf(undefined, ['team'], ['environment', 'other']),
  number: anyOf(undefined, '3', '7'),
});

/** Every key that the conditions above can ask for. */
const asked = [
  'aws:username',
  'aws:PrincipalArn',
  'aws:SourceIp',
  'aws:SecureTransport',
  'aws:CurrentTime',
  'kinesis:number',
  'aws:TagKeys',
  'aws:ResourceAccount',
];

describe('a simulation says what the server does', () => {
  let iam: TestIam;
  let authorizer: PolicyAuthorizer;
  let sender: Principal;

  before(async () => {
    iam = await testIam();
    await iam.run(createUser, { UserName: 'alice' });
    await iam.run(createPolicy, {
      PolicyName: 'bounds',
      PolicyDocument: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    });
    const userId = iam.context.store.user(testAccount, 'alice')?.value.id ?? '';
    sender = { kind: 'user', account: testAccount, arn: alice, accessKeyId: 'AKIA', userId, userName: 'alice' };
    authorizer = new PolicyAuthorizer(new IamPrincipals(iam.context.store, iam.context.secrets));
  });
  after(() => iam.stop());

  /** Makes alice have these policies. */
  async function keep(identity: string, boundary: string | undefined): Promise<void> {
    await iam.run(putUserPolicy, { UserName: 'alice', PolicyName: 'only', PolicyDocument: identity });
    const PolicyArn = `arn:aws:iam::${testAccount}:policy/bounds`;
    if (boundary === undefined) {
      await iam.run(deleteUserPermissionsBoundary, { UserName: 'alice' });
      return;
    }
    const before = iam.context.store.policyByArn(PolicyArn)?.value.defaultVersion ?? '';
    await iam.run(createPolicyVersion, { PolicyArn, PolicyDocument: boundary, SetAsDefault: true });
    await iam.run(deletePolicyVersion, { PolicyArn, VersionId: before });
    await iam.run(putUserPermissionsBoundary, { UserName: 'alice', PermissionsBoundary: PolicyArn });
  }

  function enforced(need: AuthorizationNeed, request: RequestContext, resourcePolicy: string | undefined): string {
    const service = { resources: { policy: () => resourcePolicy } } as unknown as Service;
    try {
      assert.equal(authorizer.authorize(need, request, service), undefined);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
    }
    const outcome = request.verdicts.at(-1)?.decision.outcome;
    return { allowed: 'allowed', 'explicit-deny': 'explicitDeny', 'implicit-deny': 'implicitDeny' }[
      outcome ?? 'allowed'
    ];
  }

  test('for any policies, action, resource and context', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(world, async ({ identity, boundary, resourcePolicy, tagKeys, number, ...question }) => {
        // Without the resource's policy a simulation does not ask whose it is.
        fc.pre(resourcePolicy !== undefined || question.resource.includes(testAccount));
        await keep(identity, boundary);
        const request = iam.request(sender);
        const keys = new Map([
          ['aws:tagkeys', tagKeys],
          ['kinesis:number', number === undefined ? undefined : [number]],
        ]);
        const need = { action: question.action, resources: [question.resource], keys: (key: string) => keys.get(key) };
        const expected = enforced(need, request, resourcePolicy);

        const context = requestKeys(request, need, question.resource, {}, undefined);
        const ContextEntries = asked.flatMap((name) => {
          const values = context.get(name.toLowerCase());
          return values === undefined
            ? []
            : [{ ContextKeyName: name, ContextKeyValues: values, ContextKeyType: 'stringList' as const }];
        });
        const common = {
          ActionNames: [question.action],
          ResourceArns: [question.resource],
          ContextEntries,
          ...(resourcePolicy === undefined ? {} : { ResourcePolicy: resourcePolicy }),
        };
        const custom = await iam.run(simulateCustomPolicy, {
          ...common,
          CallerArn: alice,
          PolicyInputList: [identity],
          ...(boundary === undefined ? {} : { PermissionsBoundaryPolicyInputList: [boundary] }),
        });
        const kept = await iam.run(simulatePrincipalPolicy, { ...common, PolicySourceArn: alice });
        for (const { EvaluationResults } of [custom, kept]) {
          const [result] = EvaluationResults ?? [];
          assert.equal(result?.EvalDecision, expected);
          assert.equal(result.ResourceSpecificResults?.[0]?.EvalResourceDecision, expected);
          assert.equal(result.MatchedStatements?.length === 0, expected === 'implicitDeny');
        }
        seen.add(expected);
      }),
      { numRuns: 300 },
    );
    assert.equal(seen.size, 3);
  });
});
