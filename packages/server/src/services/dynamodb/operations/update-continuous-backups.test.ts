import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testDynamoDb, testStart, type TestDynamoDb } from '../testing.js';
import { describeContinuousBackups } from './describe-continuous-backups.js';
import { updateContinuousBackups } from './update-continuous-backups.js';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('UpdateContinuousBackups', () => {
  let dynamo: TestDynamoDb;
  beforeEach(async () => {
    dynamo = await testDynamoDb();
    await dynamo.createTable('rides');
  });
  afterEach(() => dynamo.stop());
  const update = async (enabled: boolean, days?: number, TableName = 'rides') => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days };
    const output = await dynamo.run(updateContinuousBackups, { TableName, PointInTimeRecoverySpecification });
    return output.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  };
  const describeIt = async () =>
    (await dynamo.run(describeContinuousBackups, { TableName: 'rides' })).ContinuousBackupsDescription
      ?.PointInTimeRecoveryDescription;

  it('refuses what makes no sense, and tables that are not there', async () => {
    await assert.rejects(update(true, 36), {
      message:
        "1 validation error detected: Value '36' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to " +
        'satisfy constraint: Member must have value less than or equal to 35',
    });
    await assert.rejects(update(false, 1), {
      message: 'Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.',
    });
    await assert.rejects(update(true, 1, 'none'), { code: 'TableNotFoundException', message: 'Table not found: none' });
  });

  it('is off at first', async () => {
    assert.deepEqual(await describeIt(), { PointInTimeRecoveryStatus: 'DISABLED' });
    assert.deepEqual(await update(false), { PointInTimeRecoveryStatus: 'DISABLED' });
  });

  it('moves the times as time goes on', async () => {
    const enabled = { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 };
    const [earliest, latest] = ['EarliestRestorableDateTime', 'LatestRestorableDateTime'];
    assert.deepEqual(await update(true), { ...enabled, [earliest]: testStart, [latest]: testStart });
    await dynamo.clock.advance(2 * minute);
    assert.deepEqual(await describeIt(), { ...enabled, [earliest]: testStart, [latest]: testStart });
    await dynamo.clock.advance(8 * minute);
    assert.deepEqual(await describeIt(), { ...enabled, [earliest]: testStart, [latest]: testStart + 5 * minute });
    const again = await update(true);
    assert.equal(again?.EarliestRestorableDateTime, testStart);
    await dynamo.clock.advance(40 * day);
    assert.equal((await describeIt())?.EarliestRestorableDateTime, testStart + 5 * day + 10 * minute);
  });

  it('does not bring back what a shorter period gave up', async () => {
    await update(true);
    await dynamo.clock.advance(10 * day);
    assert.equal((await update(true, 1))?.EarliestRestorableDateTime, testStart + 9 * day);
    assert.equal((await update(true, 35))?.EarliestRestorableDateTime, testStart + 9 * day);
  });

  it('begins anew when it is switched on again', async () => {
    await update(true, 7);
    await dynamo.clock.advance(day);
    assert.deepEqual(await update(false), { PointInTimeRecoveryStatus: 'DISABLED' });
    const { history = '' } = (await dynamo.table('rides')).table;
    await dynamo.tasks.idle();
    const description = await update(true);
    assert.deepEqual(
      [description?.RecoveryPeriodInDays, description?.EarliestRestorableDateTime],
      [35, dynamo.clock.now()],
    );
    assert.notEqual((await dynamo.table('rides')).table.history, history);
  });
});
