import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, type TestIam } from '../testing.js';
import { createPolicy } from './create-policy.js';
import { listPolicyTags } from './list-policy-tags.js';
import { tagPolicy } from './tag-policy.js';
import { untagPolicy } from './untag-policy.js';

const PolicyArn = `arn:aws:iam::${testAccount}:policy/riders`;
const awsArn = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';
const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const tag = (Key: string, Value = '') => ({ Key, Value });

describe('tags of a managed policy', () => {
  let iam: TestIam;
  beforeEach(async () => {
    iam = await testIam({ quotas: { tags: 3 } });
    await iam.run(createPolicy, { PolicyName: 'riders', PolicyDocument, Tags: [tag('a', '1')] });
  });
  afterEach(() => iam.stop());

  it('have keys whose case counts', async () => {
    await iam.run(tagPolicy, { PolicyArn, Tags: [tag('A', '2'), tag('a', '3')] });
    assert.deepEqual(await iam.run(listPolicyTags, { PolicyArn }), {
      Tags: [tag('A', '2'), tag('a', '3')],
      IsTruncated: false,
    });
    await iam.run(untagPolicy, { PolicyArn, TagKeys: ['A', 'unknown'] });
    assert.deepEqual((await iam.run(listPolicyTags, { PolicyArn })).Tags, [tag('a', '3')]);
  });

  it('are listed by key, in pages', async () => {
    await iam.run(tagPolicy, { PolicyArn, Tags: [tag('z'), tag('b')] });
    const first = await iam.run(listPolicyTags, { PolicyArn, MaxItems: 2 });
    assert.deepEqual(first.Tags, [tag('a', '1'), tag('b')]);
    const second = await iam.run(listPolicyTags, { PolicyArn, MaxItems: 2, Marker: first.Marker ?? '' });
    assert.deepEqual(second, { Tags: [tag('z')], IsTruncated: false });
  });

  it('are refused when a key is given twice or kept by AWS, or when they become too many', async () => {
    await assert.rejects(iam.run(tagPolicy, { PolicyArn, Tags: [tag('b'), tag('b')] }), {
      code: 'InvalidInput',
      status: 400,
      message: 'Duplicate tag keys found.',
    });
    await assert.rejects(iam.run(tagPolicy, { PolicyArn, Tags: [tag('AWS:x')] }), { code: 'InvalidInput' });
    await assert.rejects(iam.run(tagPolicy, { PolicyArn, Tags: [tag('b'), tag('c'), tag('d')] }), {
      code: 'LimitExceeded',
      status: 409,
      message: 'The number of tags has reached the maximum limit.',
    });
    assert.deepEqual((await iam.run(listPolicyTags, { PolicyArn })).Tags, [tag('a', '1')]);
  });

  it('need a policy of the account’s own', async () => {
    const unknown = `${PolicyArn}-not`;
    const missing = { code: 'NoSuchEntity', message: `Policy ${unknown} was not found.` };
    await assert.rejects(iam.run(tagPolicy, { PolicyArn: unknown, Tags: [tag('b')] }), missing);
    await assert.rejects(iam.run(untagPolicy, { PolicyArn: unknown, TagKeys: ['b'] }), missing);
    await assert.rejects(iam.run(listPolicyTags, { PolicyArn: unknown }), missing);
    const unsupported = { code: 'InvalidInput', message: 'Tags not supported for policies in this domain' };
    await assert.rejects(iam.run(tagPolicy, { PolicyArn: awsArn, Tags: [tag('b')] }), unsupported);
    await assert.rejects(iam.run(untagPolicy, { PolicyArn: awsArn, TagKeys: ['b'] }), unsupported);
    assert.deepEqual((await iam.run(listPolicyTags, { PolicyArn: awsArn })).Tags, []);
  });

  it('of two requests at once are both there', async () => {
    await Promise.all(['b', 'c'].map((key) => iam.run(tagPolicy, { PolicyArn, Tags: [tag(key)] })));
    assert.deepEqual((await iam.run(listPolicyTags, { PolicyArn })).Tags, [tag('a', '1'), tag('b'), tag('c')]);
  });
});
