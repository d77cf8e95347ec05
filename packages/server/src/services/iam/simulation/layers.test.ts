import { afterEach, beforeEach, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { alice, allow, deny, object, policy, type Input, testSimulation, type TestSimulation } from './testing.js';

describe('policies beside those of the principal', () => {
  let simulation: TestSimulation;
  beforeEach(async () => {
    simulation = await testSimulation();
  });
  afterEach(() => simulation.iam.stop());

  describe('the boundary', () => {
    const bounded = (boundary: object, ...statements: object[]) =>
      simulation.one({
        PolicyInputList: [policy(...statements)],
        PermissionsBoundaryPolicyInputList: [policy(boundary)],
        ResourceArns: [object('a')],
      });
    const detail = (allowed: boolean) => ({ AllowedByPermissionsBoundary: allowed });

    test('lets pass what it allows, and is not shown', async () => {
      const result = await bounded(allow('s3:GetObject'), allow('*'));
      assert.equal(result.EvalDecision, 'allowed');
      assert.deepEqual(
        result.MatchedStatements?.map(({ SourcePolicyId }) => SourcePolicyId),
        ['PolicyInputList.1'],
      );
      assert.deepEqual(result.PermissionsBoundaryDecisionDetail, detail(true));
      assert.deepEqual(result.ResourceSpecificResults?.[0]?.PermissionsBoundaryDecisionDetail, detail(true));
    });

    test('allows nothing by itself', async () => {
      const result = await bounded(allow('s3:GetObject'), allow('s3:PutObject'));
      assert.equal(result.EvalDecision, 'implicitDeny');
      assert.deepEqual(result.PermissionsBoundaryDecisionDetail, detail(true));
    });

    test('that lacks the action', async () => {
      const result = await bounded(allow('s3:PutObject'), allow('*'));
      assert.equal(result.EvalDecision, 'implicitDeny');
      assert.deepEqual(result.MatchedStatements, []);
      assert.deepEqual(result.PermissionsBoundaryDecisionDetail, detail(false));
    });

    test('that denies it is shown', async () => {
      const result = await bounded(deny('s3:GetObject'), allow('*'));
      assert.equal(result.EvalDecision, 'explicitDeny');
      assert.deepEqual(
        result.MatchedStatements?.map(({ SourcePolicyId, SourcePolicyType }) => [SourcePolicyId, SourcePolicyType]),
        [['PermissionsBoundaryPolicyInputList.1', 'Permissions Boundary Policy']],
      );
      assert.deepEqual(result.PermissionsBoundaryDecisionDetail, detail(false));
    });

    test('is one', () =>
      simulation.refuses(
        { PermissionsBoundaryPolicyInputList: [policy(allow('*')), policy(allow('*'))] },
        'The list of Permissions Boundary policies cannot exceed 1 items.',
      ));
  });

  describe('the policy of the resource', () => {
    const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/s';
    const elsewhere = 'arn:aws:kinesis:us-east-1:999999999999:stream/s';
    const put = (resource: string, more: Partial<Input> = {}): Partial<Input> => ({
      ActionNames: ['kinesis:PutRecord'],
      ResourceArns: [resource],
      CallerArn: alice,
      ResourcePolicy: policy(allow('kinesis:PutRecord', resource, { Principal: { AWS: alice } })),
      ...more,
    });

    test('is enough within the account, over the boundary too', async () => {
      const result = await simulation.one(put(stream, { PermissionsBoundaryPolicyInputList: [policy(allow('s3:*'))] }));
      assert.equal(result.EvalDecision, 'allowed');
      assert.deepEqual(
        result.MatchedStatements?.map(({ SourcePolicyId, SourcePolicyType }) => [SourcePolicyId, SourcePolicyType]),
        [['ResourcePolicy', 'Resource Policy']],
      );
      assert.deepEqual(result.PermissionsBoundaryDecisionDetail, { AllowedByPermissionsBoundary: false });
      assert.deepEqual(result.EvalDecisionDetails, {});
    });

    test('is shown beside those of the caller', async () => {
      const ids = await simulation.matched(put(stream, { PolicyInputList: [policy(allow('kinesis:*'))] }));
      assert.deepEqual(
        ids.map((id) => id.split(' ')[0]),
        ['ResourcePolicy', 'PolicyInputList.1'],
      );
    });

    test('is one side of two across accounts, each of which is told', async () => {
      const denied = await simulation.one(put(elsewhere));
      assert.equal(denied.EvalDecision, 'implicitDeny');
      assert.deepEqual(denied.EvalDecisionDetails, { 'IAM Policy': 'implicitDeny', 'Resource Policy': 'allowed' });
      const allowed = await simulation.one(
        put(elsewhere, {
          PolicyInputList: [policy(allow('kinesis:*'))],
          PermissionsBoundaryPolicyInputList: [policy(allow('*'))],
        }),
      );
      assert.equal(allowed.EvalDecision, 'allowed');
      assert.deepEqual(allowed.ResourceSpecificResults?.[0]?.EvalDecisionDetails, {
        'IAM Policy': 'allowed',
        'Resource Policy': 'allowed',
        'Permissions Boundary Policy': 'allowed',
      });
    });

    test('belongs to the owner that is said', async () => {
      const ResourceOwner = 'arn:aws:iam::999999999999:root';
      assert.equal((await simulation.one(put(stream, { ResourceOwner }))).EvalDecision, 'implicitDeny');
    });

    test('is left out where roles are assumed', async () => {
      const role = 'arn:aws:iam::123456789012:role/r';
      const result = await simulation.one({
        ActionNames: ['sts:AssumeRole'],
        ResourceArns: [role],
        CallerArn: alice,
        ResourcePolicy: policy(allow('sts:AssumeRole', role, { Principal: { AWS: alice } })),
      });
      assert.equal(result.EvalDecision, 'implicitDeny');
    });

    test('knows roles and groups', async () => {
      const role = 'arn:aws:iam::123456789012:role/path/r';
      const ResourcePolicy = policy(allow('kinesis:PutRecord', stream, { Principal: { AWS: role } }));
      assert.equal((await simulation.one(put(stream, { CallerArn: role, ResourcePolicy }))).EvalDecision, 'allowed');
      const group = 'arn:aws:iam::123456789012:group/g';
      assert.equal(
        (await simulation.one(put(stream, { CallerArn: group, ResourcePolicy }))).EvalDecision,
        'implicitDeny',
      );
    });

    test('is refused when what it needs is wrong', async () => {
      await simulation.refuses(
        { ...put(stream), CallerArn: undefined } as Partial<Input>,
        'Invalid caller - Caller cannot be null or empty.',
      );
      const session = 'arn:aws:sts::123456789012:assumed-role/r/s';
      await simulation.refuses(
        put(stream, { CallerArn: session }),
        'Invalid caller - Caller must be an IAM user, role or group in this context.',
      );
      await simulation.refuses(
        put(stream, { ResourceArns: [] }),
        'Invalid Entity Arn: * does not clearly define entity type and name.',
      );
      await simulation.refuses(
        put(stream, { ResourceOwner: '123456789012' }),
        "'123456789012' is not a valid as a Resource Owner.",
      );
      await simulation.refuses(
        put(stream, { ResourcePolicy: policy(allow('kinesis:*', '*', { Principal: '*' })) }),
        'ResourceNames are not in a valid ARN format: *.',
      );
      await simulation.refuses(
        put(stream, { ResourcePolicy: policy(allow('*')) }),
        'Resource policy has invalid content',
      );
    });
  });
});
