import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testAccount } from '../../../test-request.js';
import { ok, otherAccount, refused, testS3 } from '../testing.js';

const policyOf = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const everyone = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/public/*' };

async function withObjects() {
  const s3 = await testS3();
  ok(await s3.call('PUT', '/box'));
  ok(await s3.call('PUT', '/box/public/a', { body: 'a' }));
  ok(await s3.call('PUT', '/box/private/b', { body: 'b' }));
  return s3;
}

test('a user may what its policies allow', async () => {
  const { call, stop, user } = await withObjects();
  user('reader', [
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/public/*' },
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::box',
      Condition: { StringLike: { 's3:prefix': 'public/*' }, NumericLessThanEquals: { 's3:max-keys': '10' } },
    },
  ]);
  const as = 'reader';
  ok(await call('GET', '/box/public/a', { as }));
  refused(
    await call('GET', '/box/private/b', { as }),
    403,
    'AccessDenied',
    `User: arn:aws:iam::${testAccount}:user/reader is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::box/private/b" because no identity-based policy allows the s3:GetObject action`,
  );
  ok(await call('GET', '/box', { as, query: 'list-type=2&prefix=public/a&max-keys=5' }));
  refused(await call('GET', '/box', { as, query: 'list-type=2&prefix=private/' }), 403, 'AccessDenied');
  refused(await call('GET', '/box', { as, query: 'list-type=2&prefix=public/a' }), 403, 'AccessDenied');
  refused(await call('PUT', '/box/public/a', { as, body: 'x' }), 403, 'AccessDenied');
  refused(await call('GET', '/', { as }), 403, 'AccessDenied');
  // Whoever may not list does not learn what is not there.
  refused(await call('GET', '/box/public/none', { as }), 403, 'AccessDenied', /s3:ListBucket/);
  assert.equal((await call('HEAD', '/box/public/none', { as })).status, 403);
  await stop();
});

test('a bucket’s policy lets others in, and keeps its own out', async () => {
  const { call, stop, user } = await withObjects();
  user('guest', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }], otherAccount);
  refused(await call('GET', '/box/public/a', { as: 'guest' }), 403, 'AccessDenied', 'Access Denied');
  refused(await call('GET', '/box/public/a', { as: 'stranger' }), 403, 'AccessDenied', 'Access Denied');
  const policy = policyOf(
    {
      Effect: 'Allow',
      Principal: { AWS: otherAccount },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::box/public/*',
    },
    {
      Effect: 'Deny',
      Principal: { AWS: testAccount },
      Action: ['s3:PutObject', 's3:GetBucketPolicy'],
      Resource: ['arn:aws:s3:::box/*', 'arn:aws:s3:::box'],
    },
  );
  ok(await call('PUT', '/box', { query: 'policy', body: policy }), 204);
  assert.equal(ok(await call('GET', '/box/public/a', { as: 'guest' })).text, 'a');
  refused(await call('GET', '/box/private/b', { as: 'guest' }), 403, 'AccessDenied');
  refused(
    await call('PUT', '/box/public/a', { body: 'x' }),
    403,
    'AccessDenied',
    /explicit deny in a resource-based policy$/,
  );
  const read = ok(await call('GET', '/box', { query: 'policy' }));
  assert.equal(read.text, policy);
  assert.equal(read.headers['content-type'], 'application/json');
  ok(await call('DELETE', '/box', { query: 'policy' }), 204);
  refused(
    await call('GET', '/box', { query: 'policy' }),
    404,
    'NoSuchBucketPolicy',
    'The bucket policy does not exist',
  );
  refused(await call('GET', '/box/public/a', { as: 'guest' }), 403, 'AccessDenied');
  ok(await call('PUT', '/box/public/a', { body: 'x' }));
  await stop();
});

test('a bucket that another account has by now is decided anew', async () => {
  const { call, stop } = await testS3();
  ok(await call('PUT', '/turns'));
  ok(await call('PUT', '/turns/key', { body: '1' }));
  ok(await call('DELETE', '/turns/key'), 204);
  ok(await call('DELETE', '/turns'), 204);
  ok(await call('PUT', '/turns', { as: 'stranger' }));
  refused(await call('PUT', '/turns/key', { body: '2' }), 403, 'AccessDenied');
  ok(await call('PUT', '/turns/key', { body: '2', as: 'stranger' }));
  await stop();
});

test('anyone is let in where Block Public Access is lifted and the policy says so', async () => {
  const { call, stop } = await withObjects();
  const as = 'anonymous';
  refused(await call('GET', '/box/public/a', { as }), 403, 'AccessDenied', 'Access Denied');
  const put = () => call('PUT', '/box', { query: 'policy', body: policyOf(everyone) });
  refused(await put(), 403, 'AccessDenied', /prevented by the BlockPublicPolicy setting in S3 Block Public Access\.$/);
  assert.equal(ok(await call('GET', '/box', { query: 'publicAccessBlock' })).one('BlockPublicPolicy'), 'true');
  const block = (restrict: boolean): string =>
    `<PublicAccessBlockConfiguration><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>${restrict}</RestrictPublicBuckets></PublicAccessBlockConfiguration>`;
  ok(await call('PUT', '/box', { query: 'publicAccessBlock', body: block(true) }));
  ok(await put(), 204);
  refused(await call('GET', '/box/public/a', { as }), 403, 'AccessDenied');
  ok(await call('DELETE', '/box', { query: 'publicAccessBlock' }), 204);
  refused(await call('GET', '/box', { query: 'publicAccessBlock' }), 404, 'NoSuchPublicAccessBlockConfiguration');
  assert.equal(ok(await call('GET', '/box/public/a', { as })).text, 'a');
  refused(await call('GET', '/box/private/b', { as }), 403, 'AccessDenied', 'Access Denied');
  refused(await call('GET', '/box/public/none', { as }), 403, 'AccessDenied', 'Access Denied');
  refused(await call('PUT', '/box/public/a', { as, body: 'x' }), 403, 'AccessDenied');
  refused(await call('GET', '/box/public/a', { as, query: 'response-content-type=a/b' }), 400, 'InvalidRequest');
  await stop();
});

test('policies that mean nothing here are refused', async () => {
  const { call, stop } = await withObjects();
  const put = (body: string) => call('PUT', '/box', { query: 'policy', body });
  refused(await put('nonsense'), 400, 'MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'");
  refused(
    await put(policyOf({ ...everyone, Resource: 'arn:aws:s3:::other/*' })),
    400,
    'MalformedPolicy',
    'Policy has invalid resource',
  );
  refused(
    await put(policyOf({ ...everyone, Action: 'sqs:SendMessage' })),
    400,
    'MalformedPolicy',
    'Policy has invalid action',
  );
  refused(await put(policyOf({ ...everyone, Effect: 'Perhaps' })), 400, 'MalformedPolicy');
  refused(await put(policyOf({ ...everyone, Principal: undefined })), 400, 'MalformedPolicy');
  await stop();
});

test('a request can say whose bucket it expects', async () => {
  const { call, stop } = await withObjects();
  const as = (owner: string) => ({ headers: { 'x-amz-expected-bucket-owner': owner } });
  ok(await call('GET', '/box/public/a', as(testAccount)));
  refused(await call('GET', '/box/public/a', as(otherAccount)), 403, 'AccessDenied', 'Access Denied');
  await stop();
});
