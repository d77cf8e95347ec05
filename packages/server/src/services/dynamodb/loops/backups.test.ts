import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Item } from '../domain/attribute-value.js';
import { createBackup } from '../operations/create-backup.js';
import { deleteItem } from '../operations/delete-item.js';
import { deleteTable } from '../operations/delete-table.js';
import { describeBackup } from '../operations/describe-backup.js';
import { listBackups } from '../operations/list-backups.js';
import { putItem } from '../operations/put-item.js';
import { restoreTableFromBackup } from '../operations/restore-table-from-backup.js';
import { updateContinuousBackups } from '../operations/update-continuous-backups.js';
import { testDynamoDb, type TestDynamoDb } from '../testing.js';

const indexed = {
  AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' as const }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-g',
      KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    },
  ],
};

/** The items of a table, and of its index by `g` if it has one, in an order of their own. */
async function contents(dynamo: TestDynamoDb, name: string): Promise<{ items: Item[]; index: Item[] }> {
  const view = await dynamo.table(name);
  const sorted = (items: Item[]): Item[] =>
    items.toSorted((a, b) => (JSON.stringify(a['pk']) < JSON.stringify(b['pk']) ? -1 : 1));
  const index = view.index('by-g');
  return {
    items: sorted(await dynamo.entries(view.collection)),
    index: index ? sorted(await dynamo.entries(index.collection)) : [],
  };
}

const write = fc.oneof(
  { weight: 3, arbitrary: fc.record({ key: fc.nat(12), value: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ key: fc.nat(12), value: fc.constant(undefined) }) },
);

/** Time passes, and what falls due is done. */
async function pass(dynamo: TestDynamoDb, ms: number): Promise<void> {
  await dynamo.clock.advance(ms);
  await dynamo.tasks.idle();
}

