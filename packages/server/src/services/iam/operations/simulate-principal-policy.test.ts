import { afterEach, beforeEach, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { AwsError } from '@paddock/wire';
import { testAccount, testIam, testUser, type TestIam } from '../testing.js';
import { addUserToGroup } from './add-user-to-group.js';
import { attachGroupPolicy } from './attach-group-policy.js';
import { attachRolePolicy } from './attach-role-policy.js';
import { attachUserPolicy } from './attach-user-policy.js';
import { createGroup } from './create-group.js';
import { createPolicy } from './create-policy.js';
import { createPolicyVersion } from './create-policy-version.js';
import { createRole } from './create-role.js';
import { createUser } from './create-user.js';
import { getContextKeysForCustomPolicy } from './get-context-keys-for-custom-policy.js';
import { getContextKeysForPrincipalPolicy } from './get-context-keys-for-principal-policy.js';
import { putGroupPolicy } from './put-group-policy.js';
import { putRolePolicy } from './put-role-policy.js';
import { putUserPermissionsBoundary } from './put-user-permissions-boundary.js';
import { putUserPolicy } from './put-user-policy.js';
import { simulatePrincipalPolicy } from './simulate-principal-policy.js';

const statement = (effect: string, action: string | string[], condition?: object) => ({
  Effect: effect,
  Action: action,
  Resource: '*',
  ...(condition && { Condition: condition }),
});
const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (action: string | string[], condition?: object): string => policy(statement('Allow', action, condition));
const arn = (rest: string): string => `arn:aws:iam::${testAccount}:${rest}`;

/** alice, of readers, and writer; both have `Deleting`, attached to alice and to her group too. */
async function populate(iam: TestIam): Promise<void> {
  const trust = policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  await iam.run(createUser, { UserName: 'alice', Path: '/team/' });
  await iam.run(createGroup, { GroupName: 'readers', Path: '/team/' });
  await iam.run(createRole, { RoleName: 'writer', Path: '/team/', AssumeRolePolicyDocument: trust });
  await iam.run(createPolicy, { PolicyName: 'Deleting', Path: '/team/', PolicyDocument: allow('s3:DeleteObject') });
  await iam.run(createPolicy, { PolicyName: 'Bounds', PolicyDocument: allow(['s3:GetObject', 's3:PutObject']) });
  await iam.run(putUserPolicy, { UserName: 'alice', PolicyName: 'Get', PolicyDocument: allow('s3:GetObject') });
  await iam.run(putGroupPolicy, { GroupName: 'readers', PolicyName: 'Put', PolicyDocument: allow('s3:PutObject') });
  await iam.run(putRolePolicy, { RoleName: 'writer', PolicyName: 'Get', PolicyDocument: allow('s3:GetObject') });
  const PolicyArn = arn('policy/team/Deleting');
  await iam.run(attachUserPolicy, { UserName: 'alice', PolicyArn });
  await iam.run(attachGroupPolicy, { GroupName: 'readers', PolicyArn });
  await iam.run(attachRolePolicy, { RoleName: 'writer', PolicyArn });
  await iam.run(addUserToGroup, { UserName: 'alice', GroupName: 'readers' });
}

const ActionNames = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const alice = arn('user/team/alice');

describe('SimulatePrincipalPolicy', () => {
  let iam: TestIam;
  beforeEach(async () => {
    iam = await testIam();
    await populate(iam);
  });
  afterEach(() => iam.stop());

  /** `allowed user_alice_Get`, for each action */
  const told = async (PolicySourceArn: string, more: object = {}): Promise<string[]> => {
    const { EvaluationResults: results = [] } = await iam.run(simulatePrincipalPolicy, {
      PolicySourceArn,
      ActionNames,
      ...more,
    });
    return results.map(({ EvalDecision, MatchedStatements = [] }) =>
      [EvalDecision, ...MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId)].join(' '),
    );
  };
  const refuses = (PolicySourceArn: string, code: string, message: string) =>
    assert.rejects(told(PolicySourceArn), (error) => {
      assert.ok(error instanceof AwsError);
      assert.deepEqual([error.code, error.message], [code, message]);
      return true;
    });

  test('a user has its policies and those of its groups, a managed one once', async () => {
    assert.deepEqual(await told(alice), ['allowed user_alice_Get', 'allowed group_readers_Put', 'allowed Deleting']);
  });

  test('a group has its own', async () => {
    assert.deepEqual(await told(arn('group/team/readers')), [
      'implicitDeny',
      'allowed group_readers_Put',
      'allowed Deleting',
    ]);
  });

  test('a role has its own, and its trust policy does not count', async () => {
    assert.deepEqual(await told(arn('role/team/writer')), [
      'allowed role_writer_Get',
      'implicitDeny',
      'allowed Deleting',
    ]);
  });

  test('the default version decides', async () => {
    await iam.run(createPolicyVersion, {
      PolicyArn: arn('policy/team/Deleting'),
      PolicyDocument: policy(statement('Deny', 's3:DeleteObject')),
      SetAsDefault: true,
    });
    assert.equal((await told(alice))[2], 'explicitDeny Deleting');
  });

  test('AWS managed policies go by their names', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';
    await iam.run(attachUserPolicy, { UserName: 'alice', PolicyArn });
    assert.deepEqual(await told(alice, { ActionNames: ['kinesis:GetRecords'] }), [
      'allowed AmazonKinesisReadOnlyAccess',
    ]);
  });

  test('policies of the request are added', async () => {
    assert.deepEqual(
      await told(alice, { PolicyInputList: [policy(statement('Deny', 's3:PutObject')), allow('s3:*')] }),
      [
        'allowed user_alice_Get PolicyInputList.2',
        'explicitDeny PolicyInputList.1',
        'allowed Deleting PolicyInputList.2',
      ],
    );
  });

  test('the boundary limits, and another may take its place', async () => {
    await iam.run(putUserPermissionsBoundary, { UserName: 'alice', PermissionsBoundary: arn('policy/Bounds') });
    assert.deepEqual(await told(alice), ['allowed user_alice_Get', 'allowed group_readers_Put', 'implicitDeny']);
    assert.deepEqual(await told(alice, { PermissionsBoundaryPolicyInputList: [allow('s3:DeleteObject')] }), [
      'implicitDeny',
      'implicitDeny',
      'allowed Deleting',
    ]);
    await iam.run(createPolicyVersion, {
      PolicyArn: arn('policy/Bounds'),
      PolicyDocument: policy(statement('Deny', 's3:*')),
      SetAsDefault: true,
    });
    assert.equal((await told(alice))[0], 'explicitDeny Bounds');
  });

  test('the entity is the caller', async () => {
    const condition = { StringEquals: { 'aws:PrincipalArn': alice, 'aws:username': 'alice' } };
    const more = { PolicyInputList: [allow('x:Do', condition)], ActionNames: ['x:Do'] };
    assert.deepEqual(await told(alice, more), ['allowed PolicyInputList.1']);
    assert.deepEqual(await told(alice, { ...more, CallerArn: arn('user/bob') }), ['implicitDeny']);
    const resource = 'arn:aws:s3:::bucket';
    const ResourcePolicy = policy({
      ...statement('Allow', 's3:ListBucket'),
      Resource: resource,
      Principal: { AWS: alice },
    });
    const list = { ActionNames: ['s3:ListBucket'], ResourceArns: [resource], ResourcePolicy };
    assert.deepEqual(await told(alice, list), ['allowed ResourcePolicy']);
    assert.deepEqual(await told(arn('role/team/writer'), list), ['implicitDeny']);
  });

  test('its name finds it, whatever the path', async () => {
    assert.equal((await told(arn('user/alice')))[0], 'allowed user_alice_Get');
  });

  test('what is no user, group or role of the account', async () => {
    await refuses(arn('user/bob'), 'NoSuchEntity', 'The user with name bob cannot be found.');
    await refuses(arn('group/x/bobs'), 'NoSuchEntity', 'The group with name bobs cannot be found.');
    await refuses(arn('role/bob'), 'NoSuchEntity', 'The role with name bob cannot be found.');
    const elsewhere = 'arn:aws:iam::999999999999:user/alice';
    await refuses(elsewhere, 'NoSuchEntity', 'The user with name alice cannot be found.');
    for (const other of [
      arn('root'),
      arn('policy/Bounds'),
      `arn:aws:sts::${testAccount}:assumed-role/writer/session`,
      'arn:aws:s3:::a-bucket-name',
    ])
      await refuses(
        other,
        'InvalidInput',
        `Invalid Entity Arn: ${other} does not clearly define entity type and name.`,
      );
  });

  test('permission is needed on the entity, whatever it is called', async () => {
    const request = iam.request(testUser('bob'));
    for (const operation of [simulatePrincipalPolicy, getContextKeysForPrincipalPolicy]) {
      const resources = async (PolicySourceArn: string) => {
        const needs = await operation.needs(iam.context, { PolicySourceArn, ActionNames }, request);
        return 'action' in needs && needs.action === `iam:${operation.name}` ? needs.resources : [];
      };
      assert.deepEqual(await resources(alice), [alice]);
      for (const other of [arn('user/free/alice'), alice.replace('arn:aws:', 'arn:aws-cn:')])
        assert.deepEqual(await resources(other), [other, alice]);
      assert.deepEqual(await resources(arn('user/nobody')), [arn('user/nobody')]);
    }
  });

  test('context keys of a user are those of its groups and its boundary too', async () => {
    const keyed = (key: string) => allow('x:Do', { StringEquals: { [key]: '${aws:username}' } });
    await iam.run(putUserPolicy, { UserName: 'alice', PolicyName: 'Own', PolicyDocument: keyed('aws:SourceIp') });
    await iam.run(putGroupPolicy, { GroupName: 'readers', PolicyName: 'Its', PolicyDocument: keyed('x:Group') });
    await iam.run(createPolicy, { PolicyName: 'Keyed', PolicyDocument: keyed('x:Boundary') });
    await iam.run(putUserPermissionsBoundary, { UserName: 'alice', PermissionsBoundary: arn('policy/Keyed') });
    const keysOf = async (PolicySourceArn: string, ...PolicyInputList: string[]) =>
      (await iam.run(getContextKeysForPrincipalPolicy, { PolicySourceArn, PolicyInputList })).ContextKeyNames;
    assert.deepEqual(await keysOf(alice, keyed('x:Given')), [
      'x:Given',
      'aws:username',
      'aws:SourceIp',
      'x:Group',
      'x:Boundary',
    ]);
    assert.deepEqual(await keysOf(arn('group/team/readers')), ['x:Group', 'aws:username']);
    assert.deepEqual(await keysOf(arn('role/team/writer')), []);
    await assert.rejects(keysOf(arn('user/bob')), { code: 'NoSuchEntity' });
    await assert.rejects(keysOf(arn('root')), { code: 'InvalidInput' });
  });
});

test('GetContextKeysForCustomPolicy', async () => {
  const iam = await testIam();
  const keysOf = async (...PolicyInputList: string[]) =>
    (await iam.run(getContextKeysForCustomPolicy, { PolicyInputList })).ContextKeyNames;
  const date = allow('*', { DateGreaterThan: { 'aws:CurrentTime': '2015-07-16T12:00:00Z' } });
  const home = policy({ ...statement('Allow', 's3:*'), Resource: 'arn:aws:s3:::home/${aws:username}/*' });
  assert.deepEqual(await keysOf(date, home, date), ['aws:CurrentTime', 'aws:username']);
  const ofResource = policy({
    ...statement('Allow', 's3:*', { StringEquals: { 'aws:SourceAccount': '1' } }),
    Resource: 'arn:aws:s3:::home',
    Principal: '*',
  });
  assert.deepEqual(await keysOf(ofResource), ['aws:SourceAccount']);
  await assert.rejects(keysOf(date, '{}'), {
    code: 'InvalidInput',
    message: 'Policy input list item 2 has invalid content',
  });
  await iam.stop();
});
