import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blob } from '@paddock/wire';
import fc from 'fast-check';
import { encodeRecords } from '../../../kinesis/domain/record-json.js';
import { kinesisRecords } from '../../../../kinesis-records.js';
import { kinesisEventWriter } from './kinesis-event.js';

const shard = { index: 3, startHash: '0'.repeat(32), endHash: 'f'.repeat(32), createdSecond: 1_700_000_000 };
const source = {
  shardId: 'shardId-000000000003',
  region: 'eu-west-1',
  eventSourceArn: 'arn:aws:kinesis:eu-west-1:000000000000:stream/rides',
  roleArn: 'arn:aws:iam::000000000000:role/reader',
};

const stored = (records: { data: Uint8Array; key: string }[], time = 1_700_000_123_456, encrypted = false) =>
  encodeRecords(
    records.map(({ data, key }) => ({ Data: Blob.fromBytes(data), PartitionKey: key })),
    shard,
    0,
    time,
    encrypted,
  );

test('a record becomes the event that functions get, in the order of AWS', () => {
  const { json, sequenceNumbers } = stored([{ data: Buffer.from('Hello'), key: 'k"1' }]);
  const [record] = kinesisRecords([Buffer.from(json.join())]);
  assert.ok(record);
  assert.equal(
    kinesisEventWriter(source)(record),
    `{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k\\"1","sequenceNumber":"${sequenceNumbers[0]}","data":"SGVsbG8=",` +
      `"approximateArrivalTimestamp":1700000123.456},"eventSource":"aws:kinesis","eventVersion":"1.0",` +
      `"eventID":"shardId-000000000003:${sequenceNumbers[0]}","eventName":"aws:kinesis:record",` +
      `"invokeIdentityArn":"arn:aws:iam::000000000000:role/reader","awsRegion":"eu-west-1",` +
      `"eventSourceARN":"arn:aws:kinesis:eu-west-1:000000000000:stream/rides"}`,
  );
});

test('times of arrival are numbers as JSON writes them', () => {
  const arrivals = [1_700_000_123_450, 1_700_000_123_000, 1_700_000_123_405].map((time) => {
    const [record] = kinesisRecords([Buffer.from(stored([{ data: Buffer.from('x'), key: 'k' }], time).json.join())]);
    assert.equal(record?.arrival, time);
    return record?.arrivalJson;
  });
  assert.deepEqual(arrivals, ['1700000123.45', '1700000123', '1700000123.405']);
});

test('records come out of what was read as they went in, wherever chunks end', () => {
  const record = fc.record({
    data: fc.uint8Array({ maxLength: 20 }),
    key: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), fc.constantFrom('\\', '"}', '\\"', '","')),
  });
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      fc.nat(),
      (records, encrypted, time, at) => {
        const { json, sequenceNumbers } = stored(records, time, encrypted);
        const bytes = Buffer.from(json.join());
        const cut = at % bytes.length;
        const read = kinesisRecords([bytes.subarray(0, cut), bytes.subarray(cut)]);
        assert.deepEqual(
          read.map((one) => [one.sequenceNumber, one.partitionKey, one.data, one.arrival]),
          records.map(({ data, key }, i) => [sequenceNumbers[i], key, Buffer.from(data).toString('base64'), time]),
        );
        const write = kinesisEventWriter(source);
        for (const one of read) assert.doesNotThrow(() => JSON.parse(write(one)));
      },
    ),
  );
});

test('nothing read is no record', () => {
  assert.deepEqual(kinesisRecords([]), []);
  assert.deepEqual(kinesisRecords([new Uint8Array()]), []);
});
