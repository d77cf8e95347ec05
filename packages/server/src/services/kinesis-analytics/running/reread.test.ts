import assert from 'node:assert/strict';
import { it } from 'node:test';
import { KinesisPort } from '../../kinesis/port.js';
import { testKinesis } from '../../kinesis/testing.js';
import { rereadSlices } from './reread.js';
import { SourceRows } from './source-rows.js';
import { keyOf } from './stream-input.js';
import { streamArn, testInput } from './testing.js';

it('what is gone when a batch is read again does not put what is left in the place of others', async () => {
  const kinesis = await testKinesis();
  await kinesis.createStream('in');
  const { reader } = new KinesisPort(kinesis.context);
  const stream = await reader.stream(streamArn('in'));
  const shard = keyOf(stream, 0);
  for (let n = 0; n < 4; n++) {
    await kinesis.putRecord('in', JSON.stringify({ k: 'a', n }));
    await kinesis.clock.advance(10 * 3_600_000);
  }
  const slices = [
    { shard: 'gone/0', from: 0, to: 2 },
    { shard, from: 0, to: 4 },
  ];
  const taken = await rereadSlices(reader, streamArn('in'), slices);
  assert.deepEqual(
    taken.map(({ records, missing }) => [records.length, missing]),
    [
      [0, undefined],
      [2, 2],
    ],
  );
  const processed = [
    ['x', 'y'],
    ['p', 'q', 'r', 's'],
  ];
  const { rows } = new SourceRows(testInput, []).read(taken, 0, kinesis.clock.now(), (slice, record) =>
    Buffer.from(JSON.stringify({ k: processed[slice]?.[record], n: 1 })),
  );
  assert.deepEqual(
    rows.map(({ values }) => values[0]),
    ['r', 's'],
  );
  await kinesis.stop();
});
