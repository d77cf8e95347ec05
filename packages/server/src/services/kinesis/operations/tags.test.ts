import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testKinesis, testRegion, type TestKinesis } from '../testing.js';
import { addTagsToStream } from './add-tags-to-stream.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { listTagsForStream } from './list-tags-for-stream.js';
import { registerStreamConsumer } from './register-stream-consumer.js';
import { removeTagsFromStream } from './remove-tags-from-stream.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';

const streamArn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const invalid = { code: 'InvalidArgumentException' };

describe('tags', () => {
  let kinesis: TestKinesis;
  beforeEach(async () => {
    kinesis = await testKinesis();
    await kinesis.createStream('rides');
  });
  afterEach(() => kinesis.stop());

  it('of a stream are added, replaced, listed by key and removed', async () => {
    await kinesis.run(addTagsToStream, { StreamName: 'rides', Tags: { b: '1', a: '', C: 'x y' } });
    await kinesis.run(tagResource, { ResourceARN: streamArn, Tags: { b: '2' } });
    const all = [
      { Key: 'C', Value: 'x y' },
      { Key: 'a', Value: '' },
      { Key: 'b', Value: '2' },
    ];
    assert.deepEqual(await kinesis.run(listTagsForStream, { StreamARN: streamArn }), { Tags: all, HasMoreTags: false });
    assert.deepEqual(await kinesis.run(listTagsForResource, { ResourceARN: streamArn }), { Tags: all });
    const page = await kinesis.run(listTagsForStream, { StreamName: 'rides', Limit: 1, ExclusiveStartTagKey: 'C' });
    assert.deepEqual(page, { Tags: [all[1]], HasMoreTags: true });
    await kinesis.run(removeTagsFromStream, { StreamName: 'rides', TagKeys: ['a', 'unknown'] });
    await kinesis.run(untagResource, { ResourceARN: streamArn, TagKeys: ['C'] });
    assert.deepEqual(await kinesis.run(listTagsForResource, { ResourceARN: streamArn }), { Tags: [all[2]] });
  });

  it('of a consumer are its own', async () => {
    const { Consumer } = await kinesis.run(registerStreamConsumer, {
      StreamARN: streamArn,
      ConsumerName: 'map',
      Tags: { team: 'fleet' },
    });
    const ResourceARN = Consumer.ConsumerARN;
    await kinesis.run(tagResource, { ResourceARN, Tags: { stage: 'test' } });
    await kinesis.run(untagResource, { ResourceARN, TagKeys: ['team'] });
    assert.deepEqual(await kinesis.run(listTagsForResource, { ResourceARN }), {
      Tags: [{ Key: 'stage', Value: 'test' }],
    });
    assert.deepEqual(await kinesis.run(listTagsForResource, { ResourceARN: streamArn }), { Tags: [] });
  });

  it('keep to AWS\u2019s characters, number and reserved keys', async () => {
    const add = (Tags: Record<string, string>) => kinesis.run(addTagsToStream, { StreamName: 'rides', Tags });
    await assert.rejects(add({ 'a;b': '' }), { ...invalid, message: /^Some tags contain invalid characters/ });
    await assert.rejects(add({ 'aws:x': '' }), invalid);
    await assert.rejects(add({ 'AWS:x': '' }), invalid);
    const numbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, '']));
    await add(numbered(50));
    await assert.rejects(add({ more: '' }), invalid);
    await add({ k0: 'again' });
    const registered = { StreamARN: streamArn, ConsumerName: 'map', Tags: { 'aws:x': '' } };
    await assert.rejects(kinesis.run(registerStreamConsumer, registered), invalid);
  });

  it('of what is not there are not found', async () => {
    const none = `${streamArn}2`;
    await assert.rejects(kinesis.run(tagResource, { ResourceARN: none, Tags: { a: '' } }), {
      code: 'ResourceNotFoundException',
    });
    await assert.rejects(kinesis.run(listTagsForResource, { ResourceARN: `${streamArn}/consumer/map:1` }), {
      code: 'ResourceNotFoundException',
      message: `Consumer ${streamArn}/consumer/map:1, account ${testAccount} not found.`,
    });
    await assert.rejects(
      kinesis.run(listTagsForResource, { ResourceARN: streamArn.replace(testRegion, 'eu-west-1') }),
      invalid,
    );
  });

  it('changed at the same time are all kept', async () => {
    const other = kinesis.another();
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        addTagsToStream.run(
          i % 2 === 0 ? kinesis.context : other,
          { StreamName: 'rides', Tags: { [`k${i}`]: '' } },
          kinesis.request,
        ),
      ),
    );
    assert.equal((await kinesis.run(listTagsForStream, { StreamName: 'rides' })).Tags.length, 20);
  });
});