describe('a backup', () => {
  it('is of one moment, whatever is written while it is made', async () => {
    const property = fc.asyncProperty(
      fc.array(write, { maxLength: 20 }),
      fc.array(fc.array(write, { maxLength: 3 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      async (first, meanwhile, sliceItems) => {
        const dynamo = await testDynamoDb({ sliceItems, transition: 200 });
        try {
          await dynamo.createTable('source', ['pk'], indexed);
          await pass(dynamo, 1000);
          const put = async ({ key, value }: { key: number; value: number | undefined }): Promise<void> => {
            const pk = { S: `k${key}` };
            if (value === undefined) await dynamo.run(deleteItem, { TableName: 'source', Key: { pk } });
            else await dynamo.run(putItem, { TableName: 'source', Item: { pk, g: { S: `g${value}` } } });
          };
          for (const one of first) await put(one);
          // Others write between any two of the store's transactions, once the moment has come.
          const { tables } = dynamo;
          const [scan, left] = [tables.scan.bind(tables), [...meanwhile]];
          let [isOn, isBusy] = [false, false];
          tables.scan = async (...args) => {
            if (isOn && !isBusy) {
              isBusy = true;
              for (const one of left.shift() ?? []) await put(one);
              isBusy = false;
            }
            await scan(...args);
          };
          const before = await contents(dynamo, 'source');
          const { BackupDetails } = await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
          isOn = true;
          await pass(dynamo, 1000);
          isOn = false;
          const arn = BackupDetails?.BackupArn ?? '';
          const { BackupDescription } = await dynamo.run(describeBackup, { BackupArn: arn });
          assert.equal(BackupDescription?.BackupDetails?.BackupStatus, 'AVAILABLE');
          assert.equal(BackupDescription.SourceTableDetails?.ItemCount, before.items.length);
          await dynamo.run(restoreTableFromBackup, { BackupArn: arn, TargetTableName: 'target' });
          await pass(dynamo, 1000);
          assert.deepEqual(await contents(dynamo, 'target'), before);
          const source = await dynamo.table('source');
          assert.deepEqual(source.feeds, []);
        } finally {
          await dynamo.stop();
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('is the same whatever fails in between, and whoever takes it up', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 40 }),
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.boolean(),
      async (meanwhile, failures, isContested) => {
        const dynamo = await testDynamoDb({ sliceItems: 2, transition: 200 });
        try {
          await dynamo.createTable('source');
          await pass(dynamo, 1000);
          for (let i = 0; i < 8; i++) await dynamo.putItem('source', { pk: { S: `k${i}` } });
          const before = await contents(dynamo, 'source');
          const made = await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
          const BackupArn = made.BackupDetails?.BackupArn ?? '';
          const { tables } = dynamo;
          const [transact, left, toFail] = [tables.transact.bind(tables), [...meanwhile], [...failures]];
          let isBusy = false;
          tables.transact = async (...args) => {
            if (isBusy) return transact(...args);
            isBusy = true;
            for (const { key, value } of left.shift() ?? []) {
              const pk = { S: `k${key}` };
              if (value === undefined) await dynamo.run(deleteItem, { TableName: 'source', Key: { pk } });
              else await dynamo.putItem('source', { pk, v: { N: `${value}` } });
            }
            isBusy = false;
            if (toFail.shift() === true) throw new Error('the disk is full');
            return transact(...args);
          };
          if (isContested) {
            const [entry] = await dynamo.registry.list('dynamodb/job/');
            assert.ok(entry);
            const job = entry.value as unknown as { owner: string; id: string };
            const others = [dynamo.another(), dynamo.another()];
            await Promise.allSettled(others.map(({ backups }) => backups.jobs.run(job)));
          }
          const status = async (): Promise<unknown> =>
            (await dynamo.run(describeBackup, { BackupArn })).BackupDescription?.BackupDetails?.BackupStatus;
          for (let tries = 0; (await status()) === 'CREATING' && tries < 50; tries++) await pass(dynamo, 300_000);
          tables.transact = transact;
          await dynamo.run(restoreTableFromBackup, { BackupArn, TargetTableName: 'target' });
          await pass(dynamo, 1000);
          assert.deepEqual(await contents(dynamo, 'target'), before);
        } finally {
          await dynamo.stop();
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('goes on where it was when the server ends in between', async () => {
    const dynamo = await testDynamoDb({ sliceItems: 2, transition: 200 });
    await dynamo.createTable('source');
    await pass(dynamo, 1000);
    for (let i = 0; i < 20; i++) await dynamo.putItem('source', { pk: { S: `${i}` } });
    const { tables } = dynamo;
    const transact = tables.transact.bind(tables);
    let until = 4;
    tables.transact = (...args) => (until-- === 0 ? Promise.reject(new Error('gone')) : transact(...args));
    const { BackupDetails } = await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
    await pass(dynamo, 1000);
    await dynamo.putItem('source', { pk: { S: 'late' } });
    // The due task is tried again.
    await pass(dynamo, 2000);
    const BackupArn = BackupDetails?.BackupArn ?? '';
    const { BackupDescription } = await dynamo.run(describeBackup, { BackupArn });
    assert.equal(BackupDescription?.BackupDetails?.BackupStatus, 'AVAILABLE');
    assert.equal(BackupDescription.SourceTableDetails?.ItemCount, 20);
    await dynamo.stop();
  });

  it('outlives its table, also when that is deleted while it is made', async () => {
    const dynamo = await testDynamoDb({ sliceItems: 2, transition: 200 });
    await dynamo.createTable('source');
    await pass(dynamo, 1000);
    for (let i = 0; i < 10; i++) await dynamo.putItem('source', { pk: { S: `${i}` } });
    const { BackupDetails } = await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
    await dynamo.run(deleteTable, { TableName: 'source' });
    await pass(dynamo, 1000);
    const BackupArn = BackupDetails?.BackupArn ?? '';
    await dynamo.run(restoreTableFromBackup, { BackupArn, TargetTableName: 'source' });
    await pass(dynamo, 1000);
    assert.equal((await contents(dynamo, 'source')).items.length, 10);
    await dynamo.stop();
  });
});

describe('the backup of a deleted table', () => {
  it('is made by the service where recovery was on, and kept for 35 days', async () => {
    const dynamo = await testDynamoDb();
    await dynamo.createTable('source');
    await dynamo.run(updateContinuousBackups, {
      TableName: 'source',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    for (let i = 0; i < 10; i++) await dynamo.putItem('source', { pk: { S: `${i}` } });
    await dynamo.run(deleteTable, { TableName: 'source' });
    assert.deepEqual((await dynamo.run(listBackups, {})).BackupSummaries, []);
    const { BackupSummaries = [] } = await dynamo.run(listBackups, { BackupType: 'SYSTEM' });
    const [summary] = BackupSummaries;
    assert.equal(summary?.BackupName, 'source$DeletedTableBackup');
    assert.equal(summary.BackupExpiryDateTime, dynamo.clock.now() + 35 * 86_400_000);
    assert.match(summary.BackupArn ?? '', /-00000000$/);
    const { BackupDescription } = await dynamo.run(describeBackup, { BackupArn: summary.BackupArn ?? '' });
    assert.deepEqual(BackupDescription?.SourceTableFeatureDetails, {});
    await dynamo.run(restoreTableFromBackup, { BackupArn: summary.BackupArn ?? '', TargetTableName: 'source' });
    assert.equal((await contents(dynamo, 'source')).items.length, 10);
    await pass(dynamo, 35 * 86_400_000);
    assert.deepEqual((await dynamo.run(listBackups, { BackupType: 'ALL' })).BackupSummaries, []);
    await dynamo.stop();
  });

  it('is not made where recovery was off', async () => {
    const dynamo = await testDynamoDb();
    const { collection } = await dynamo.createTable('source');
    await dynamo.putItem('source', { pk: { S: 'a' } });
    await dynamo.run(deleteTable, { TableName: 'source' });
    assert.deepEqual((await dynamo.run(listBackups, { BackupType: 'ALL' })).BackupSummaries, []);
    assert.deepEqual(await dynamo.entries(collection), []);
    await dynamo.stop();
  });
});
