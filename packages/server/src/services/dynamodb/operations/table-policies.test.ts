import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { tableArn } from '../domain/table.js';
import { resourceDirectory } from '../resource-directory.js';
import { testAccount, testDynamoDb, testRegion, testStart, type TestDynamoDb } from '../testing.js';
import { deleteResourcePolicy } from './delete-resource-policy.js';
import { deleteTable } from './delete-table.js';
import { getResourcePolicy } from './get-resource-policy.js';
import { putResourcePolicy } from './put-resource-policy.js';

const arn = tableArn({ account: testAccount, region: testRegion, name: 'rides' });
const statement = {
  Effect: 'Allow',
  Principal: { AWS: '999999999999' },
  Action: ['dynamodb:GetItem'],
  Resource: [arn],
};
const policyOf = (change: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...change }] }, null, 2);
const bad = 'One or more parameter values were invalid: ';
const none = 'Resource-based policy not found for the provided ResourceArn: ';

describe('resource policies of tables', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb({ transition: 200, limits: true });
    await db.createTable('rides', ['pk'], {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    await db.clock.advance(1_000);
  });
  afterEach(() => db.stop());

  const put = (Policy: string, more: object = {}) => db.run(putResourcePolicy, { ResourceArn: arn, Policy, ...more });
  const refused = (Policy: string, message: string, code = 'ValidationException') =>
    assert.rejects(put(Policy), { code, message });

  it('come back in one form, and say who may', async () => {
    await assert.rejects(db.run(getResourcePolicy, { ResourceArn: arn }), {
      code: 'PolicyNotFoundException',
      message: none + arn,
    });
    assert.deepEqual(await db.run(deleteResourcePolicy, { ResourceArn: arn }), { RevisionId: undefined });
    const { RevisionId } = await put(policyOf());
    assert.equal(RevisionId, String(testStart + 1_000));
    const canonical = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"dynamodb:GetItem","Resource":"${arn}"}]}`;
    assert.deepEqual(await db.run(getResourcePolicy, { ResourceArn: arn }), { Policy: canonical, RevisionId });
    assert.equal(resourceDirectory(db.context.store).policy?.(`${arn}/index/any`), canonical);
    // What says the same is the same.
    assert.deepEqual(await put(canonical), { RevisionId });
  });

  it('are changed every 15 seconds', async () => {
    await put(policyOf());
    const next = policyOf({ Action: 'dynamodb:Query' });
    await refused(
      next,
      'Attempt to change a resource which is still in use: Table is pending previous resource-based policy update: rides',
      'ResourceInUseException',
    );
    await assert.rejects(db.run(deleteTable, { TableName: 'rides' }), {
      message:
        'Attempt to change a resource which is still in use: Table: rides has a pending resource-based policy update.',
    });
    await db.clock.advance(200);
    await refused(
      next,
      'Resource-based policy for table rides modified within the previous 15000 milliseconds. Please try again after 2023-11-14T22:13:36.000Z.',
      'ThrottlingException',
    );
    await db.clock.advance(14_800);
    const { RevisionId } = await put(next);
    await db.clock.advance(15_000);
    assert.deepEqual(await db.run(deleteResourcePolicy, { ResourceArn: arn }), { RevisionId });
    assert.deepEqual(await db.run(deleteResourcePolicy, { ResourceArn: arn }), {
      RevisionId: String(testStart + 31_000),
    });
  });

  it('are changed only from the revision that was expected', async () => {
    const expecting = (ExpectedRevisionId: string, message: string) =>
      assert.rejects(put(policyOf({ Action: 'dynamodb:Scan' }), { ExpectedRevisionId }), {
        code: 'PolicyNotFoundException',
        message: none + message,
      });
    await expecting('7', 'Requested update for policy with revision id 7, but table rides has no associated policy.');
    const { RevisionId } = await put(policyOf(), { ExpectedRevisionId: 'NO_POLICY' });
    await expecting(
      'NO_POLICY',
      `Requested policy update expecting none to be present for table rides, but a policy exists with revision id ${RevisionId}.`,
    );
    await expecting(
      '7',
      `Requested update for policy with revision id 7, but the policy associated to target table rides has revision id ${RevisionId}.`,
    );
  });

  it('are checked in AWS’s words', async () => {
    const document = `${bad}Invalid policy document: `;
    await refused('', `${document}This policy contains invalid Json`);
    await refused('null', `${document}This text appears not to be a policy`);
    await refused('{}', `${document}Syntax error at position (1,3)`);
    await refused(policyOf({ Effect: undefined }), `${document}Missing required field Effect`);
    await refused(policyOf({ Resource: undefined }), `${document}Missing required field Resource`);
    await refused(
      JSON.stringify({ Version: '2012-10-17', Statement: [] }),
      `${document}Could not parse the policy: Statement is empty!`,
    );
    await refused(
      policyOf({ Action: ['dynamodb:GetItem', 'dynamodb:GetRecords'] }),
      `${document}The following action names are invalid: "dynamodb:GetRecords"`,
    );
    await refused(
      policyOf({ Resource: `${arn}/stream/x` }),
      `${document}The relative-id "table/rides/stream/x" is invalid for ARN "${arn}/stream/x"`,
    );
    await refused(
      policyOf({ Principal: '*' }),
      'Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure least-privilege form of access',
    );
    await refused(policyOf({ Principal: { AWS: 'nobody' } }), 'Invalid principal in policy document.');
    await refused(policyOf().padEnd(20_481), `${bad}Maximum policy size of 20480 bytes exceeded`);
  });

  it('do not lock out who puts them, unless that is what is wanted', async () => {
    const lockout = policyOf({ Effect: 'Deny', Principal: '*', Action: 'dynamodb:PutResourcePolicy' });
    await refused(
      lockout,
      'The new resource policy will not allow you to update the resource policy in the future.',
      'AccessDeniedException',
    );
    await put(lockout, { ConfirmRemoveSelfResourceAccess: true });
  });

  it('belong to tables and their streams', async () => {
    const at = (ResourceArn: string, message: string, code = 'ValidationException') =>
      assert.rejects(db.run(getResourcePolicy, { ResourceArn }), { code, message });
    await at('rides', `${bad}ARNs must start with 'arn:': rides`);
    await at(
      arn.replace(testAccount, '999999999999'),
      'This action is only supported by accounts that match the resource owner’s account.',
    );
    await at(
      arn.replace(testRegion, 'eu-west-1'),
      `${bad}Invalid resource Arn: ${arn.replace(testRegion, 'eu-west-1')}`,
    );
    await at(`${arn}s`, 'Requested resource not found: Table: ridess not found', 'ResourceNotFoundException');
    await at(
      `${arn}/stream/x`,
      'Requested resource not found: Stream: x not found for Table: rides',
      'ResourceNotFoundException',
    );
    const stream = `${arn}/stream/${(await db.table('rides')).table.stream?.label ?? ''}`;
    await at(stream, none + stream, 'PolicyNotFoundException');
    const Policy = policyOf({ Action: 'dynamodb:GetRecords', Resource: stream });
    await db.run(putResourcePolicy, { ResourceArn: stream, Policy });
    assert.match(resourceDirectory(db.context.store).policy?.(stream) ?? '', /GetRecords/);
    assert.equal(resourceDirectory(db.context.store).policy?.(arn), undefined);
  });
});
