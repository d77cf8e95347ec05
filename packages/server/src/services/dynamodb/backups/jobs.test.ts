import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBackup } from '../operations/create-backup.js';
import { describeBackup } from '../operations/describe-backup.js';
import { restoreTableFromBackup } from '../operations/restore-table-from-backup.js';
import { testDynamoDb } from '../testing.js';
import type { JobName } from './job.js';

describe('a job', () => {
  it('that two processes take up is written by the last one alone', async () => {
    const dynamo = await testDynamoDb({ transition: 200 });
    await dynamo.createTable('source');
    await dynamo.clock.advance(1000);
    await dynamo.putItem('source', { pk: { S: 'a' }, v: { N: '1' } });
    const made = await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
    const BackupArn = made.BackupDetails?.BackupArn ?? '';
    await dynamo.putItem('source', { pk: { S: 'a' }, v: { N: '2' } });
    const [entry] = await dynamo.registry.list('dynamodb/job/');
    const job = entry?.value as unknown as JobName;

    // The first process has looked at the items when the second one does everything.
    const { tables } = dynamo;
    const transact = tables.transact.bind(tables);
    let release: () => void = () => assert.fail('nothing was written');
    const held = new Promise<void>((resolve) => (release = resolve));
    const [first, second] = [dynamo.another().backups.jobs, dynamo.another().backups.jobs];
    let reached: () => void = () => undefined;
    const isAtIt = new Promise<void>((resolve) => (reached = resolve));
    tables.transact = async (...args) => {
      reached();
      await held;
      return transact(...args);
    };
    const slow = first.run(job);
    await isAtIt;
    tables.transact = transact;
    assert.equal(await second.run(job), true);
    release();
    assert.equal(await slow, false);

    const { BackupDescription } = await dynamo.run(describeBackup, { BackupArn });
    assert.equal(BackupDescription?.BackupDetails?.BackupStatus, 'AVAILABLE');
    await dynamo.run(restoreTableFromBackup, { BackupArn, TargetTableName: 'target' });
    await dynamo.clock.advance(1000);
    await dynamo.tasks.idle();
    const { collection } = await dynamo.table('target');
    assert.deepEqual(await dynamo.entries(collection), [{ pk: { S: 'a' }, v: { N: '1' } }]);
    await dynamo.stop();
  });

  it('that cannot be done is tried again, and keeps the table from being removed', async () => {
    const dynamo = await testDynamoDb({ transition: 200 });
    await dynamo.createTable('source');
    await dynamo.clock.advance(1000);
    const { table } = await dynamo.table('source');
    await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
    const raiseFence = dynamo.tables.raiseFence.bind(dynamo.tables);
    dynamo.tables.raiseFence = () => Promise.reject(new Error('the disk is full'));
    await assert.rejects(dynamo.context.backups.jobs.settle(table.id), { message: 'the disk is full' });
    dynamo.tables.raiseFence = raiseFence;
    await dynamo.context.backups.jobs.settle(table.id);
    assert.deepEqual(await dynamo.context.backups.store.jobs(table.id), []);
    await dynamo.stop();
  });
});
