import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { KinesisRecord } from '../../../../kinesis-records.js';
import { deaggregate } from './kpl.js';

const everything = { startHash: '0'.repeat(32), endHash: 'f'.repeat(32) };
const upperHalf = { startHash: `8${'0'.repeat(31)}`, endHash: 'f'.repeat(32) };
const lastKey = (2n ** 128n - 1n).toString();

interface Inner {
  readonly key: number;
  readonly hashKey?: number;
  readonly data: Buffer;
}

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) | 128, ...varint(value >> 7)]);
const number = (field: number, value: number): Buffer => Buffer.from([...varint(field * 8), ...varint(value)]);
const blob = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);

function aggregate(keys: string[], hashKeys: string[], inner: Inner[]): Buffer {
  const message = Buffer.concat([
    ...keys.map((key) => blob(1, Buffer.from(key))),
    ...hashKeys.map((key) => blob(2, Buffer.from(key))),
    ...inner.map(({ key, hashKey, data }) =>
      blob(
        3,
        Buffer.concat([
          number(1, key),
          ...(hashKey === undefined ? [] : [number(2, hashKey)]),
          blob(3, data),
          blob(4, blob(1, Buffer.from('tag'))),
        ]),
      ),
    ),
  ]);
  return Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, Buffer.from(hash('md5', message), 'hex')]);
}

const recordOf = (data: Buffer): KinesisRecord =>
  new KinesisRecord('49', data.toString('base64'), '"outer"', '1700000000.123');
const contents = (records: readonly KinesisRecord[]): [string, string][] =>
  records.map((record) => [record.partitionKey, Buffer.from(record.data, 'base64').toString()]);

test('an aggregate becomes its records, with its own number and time', () => {
  const packed = aggregate(
    ['a', 'ü'],
    [lastKey],
    [
      { key: 0, data: Buffer.from('one') },
      { key: 1, hashKey: 0, data: Buffer.from('two') },
      { key: 0, data: Buffer.alloc(0) },
    ],
  );
  const records = deaggregate(recordOf(packed), everything);
  assert.deepEqual(contents(records), [
    ['a', 'one'],
    ['ü', 'two'],
    ['a', ''],
  ]);
  assert.equal(records[1]?.partitionKeyJson, '"\\u00fc"');
  assert.ok(records.every(({ sequenceNumber, arrival }) => sequenceNumber === '49' && arrival === 1_700_000_000_123));
});

test('nothing of an aggregate is delivered when the hash key of one of its records is elsewhere', () => {
  const inner = [
    { key: 0, hashKey: 0, data: Buffer.from('here') },
    { key: 0, hashKey: 1, data: Buffer.from('there') },
  ];
  assert.equal(deaggregate(recordOf(aggregate(['a'], [lastKey, '5'], inner)), upperHalf).length, 0);
  assert.equal(deaggregate(recordOf(aggregate(['a'], [lastKey, lastKey], inner)), upperHalf).length, 2);
  // MD5 of "a" begins with 0c.
  assert.equal(deaggregate(recordOf(aggregate(['a'], [], [{ key: 0, data: Buffer.from('x') }])), upperHalf).length, 0);
});

test('a broken aggregate is a record like any other', () => {
  const inner = [{ key: 0, data: Buffer.from('one') }];
  const good = aggregate(['a'], [], inner);
  const broken = [
    good.subarray(0, 10),
    good.subarray(0, -1),
    Buffer.concat([good, Buffer.from('x')]),
    Buffer.from('f3899ac2', 'hex'),
    Buffer.from('f3899ac3', 'hex'),
    aggregate([], [], inner),
    aggregate(['a'], ['no number'], [{ key: 0, hashKey: 0, data: Buffer.from('x') }]),
    aggregate(['a'], [], [{ key: 0, hashKey: 3, data: Buffer.from('x') }]),
  ];
  for (const data of broken) {
    const record = recordOf(data);
    assert.deepEqual(deaggregate(record, everything), [record]);
  }
});

test('bytes of any kind are read without a failure', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const message = Buffer.from(bytes);
      const data = Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, Buffer.from(hash('md5', message), 'hex')]);
      deaggregate(recordOf(data), everything);
    }),
  );
});
