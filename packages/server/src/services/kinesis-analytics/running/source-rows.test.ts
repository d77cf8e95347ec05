import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KinesisRecord } from '../../../kinesis-records.js';
import { SourceRows } from './source-rows.js';
import { testInput } from './testing.js';

const recordOf = (text: string): KinesisRecord => ({
  sequenceNumber: '1',
  partitionKey: 'k',
  partitionKeyJson: '"k"',
  data: Buffer.from(text).toString('base64'),
  arrival: 1_000,
  arrivalJson: '1.0',
});

test('a record of a hundred thousand errors is kept once, not once for each', () => {
  const rows = new SourceRows(testInput, []);
  const records = [recordOf('{x}\n'.repeat(100_000))];
  const shardId = 'shardId-000000000000';
  const slice = { index: 0, shardId, records, shard: 'in/0', from: 0, to: 1 };
  const before = process.memoryUsage().arrayBuffers;
  const { problems } = rows.read([slice], 0, 2_000);
  assert.ok(problems.length > 1_000, String(problems.length));
  assert.ok(process.memoryUsage().arrayBuffers - before < 50_000_000);
  assert.ok(problems.every(({ data }) => data === problems[0]?.data));
  assert.ok(problems[0]?.data.startsWith('{x}\n{x}\n') && problems[0].data.length < 25_000);
});
