import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findManagedPolicy } from '../iam/managed-policies/index.js';
import { unauthenticatedSessionPolicies } from './scope-down-policy.js';

interface Document {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: unknown;
  }[];
}

describe('the session policies of unauthenticated identities', () => {
  const managed = findManagedPolicy(unauthenticatedSessionPolicies.managed);
  const inlineActions = actionsOf(unauthenticatedSessionPolicies.inline);
  const managedActions = actionsOf(managed?.document ?? '{}');

  it('leave the services of the map and the workshop open', () => {
    for (const action of ['kinesis:*', 'dynamodb:*', 's3:*', 'lambda:*', 'cognito-identity:*', 'firehose:*'])
      assert.ok(inlineActions.includes(action), action);
  });

  it('close the services that manage identities, and those not listed', () => {
    const all = [...inlineActions, ...managedActions];
    for (const service of ['iam', 'sts', 'kinesisanalytics', 'athena', 'glue', 'ec2', 'ssm', 'tag'])
      assert.ok(!all.some((action) => action === '*' || action.startsWith(`${service}:`)), service);
  });

  it('open the data operations of KMS by the managed one only', () => {
    assert.ok(managedActions.includes('kms:Decrypt'));
    assert.ok(!inlineActions.some((action) => action.startsWith('kms:')));
    assert.ok(!managedActions.some((action) => action.startsWith('kinesis:')));
  });

  it('fit into what AssumeRoleWithWebIdentity accepts', () => {
    assert.ok(unauthenticatedSessionPolicies.inline.length <= 2048);
  });
});

function actionsOf(text: string): readonly string[] {
  const document = JSON.parse(text) as Document;
  assert.equal(document.Version, '2012-10-17');
  return document.Statement.flatMap((statement) => statement.Action);
}
