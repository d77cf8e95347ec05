import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aFewTurns } from '../../runtime/controlled-clock.js';
import type { ChangeStream, Shard } from './port.js';
import { testStreams, type TestStreams } from './testing.js';

const hour = 3_600_000;
const limits = { records: 100, bytes: 1e6 };

describe('DynamoDbStreamsPort', () => {
  let streams: TestStreams;
  let stream: ChangeStream;
  beforeEach(async () => {
    streams = await testStreams();
    const found = await streams.port.stream(await streams.createStream('riders'));
    assert.ok(found);
    stream = found;
  });
  afterEach(() => streams.stop());
  const put = (id: string): Promise<void> => streams.put('riders', { id: { S: id } });
  const shards = (): Promise<Shard[]> => streams.port.shards(stream);
  const first = async (): Promise<Shard> => {
    const [shard] = await shards();
    assert.ok(shard);
    return shard;
  };
  const ids = async (shard: Shard, from: number): Promise<unknown[]> =>
    (await streams.port.read(stream, shard, from, limits)).records.map(
      ({ json }) => (JSON.parse(json.toString()) as { dynamodb: { Keys: { id: { S: string } } } }).dynamodb.Keys.id.S,
    );

  it('reads from a position that was kept', async () => {
    for (const id of ['a', 'b', 'c']) await put(id);
    const shard = await first();
    const { records, next, ended } = await streams.port.read(stream, shard, 0, { records: 2, bytes: 1e6 });
    assert.equal(records.length, 2);
    assert.equal(records[1]?.next, next);
    assert.equal(ended, false);
    assert.deepEqual(await ids(shard, next), ['c']);
    assert.deepEqual(await ids(shard, records[0]?.next ?? 0), ['b', 'c']);
    const latest = await streams.port.position(stream, shard, 'LATEST');
    await put('d');
    assert.deepEqual(await ids(shard, latest), ['d']);
  });

  it('goes on with the oldest record that there is', async () => {
    await put('a');
    const shard = await first();
    await streams.clock.advance(2 * hour);
    await put('b');
    await streams.clock.advance(22 * hour);
    assert.deepEqual(await ids(shard, 0), ['b']);
    assert.deepEqual(await ids(shard, await streams.port.position(stream, shard, 'TRIM_HORIZON')), ['b']);
  });

  it('tells of records and of the ends of shards', async () => {
    let told = 0;
    const end = streams.port.watch(stream, () => told++);
    await put('a');
    await aFewTurns();
    assert.equal(told, 1);
    await streams.clock.advance(4 * hour);
    assert.equal(told, 2);
    const [parent, child] = await shards();
    assert.ok(parent && child);
    assert.equal(child.parent, parent.id);
    assert.equal((await streams.port.read(stream, parent, 0, limits)).ended, true);
    end();
    await put('b');
    await aFewTurns();
    assert.equal(told, 2);
  });

  it('knows no stream that has been over for a day', async () => {
    const arn = `arn:aws:dynamodb:us-east-1:123456789012:table/riders/stream/${stream.label}`;
    await streams.disable('riders');
    assert.ok(await streams.port.stream(arn));
    await streams.clock.advance(24 * hour);
    assert.equal(await streams.port.stream(arn), undefined);
    assert.equal(await streams.port.stream('arn:aws:kinesis:us-east-1:123456789012:stream/riders'), undefined);
  });
});
