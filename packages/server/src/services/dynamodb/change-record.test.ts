import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChangeRecord, changeRecord, itemOf } from './change-record.js';
import type { Item } from './domain/attribute-value.js';
import type { Table } from './domain/table.js';
import { itemSize } from './domain/value-size.js';
import { StoredItem } from './stored-item.js';
import { TableView } from './table-view.js';

const table: Table = {
  account: '123456789012',
  region: 'us-east-1',
  name: 'riders',
  id: '7a1b3f9e-0000-4000-8000-000000000000',
  place: 'p',
  created: 0,
  revision: 1,
  status: 'ACTIVE',
  attributes: [{ name: 'id', type: 'S' }],
  hash: 'id',
  billing: { mode: 'PAY_PER_REQUEST', throughput: { read: 0, write: 0 } },
  globals: [],
  locals: [],
  indexesMade: 0,
  works: [],
  worksBegun: 0,
  warm: { read: 1, write: 1 },
  tags: {},
  deletionProtection: false,
};
const view = new TableView(table, 1);
const stored = (item: Item): StoredItem => StoredItem.of(item, itemSize(item));
const fred = stored({ id: { S: 'Fred' } });
const named = stored({ id: { S: 'Fred' }, näme: { S: 'Frédéric' } });
const time = 1_700_000_000_123;

describe('a feed\u2019s record', () => {
  const both = { feed: 'f', hasNew: true, hasOld: true };

  it('has what the feed asks for, as it was stored', () => {
    const record = new ChangeRecord(changeRecord(view, both, { old: fred, new: named, time }));
    assert.equal(record.event, 'MODIFY');
    assert.equal(record.time, time);
    assert.equal(record.remover, undefined);
    assert.deepEqual(itemOf(record.keys), { id: { S: 'Fred' } });
    assert.deepEqual(record.newImage, named.json);
    assert.deepEqual(record.oldImage, fred.json);
    assert.equal(record.size, 6 + named.size + fred.size);
  });

  it('of keys alone counts the keys', () => {
    const keys = { feed: 'f', hasNew: false, hasOld: false };
    const record = new ChangeRecord(changeRecord(view, keys, { old: undefined, new: named, time }));
    assert.equal(record.event, 'INSERT');
    assert.equal(record.newImage, undefined);
    assert.equal(record.oldImage, undefined);
    assert.equal(record.size, 6);
  });

  it('of an item that expired says so, and has no new image', () => {
    const bytes = changeRecord(view, both, { old: fred, new: undefined, time, remover: 'time-to-live' });
    const record = new ChangeRecord(bytes).copy();
    bytes.fill(0);
    assert.equal(record.event, 'REMOVE');
    assert.equal(record.remover, 'time-to-live');
    assert.equal(record.newImage, undefined);
    assert.deepEqual(record.oldImage, fred.json);
    // AWS: an item of {id: Fred} that is put counts 12, its keys and its image.
    assert.equal(record.size, 12);
  });
});
