import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationArnOf, refused, testAnalytics } from '../../testing.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { tagResource } from './tag-resource.js';
import { create, describe } from './testing.js';
import { untagResource } from './untag-resource.js';

test('tags come and go without a new version', async () => {
  const analytics = await testAnalytics();
  const ResourceARN = applicationArnOf('a');
  await create(analytics, { Tags: [{ Key: 'b' }] });
  await analytics.run(tagResource, { ResourceARN, Tags: [{ Key: 'a', Value: '1' }] });
  assert.deepEqual(await analytics.run(listTagsForResource, { ResourceARN }), {
    Tags: [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '' },
    ],
  });
  await analytics.run(untagResource, { ResourceARN, TagKeys: ['b', 'c'] });
  assert.deepEqual(await analytics.run(listTagsForResource, { ResourceARN }), { Tags: [{ Key: 'a', Value: '1' }] });
  assert.equal((await describe(analytics)).ApplicationVersionId, 1);
  await analytics.stop();
});

test('its model takes every ARN: what names no application is refused as an argument', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(listTagsForResource, { ResourceARN: 'arn:aws:s3:::b' }),
    'InvalidArgumentException',
    'arn:aws:s3:::b is not the ARN of an application',
  );
  await refused(
    analytics.run(listTagsForResource, { ResourceARN: 'a' }),
    'ValidationException',
    "1 validation error detected: Value 'a' at 'resourceARN' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:.*",
  );
  await refused(
    analytics.run(listTagsForResource, { ResourceARN: applicationArnOf('a') }),
    'ResourceNotFoundException',
    'Could not find the application: a',
  );
  await analytics.stop();
});
