import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBatchWrite, type WriteRequest } from './batch-write.js';
import { refusal } from '../domain/testing/refusal.js';

const Key = { pk: { S: 'x' } };
const put = { PutRequest: { Item: Key } };
const remove = { DeleteRequest: { Key } };
const always = { condition: undefined, onFailure: 'NONE' };
const wrong = { PutRequest: { Item: { pk: { N: '' } } } };
const refused = (...requests: (WriteRequest | null)[]) =>
  refusal(() => parseBatchWrite({ RequestItems: { table: requests } }));

test('puts and deletes, in their order', () => {
  const tables = parseBatchWrite({ RequestItems: { one: [put, remove, put], two: [remove] } });
  assert.deepEqual(tables, [
    {
      table: 'one',
      writes: [
        { kind: 'put', item: Key, itemSize: 3, ...always },
        { kind: 'delete', key: Key, ...always },
        { kind: 'put', item: Key, itemSize: 3, ...always },
      ],
    },
    { table: 'two', writes: [{ kind: 'delete', key: Key, ...always }] },
  ]);
});

test('a write says one thing, which is looked at before values are, and they are in the older layer’s words', () => {
  const several =
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
  assert.equal(refused({}), several);
  assert.equal(refused(null), several);
  assert.equal(refused({ ...put, ...remove }), several);
  assert.equal(refused(wrong, {}), several);
  assert.equal(refused(put, wrong), 'The parameter cannot be converted to a numeric value');
  assert.equal(
    refused({ DeleteRequest: { Key: { pk: { N: 'x' } } } }),
    'The parameter cannot be converted to a numeric value: x',
  );
});

test('25 over all tables', () => {
  const puts = (count: number) => Array.from({ length: count }, () => put);
  assert.equal(parseBatchWrite({ RequestItems: { one: puts(20), two: puts(5) } }).length, 2);
  assert.equal(
    refusal(() => parseBatchWrite({ RequestItems: { one: puts(20), two: puts(6) } })),
    'Too many items requested for the BatchWriteItem call',
  );
});
