import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { newTable, startDynamoDb } from '../harness/dynamodb.js';
import { seededRandom } from '../harness/seeded-random.js';
import { assertInStep, indexed, texts, type Item } from './indexes.js';
import { RandomWrites } from './random-writes.js';
import { createStreams, readStream, replay } from './stream.js';

const paddock = await startDynamoDb();
const { dynamo } = paddock;
const streams = createStreams(paddock.url);
after(async () => {
  streams.destroy();
  await paddock.close();
});

const seed = Number(process.env['PADDOCK_INDEX_SEED'] ?? Date.now() % 1_000_000);

it(`indexes and the stream follow whatever is written (PADDOCK_INDEX_SEED=${seed})`, async () => {
  const TableName = await newTable(dynamo, 'followed', ['pk', 'sk:N'], {
    ...indexed,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const writers = Array.from({ length: 6 }, (_, i) => new RandomWrites(dynamo, TableName, seededRandom(seed + i)));
  for (let round = 0; round < 4; round++) {
    await Promise.all(
      writers.map(async (writer) => {
        for (let i = 0; i < 12; i++) await writer.write();
      }),
    );
    const items = await assertInStep(dynamo, TableName);
    const records = await readStream(streams, dynamo, TableName);
    assert.deepEqual(texts(replay(records, isSame)), texts(items));
  }
});

const isSame = (a: Item | undefined, b: Item | undefined): boolean =>
  a === undefined || b === undefined ? a === b : texts([a])[0] === texts([b])[0];
