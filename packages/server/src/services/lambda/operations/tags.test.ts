import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { functionArnOf, refused, testAccount, testLambda, type TestLambda } from '../testing.js';
import { createCodeSigningConfig } from './create-code-signing-config.js';
import { listTags } from './list-tags.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';

let lambda: TestLambda;
const arn = functionArnOf('f');
before(async () => {
  lambda = await testLambda();
  await lambda.createFunction('f', { Tags: { team: 'red' } });
});
after(() => lambda.stop());

const tags = async (Resource: string) => (await lambda.run(listTags, { Resource })).Tags;

test('functions have tags', async () => {
  await lambda.run(tagResource, { Resource: arn, Tags: { stage: 'test', team: 'blue' } });
  assert.deepEqual(await tags(arn), { team: 'blue', stage: 'test' });
  await lambda.run(untagResource, { Resource: arn, TagKeys: ['stage', 'none'] });
  assert.deepEqual(await tags(arn), { team: 'blue' });
});

test('code signing configurations have tags, too', async () => {
  const { CodeSigningConfig } = await lambda.run(createCodeSigningConfig, {
    AllowedPublishers: { SigningProfileVersionArns: ['arn:aws:signer:us-east-1:123456789012:/signing-profiles/p/1'] },
    Tags: { team: 'red' },
  });
  const Resource = CodeSigningConfig.CodeSigningConfigArn;
  await lambda.run(tagResource, { Resource, Tags: { stage: 'test' } });
  await lambda.run(untagResource, { Resource, TagKeys: ['team'] });
  assert.deepEqual(await tags(Resource), { stage: 'test' });
});

test('fifty at most', async () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'v']));
  await refused(
    lambda.run(tagResource, { Resource: arn, Tags: many }),
    'InvalidParameterValueException',
    'Number of tags exceeds resource tag limit.',
  );
  assert.deepEqual(await tags(arn), { team: 'blue' });
});

test('what has no tags', async () => {
  for (const Resource of [`${arn}:live`, `${arn}:$LATEST`])
    for (const attempt of [
      lambda.run(listTags, { Resource }),
      lambda.run(tagResource, { Resource, Tags: { a: 'b' } }),
      lambda.run(untagResource, { Resource, TagKeys: ['a'] }),
    ])
      await refused(
        attempt,
        'InvalidParameterValueException',
        'Tags on function aliases and versions are not supported. Please specify a function ARN.',
      );
  const none = functionArnOf('none');
  await refused(lambda.run(listTags, { Resource: none }), 'ResourceNotFoundException', `Function not found: ${none}`);
  await refused(
    lambda.run(tagResource, { Resource: none, Tags: { a: 'b' } }),
    'ResourceNotFoundException',
    `Function not found: ${none}`,
  );
  await refused(
    lambda.run(listTags, { Resource: 'f' }),
    'ValidationException',
    /^1 validation error detected: Value 'f' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:\(aws\[a-zA-Z-\]\*\):lambda:\(eusc-\)\?/,
  );
  const mapping = `arn:aws:lambda:us-east-1:${testAccount}:event-source-mapping:00000000-0000-4000-8000-000000000000`;
  await assert.rejects(lambda.run(listTags, { Resource: mapping }));
});

test('nothing is no tags', async () => {
  await refused(
    lambda.run(tagResource, { Resource: arn, Tags: {} }),
    'InvalidParameterValueException',
    'An error occurred and the request cannot be processed.',
  );
  await refused(
    lambda.run(untagResource, { Resource: arn } as never),
    'ValidationException',
    "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
  );
});

test('policies are asked about the resource, and the tags', async () => {
  const [need] = await lambda.needs(tagResource, { Resource: arn, Tags: { team: 'red' } });
  assert.deepEqual([need?.action, need?.resources], ['lambda:TagResource', [arn]]);
  assert.deepEqual(need?.keys?.('aws:requesttag/team'), ['red']);
  const [removing] = await lambda.needs(untagResource, { Resource: arn, TagKeys: ['team'] });
  assert.deepEqual(removing?.keys?.('aws:tagkeys'), ['team']);
});
