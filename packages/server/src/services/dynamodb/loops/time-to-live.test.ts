import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { ChangeRecord } from '../change-record.js';
import type { Item } from '../domain/attribute-value.js';
import { expiryCollection, expiryOf, itemOfEntry } from '../expiry.js';
import { keyOfItem } from '../keys.js';
import { deleteItem } from '../operations/delete-item.js';
import { deleteTable } from '../operations/delete-table.js';
import { changeTable } from '../table-changes.js';
import { testAccount, testDynamoDb, testRegion, testStart, type TestDynamoDb } from '../testing.js';
import { expiryKind, withExpiry, withoutExpiry } from '../time-to-live.js';
import { TimeToLive } from './time-to-live.js';

const named = { account: testAccount, region: testRegion, name: 'sessions' };
const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const start = testStart / 1000;

describe('TimeToLive', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb();
    new TimeToLive(db.context).register(db.tasks);
    await db.createTable('sessions', ['pk', 'sk:N'], {
      AttributeDefinitions: [{ AttributeName: 'user', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-user',
          KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' },
    });
  });
  afterEach(() => db.stop());

  const on = (attribute = 'until') =>
    changeTable(db.context, named, (table) => withExpiry(table, attribute, db.clock.now()));
  const off = () => changeTable(db.context, named, withoutExpiry);
  const put = (id: string, until: number | string, more: Item = {}): Promise<void> =>
    db.putItem('sessions', { pk: { S: id }, sk: { N: '1' }, until: { N: String(until) }, ...more });
  const ids = async (): Promise<string[]> => {
    const { collection } = await db.table('sessions');
    return (await db.entries(collection)).map(({ pk }) => (pk as { S: string }).S).toSorted();
  };
  const entries = async (): Promise<string[]> => {
    const { expiry } = await db.table('sessions');
    assert.ok(expiry);
    return keysOf(expiry.collection);
  };
  const due = async () => (await db.registry.list('due/')).filter(({ key }) => key.includes(`/${expiryKind}/`));
  const keysOf = async (collection: string): Promise<string[]> => {
    const keys: string[] = [];
    await db.tables.scan(collection, {}, { visit: (key) => keys.push(key) > 0 });
    return keys;
  };

  it('removes items within a second of their time, and says that nobody asked for it', async () => {
    await on();
    await put('old', start - 1);
    await put('soon', start + 90, { user: { S: 'u' } });
    await put('later', start + 120);
    await db.clock.advance(minute);
    assert.deepEqual(await ids(), ['later', 'soon']);
    await db.clock.advance(30 * second - 1);
    assert.deepEqual(await ids(), ['later', 'soon']);
    await db.clock.advance(1);
    assert.deepEqual(await ids(), ['later']);
    const view = await db.table('sessions');
    assert.deepEqual(await db.entries(view.index('by-user')?.collection ?? ''), []);
    const events: unknown[] = [];
    await db.tables.scan(
      view.feeds[0]?.feed ?? '',
      {},
      {
        visit(_key, value) {
          const record = new ChangeRecord(value);
          if (record.event === 'REMOVE') events.push([record.event, record.remover, record.keys.toString()]);
          return true;
        },
      },
    );
    assert.deepEqual(events, [
      ['REMOVE', 'time-to-live', '{"pk":{"S":"old"},"sk":{"N":"1"}}'],
      ['REMOVE', 'time-to-live', '{"pk":{"S":"soon"},"sk":{"N":"1"}}'],
    ]);
  });

  it('brings in the items that were there before', async () => {
    for (let i = 0; i < 600; i++) await put(`item-${i}`, i % 2 === 0 ? start + 30 : start + day);
    await on();
    await db.clock.advance(0);
    assert.equal((await entries()).length, 600);
    await db.clock.advance(30 * second);
    assert.equal((await ids()).length, 300);
    assert.equal((await entries()).length, 300);
  });

  it('goes by what the item says now', async () => {
    await on();
    await put('renewed', start + 10);
    await put('renewed', start + 100_000);
    await put('immortal', start + 10);
    await db.putItem('sessions', { pk: { S: 'immortal' }, sk: { N: '1' } });
    await put('deleted', start + 10);
    await db.run(deleteItem, { TableName: 'sessions', Key: { pk: { S: 'deleted' }, sk: { N: '1' } } });
    await db.clock.advance(2 * minute);
    assert.deepEqual(await ids(), ['immortal', 'renewed']);
    assert.equal((await entries()).length, 1);
  });

  it('leaves alone what is no time, or more than five years past', async () => {
    await on();
    await put('text', start, { until: { S: String(start - 10) } });
    await put('ancient', start - 5 * 365 * 86_400 - 60);
    await put('ms', testStart);
    await put('fraction', `${start - 10}.5`);
    await db.clock.advance(2 * minute);
    assert.deepEqual(await ids(), ['ancient', 'ms', 'text']);
  });

  it('is over when it is switched off, and begins anew by another attribute', async () => {
    await on();
    const { table, expiry } = await db.table('sessions');
    await put('a', start + 200, { other: { N: String(start + 1000) } });
    await db.clock.advance(minute);
    assert.equal((await keysOf(expiry?.collection ?? '')).length, 1);
    await off();
    await db.clock.advance(10 * minute);
    assert.deepEqual(await ids(), ['a']);
    assert.deepEqual(await keysOf(expiryCollection(table, table.timeToLive?.place ?? '')), []);
    await on('other');
    await db.clock.advance(0);
    assert.deepEqual((await entries()).length, 1);
    await db.clock.advance(10 * minute);
    assert.deepEqual(await ids(), []);
    assert.equal((await due()).length, 1);
  });

  it('goes with its table', async () => {
    await on();
    await put('a', start + 200);
    const { expiry } = await db.table('sessions');
    await db.run(deleteTable, { TableName: 'sessions' });
    await db.clock.advance(minute);
    assert.deepEqual(await keysOf(expiry?.collection ?? ''), []);
    assert.deepEqual(await due(), []);
  });

  it('counts what it removed, and takes no capacity for it', async () => {
    await on();
    await put('a', start - 10);
    await put('b', start - 10);
    const consumed = (metric: string): number => {
      const dimensions = { TableName: 'sessions' };
      const of = { account: testAccount, region: testRegion, namespace: 'AWS/DynamoDB', metric, dimensions };
      return db.metrics.query({ ...of, from: 0, to: testStart + day }).reduce((sum, point) => sum + point.sum, 0);
    };
    const before = consumed('ConsumedWriteCapacityUnits');
    await db.clock.advance(minute);
    assert.equal(consumed('TimeToLiveDeletedItemCount'), 2);
    assert.equal(consumed('ConsumedWriteCapacityUnits'), before);
  });

  it('has an entry for every item that expires, and no other, whatever is written', async () => {
    const until = fc.option(fc.integer({ min: start - 100, max: start + 100 }), { nil: undefined });
    const write = fc.record({ id: fc.integer({ min: 0, max: 5 }), until, isDelete: fc.boolean() });
    await on();
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 20 }), async (writes) => {
        for (const { id, until: time, isDelete } of writes) {
          const key = { pk: { S: `i${id}` }, sk: { N: '1' } };
          if (isDelete) await db.run(deleteItem, { TableName: 'sessions', Key: key });
          else await db.putItem('sessions', time === undefined ? key : { ...key, until: { N: String(time) } });
        }
        const view = await db.table('sessions');
        const items = (await db.entries(view.collection)).filter((item) => expiryOf(item, 'until') !== undefined);
        const expected = items.map((item) => keyOfItem(view, item)).sort(byPlace);
        assert.deepEqual((await entries()).map(itemOfEntry).sort(byPlace), expected);
      }),
      { numRuns: 30 },
    );
  });
});

const byPlace = (a: { place: string }, b: { place: string }): number => (a.place < b.place ? -1 : 1);
