import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationArnOf, refused, testAnalytics } from '../../testing.js';
import { resourceDirectory } from '../../resource-directory.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { startApplication } from './start-application.js';
import { tagResource } from './tag-resource.js';
import { create, describe } from './testing.js';
import { untagResource } from './untag-resource.js';

const ResourceARN = applicationArnOf('a');

test('tags are added, replaced, listed by key and removed; the version stays', async () => {
  const analytics = await testAnalytics();
  await create(analytics, { Tags: [{ Key: 'team', Value: 'rides' }, { Key: 'a' }] });
  const tags = async () => (await analytics.run(listTagsForResource, { ResourceARN })).Tags;
  assert.deepEqual(await tags(), [
    { Key: 'a', Value: '' },
    { Key: 'team', Value: 'rides' },
  ]);
  assert.deepEqual(await analytics.run(tagResource, { ResourceARN, Tags: [{ Key: 'team', Value: 'fleet' }] }), {});
  assert.deepEqual(await analytics.run(untagResource, { ResourceARN, TagKeys: ['a', 'none'] }), {});
  assert.deepEqual(await tags(), [{ Key: 'team', Value: 'fleet' }]);
  assert.equal((await describe(analytics)).ApplicationVersionId, 1);
  const directory = resourceDirectory(analytics.context.store);
  assert.deepEqual(await directory.tags?.(ResourceARN), { team: 'fleet' });
  assert.equal(await directory.tags?.(applicationArnOf('b')), undefined);
  await analytics.stop();
});

test('tags may change while a state passes, which ends all the same', async () => {
  const analytics = await testAnalytics({ transition: 200 });
  await create(analytics);
  await analytics.run(startApplication, { ApplicationName: 'a', InputConfigurations: [] });
  await analytics.run(tagResource, { ResourceARN, Tags: [{ Key: 'k' }] });
  await analytics.settle();
  assert.equal((await describe(analytics)).ApplicationStatus, 'RUNNING');
  assert.deepEqual(analytics.application('a').tags, { k: '' });
  await analytics.stop();
});

test('tags that AWS does not take are refused', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  const tag = (...Tags: { Key: string; Value?: string }[]) => analytics.run(tagResource, { ResourceARN, Tags });
  const code = 'InvalidArgumentException';
  await refused(tag({ Key: 'k' }, { Key: 'k' }), code, 'Duplicate tag keys are not allowed');
  await refused(tag({ Key: 'aws:k' }), code, 'Tag keys that begin with aws: are reserved');
  await refused(tag({ Key: 'k', Value: '?' }), code, /^Tags can contain/);
  await tag(...Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}` })));
  await refused(tag({ Key: 'k' }), 'TooManyTagsException', /50/);
  await tag({ Key: 'k1', Value: 'again' });
  await analytics.stop();
});

test('tags of what is not there, or of somebody else, are not found', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  const list = (arn: string) => analytics.run(listTagsForResource, { ResourceARN: arn });
  await refused(list(applicationArnOf('b')), 'ResourceNotFoundException', 'Could not find the application: b');
  await refused(list(ResourceARN.replace('us-east-1', 'eu-west-1')), 'ResourceNotFoundException', /: a$/);
  await refused(list(ResourceARN.replace('123456789012', '210987654321')), 'ResourceNotFoundException', /: a$/);
  await refused(list('arn:aws:kinesis:us-east-1:123456789012:stream/s'), 'ValidationException', /'resourceARN'/);
  await analytics.stop();
});

test('requests with tags are asked about by them', async () => {
  const analytics = await testAnalytics();
  const [tagging] = await analytics.needs(tagResource, { ResourceARN, Tags: [{ Key: 'k', Value: 'v' }] });
  assert.deepEqual([tagging?.action, tagging?.resources], ['kinesisanalytics:TagResource', [ResourceARN]]);
  assert.deepEqual(tagging?.keys?.('aws:requesttag/k'), ['v']);
  const [untagging] = await analytics.needs(untagResource, { ResourceARN, TagKeys: ['k'] });
  assert.deepEqual(untagging?.keys?.('aws:tagkeys'), ['k']);
  await analytics.stop();
});
