import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Item } from '../domain/attribute-value.js';
import { deleteItem } from '../operations/delete-item.js';
import { deleteTable } from '../operations/delete-table.js';
import { describeContinuousBackups } from '../operations/describe-continuous-backups.js';
import { describeTable } from '../operations/describe-table.js';
import { putItem } from '../operations/put-item.js';
import { restoreTableToPointInTime } from '../operations/restore-table-to-point-in-time.js';
import { updateContinuousBackups } from '../operations/update-continuous-backups.js';
import { testDynamoDb, testStart, type TestDynamoDb } from '../testing.js';

const minute = 60_000;
const day = 24 * 60 * minute;

const recover = (dynamo: TestDynamoDb, on: boolean, days?: number) =>
  dynamo.run(updateContinuousBackups, {
    TableName: 'source',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: on, RecoveryPeriodInDays: days },
  });

async function contents(dynamo: TestDynamoDb, name: string): Promise<Record<string, unknown>> {
  const items = await dynamo.entries((await dynamo.table(name)).collection);
  return Object.fromEntries(items.map((item) => [JSON.stringify(item['pk']), item]));
}

/** Time passes, and what falls due is done. */
async function pass(dynamo: TestDynamoDb, ms: number): Promise<void> {
  await dynamo.clock.advance(ms);
  await dynamo.tasks.idle();
}

