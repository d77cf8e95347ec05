import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Blob } from '@paddock/wire';
import fc from 'fast-check';
import { encodeRecords, payloadBytes } from './record-json.js';
import { firstShards } from './reshard.js';
import type { Shard } from './stream.js';

const shard = firstShards(1, 1_700_000_000)[0] as Shard;
const record = fc.record({
  Data: fc.uint8Array({ maxLength: 200 }),
  PartitionKey: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
});

test('stored records are ASCII, and read back as what was sent', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), fc.boolean(), (records, encrypted) => {
      const sent = records.map(({ Data, PartitionKey }) => ({ Data: Blob.fromBytes(Data), PartitionKey }));
      const { json, sequenceNumbers } = encodeRecords(sent, shard, 41, 1_700_000_001_007, encrypted);
      const text = `[${json.join(',')}]`;
      assert.match(text, /^[ -~]*$/);
      assert.deepEqual(
        JSON.parse(text),
        records.map(({ Data, PartitionKey }, index) => ({
          SequenceNumber: sequenceNumbers[index],
          ApproximateArrivalTimestamp: 1_700_000_001.007,
          Data: Buffer.from(Data).toString('base64'),
          PartitionKey,
          ...(encrypted ? { EncryptionType: 'KMS' } : {}),
        })),
      );
    }),
  );
});

test('the payload of stored records is known to within their keys and padding', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), (records) => {
      const sent = records.map(({ Data }) => ({ Data: Blob.fromBytes(Data), PartitionKey: 'unicorn' }));
      const stored = encodeRecords(sent, shard, 0, 1_700_000_001_000, false).json.join(',').length;
      const bytes = sent.reduce((sum, { Data }) => sum + Data.byteLength, 0);
      assert.ok(Math.abs(payloadBytes(stored, sent.length) - bytes) <= 8 * sent.length);
    }),
  );
});
