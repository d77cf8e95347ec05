import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { arnOf, newName, newStream, startPaddock } from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
after(() => paddock.close());

describe('tags of a stream', () => {
  it('are added, replaced, listed in pages and removed', async () => {
    const StreamName = await newStream(sdk);
    const Tags = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`key ${String(index).padStart(2, '0')}`, `${index}`]),
    );
    await sdk.addTagsToStream({ StreamName, Tags });
    await sdk.addTagsToStream({ StreamARN: arnOf(StreamName), Tags: { 'key 03': 'three', 'ü_./=+-@': '' } });
    const all = await sdk.listTagsForStream({ StreamName });
    assert.equal(all.HasMoreTags, false);
    assert.deepEqual(Object.fromEntries((all.Tags ?? []).map(({ Key, Value }) => [Key, Value])), {
      ...Tags,
      'key 03': 'three',
      'ü_./=+-@': '',
    });
    const keys = all.Tags?.map(({ Key }) => Key);
    assert.deepEqual(keys, keys?.toSorted());
    const first = await sdk.listTagsForStream({ StreamName, Limit: 5 });
    assert.deepEqual(first.Tags, all.Tags?.slice(0, 5));
    assert.equal(first.HasMoreTags, true);
    const rest = await sdk.listTagsForStream({ StreamName, ExclusiveStartTagKey: first.Tags?.at(-1)?.Key });
    assert.deepEqual(rest.Tags, all.Tags?.slice(5));
    assert.equal(rest.HasMoreTags, false);
    await sdk.removeTagsFromStream({ StreamName, TagKeys: ['key 00', 'unheard of'] });
    assert.deepEqual((await sdk.listTagsForStream({ StreamName })).Tags, all.Tags?.slice(1));
  });

  it('are the same by either API, and may come with the stream', async () => {
    const StreamName = newName();
    await sdk.createStream({ StreamName, ShardCount: 1, Tags: { team: 'unicorns' } });
    const ResourceARN = arnOf(StreamName);
    await sdk.tagResource({ ResourceARN, Tags: { horn: 'spiral' } });
    assert.deepEqual((await sdk.listTagsForStream({ StreamName })).Tags, [
      { Key: 'horn', Value: 'spiral' },
      { Key: 'team', Value: 'unicorns' },
    ]);
    await sdk.untagResource({ ResourceARN, TagKeys: ['team'] });
    assert.deepEqual((await sdk.listTagsForResource({ ResourceARN })).Tags, [{ Key: 'horn', Value: 'spiral' }]);
    await assert.rejects(sdk.listTagsForResource({ ResourceARN: arnOf('nowhere') }), {
      name: 'ResourceNotFoundException',
    });
  });

  it('are fifty at most', async () => {
    const StreamName = await newStream(sdk);
    const tags = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${from + index}`, 'v']));
    await sdk.addTagsToStream({ StreamName, Tags: tags(0, 50) });
    await sdk.addTagsToStream({ StreamName, Tags: tags(10, 40) });
    await assert.rejects(sdk.addTagsToStream({ StreamName, Tags: tags(50, 1) }), { name: 'InvalidArgumentException' });
  });
});

describe('tags of a consumer', () => {
  it('come with it or later, by its ARN', async () => {
    const StreamName = await newStream(sdk);
    const { Consumer } = await sdk.registerStreamConsumer({
      StreamARN: arnOf(StreamName),
      ConsumerName: 'map',
      Tags: { a: 'b' },
    });
    const ResourceARN = Consumer?.ConsumerARN;
    await sdk.tagResource({ ResourceARN, Tags: { c: 'd' } });
    assert.deepEqual((await sdk.listTagsForResource({ ResourceARN })).Tags, [
      { Key: 'a', Value: 'b' },
      { Key: 'c', Value: 'd' },
    ]);
    await sdk.untagResource({ ResourceARN, TagKeys: ['a', 'z'] });
    assert.deepEqual((await sdk.listTagsForResource({ ResourceARN })).Tags, [{ Key: 'c', Value: 'd' }]);
  });
});