describe('point-in-time recovery', () => {
  it('gives a table back as it was at any moment', async () => {
    const step = fc.record({
      writes: fc.array(
        fc.record({ key: fc.nat(6), value: fc.option(fc.nat(9), { nil: undefined, freq: 4 }), wait: fc.nat(2) }),
        { maxLength: 6 },
      ),
      pause: fc.integer({ min: 1, max: 120_000 }),
    });
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, moments, sliceItems) => {
        const dynamo = await testDynamoDb({ sliceItems });
        try {
          await dynamo.createTable('source');
          await dynamo.putItem('source', { pk: { S: 'k0' }, v: { N: '-1' } });
          const model = new Map<string, Item>([['k0', { pk: { S: 'k0' }, v: { N: '-1' } }]]);
          const states: { at: number; state: Record<string, unknown> }[] = [];
          const remember = () =>
            states.push({
              at: dynamo.clock.now(),
              state: Object.fromEntries([...model].map(([key, item]) => [JSON.stringify({ S: key }), item])),
            });
          await recover(dynamo, true);
          remember();
          for (const { writes, pause } of steps) {
            for (const { key, value, wait } of writes) {
              const pk = { S: `k${key}` };
              if (value === undefined) {
                model.delete(pk.S);
                await dynamo.run(deleteItem, { TableName: 'source', Key: { pk } });
              } else {
                model.set(pk.S, { pk, v: { N: `${value}` } });
                await dynamo.run(putItem, { TableName: 'source', Item: { pk, v: { N: `${value}` } } });
              }
              remember();
              await dynamo.clock.advance(wait);
            }
            await dynamo.clock.advance(pause);
          }
          const end = dynamo.clock.now();
          await dynamo.clock.advance(5 * minute);
          for (const [i, part] of moments.entries()) {
            const moment = Math.round(testStart + part * (end - testStart));
            await dynamo.run(restoreTableToPointInTime, {
              SourceTableName: 'source',
              TargetTableName: `target${i}`,
              RestoreDateTime: moment,
            });
            const expected = states.findLast(({ at }) => at <= moment)?.state;
            assert.deepEqual(await contents(dynamo, `target${i}`), expected);
          }
        } finally {
          await dynamo.stop();
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('makes the indexes anew, and drops what is not restored', async () => {
    const dynamo = await testDynamoDb();
    await dynamo.createTable('source', ['pk', 'sk'], {
      AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'N' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-g',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'g', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      Tags: [{ Key: 'a', Value: 'b' }],
      DeletionProtectionEnabled: true,
    });
    await recover(dynamo, true);
    await dynamo.putItem('source', { pk: { S: 'a' }, sk: { S: 'b' }, g: { N: '7' }, x: { S: 'y' } });
    await dynamo.putItem('source', { pk: { S: 'b' }, sk: { S: 'b' } });
    await dynamo.clock.advance(5 * minute);
    await dynamo.run(restoreTableToPointInTime, {
      SourceTableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/source',
      TargetTableName: 'target',
      UseLatestRestorableTime: true,
    });
    const view = await dynamo.table('target');
    assert.deepEqual(await dynamo.entries(view.index('by-g')?.collection ?? ''), [
      { pk: { S: 'a' }, sk: { S: 'b' }, g: { N: '7' } },
    ]);
    assert.deepEqual(await dynamo.entries(view.index('local')?.collection ?? ''), [
      { pk: { S: 'a' }, sk: { S: 'b' }, g: { N: '7' }, x: { S: 'y' } },
    ]);
    const { table } = view;
    assert.deepEqual(
      [table.status, table.tags, table.stream, table.recovery, table.history, table.feeds, table.deletionProtection],
      ['ACTIVE', {}, undefined, undefined, undefined, undefined, false],
    );
    const { Table } = await dynamo.run(describeTable, { TableName: 'target' });
    assert.equal(Table?.RestoreSummary, undefined);
    assert.equal(Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'ACTIVE');
    await dynamo.stop();
  });

  it('keeps what the period asks for, and no more', async () => {
    const dynamo = await testDynamoDb();
    await dynamo.createTable('source');
    await recover(dynamo, true, 1);
    const { history = '' } = (await dynamo.table('source')).table;
    const records = async (): Promise<number> => {
      let count = 0;
      await dynamo.tables.scan(history, {}, { visit: () => (count += 1) > 0 });
      return count;
    };
    for (let hour = 0; hour < 48; hour++) {
      await dynamo.putItem('source', { pk: { S: 'a' }, v: { N: `${hour}` } });
      await pass(dynamo, 60 * minute);
    }
    assert.ok((await records()) <= 26);
    const { ContinuousBackupsDescription } = await dynamo.run(describeContinuousBackups, { TableName: 'source' });
    const earliest = dynamo.clock.now() - day;
    assert.equal(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.EarliestRestorableDateTime, earliest);
    await dynamo.run(restoreTableToPointInTime, {
      SourceTableName: 'source',
      TargetTableName: 'target',
      RestoreDateTime: earliest + 1,
    });
    assert.deepEqual(Object.values(await contents(dynamo, 'target')), [{ pk: { S: 'a' }, v: { N: '24' } }]);
    await recover(dynamo, false);
    await dynamo.tasks.idle();
    assert.equal(await records(), 0);
    assert.deepEqual((await dynamo.table('source')).feeds, []);
    await dynamo.stop();
  });

  it('of a table that is deleted, or whose recovery is switched off, while it goes on, is not disturbed', async () => {
    for (const disturb of ['delete', 'switch'] as const) {
      const dynamo = await testDynamoDb({ sliceItems: 1, transition: 200 });
      await dynamo.createTable('source');
      await pass(dynamo, 1000);
      await recover(dynamo, true);
      for (let i = 0; i < 5; i++) await dynamo.putItem('source', { pk: { S: `${i}` } });
      await dynamo.clock.advance(10 * minute);
      await dynamo.putItem('source', { pk: { S: 'late' } });
      await dynamo.run(restoreTableToPointInTime, {
        SourceTableName: 'source',
        TargetTableName: 'target',
        UseLatestRestorableTime: true,
      });
      if (disturb === 'switch') await recover(dynamo, false);
      await dynamo.putItem('source', { pk: { S: 'later' } });
      if (disturb === 'delete') await dynamo.run(deleteTable, { TableName: 'source' });
      await pass(dynamo, 2000);
      assert.equal((await dynamo.table('target')).table.status, 'ACTIVE');
      assert.equal(Object.keys(await contents(dynamo, 'target')).length, 5);
      await dynamo.stop();
    }
  });
});
