import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { account, allow, denial, deny, documentOf, Identities, signerOf, xmlText, type Someone } from '../harness.js';
import { createS3, outcome, startS3, type S3Request } from '../harness/s3.js';
import type { Answer } from '../harness/raw.js';

const paddock = await startS3();
const { s3, request, url } = paddock;
const identities = new Identities(paddock);
const Bucket = 'guarded';
const as = (someone: Someone, method: string, path: string, more: S3Request = {}): Promise<Answer> =>
  request(method, path, { ...more, sign: signerOf(someone.keys) });
const quoted = (arn: string): string => `"arn:aws:s3:::${arn}"`;

before(async () => {
  await s3.createBucket({ Bucket });
  for (const Key of ['open/a', 'shut/b']) await s3.putObject({ Bucket, Key, Body: Key });
});
after(async () => {
  identities.close();
  await paddock.close();
});

/** Demands a denial in these words. */
function denied(answer: Answer, message = 'Access Denied'): void {
  assert.equal(outcome(answer), '403 AccessDenied', answer.text);
  assert.equal(xmlText(answer, 'Message'), message);
}

it('each operation is denied by its own action, on its own resource', async () => {
  const nobody = await identities.newUser();
  const object = `${Bucket}/open/a`;
  for (const [method, path, action, resource] of [
    ['GET', '/', 'ListAllMyBuckets', undefined],
    ['PUT', '/brand-new-bucket', 'CreateBucket', 'brand-new-bucket'],
    ['DELETE', `/${Bucket}`, 'DeleteBucket', Bucket],
    ['GET', `/${Bucket}`, 'ListBucket', Bucket],
    ['GET', `/${Bucket}?list-type=2`, 'ListBucket', Bucket],
    ['GET', `/${Bucket}?location`, 'GetBucketLocation', Bucket],
    ['GET', `/${Bucket}?policy`, 'GetBucketPolicy', Bucket],
    ['PUT', `/${Bucket}?policy`, 'PutBucketPolicy', Bucket],
    ['DELETE', `/${Bucket}?policy`, 'DeleteBucketPolicy', Bucket],
    ['GET', `/${Bucket}?publicAccessBlock`, 'GetBucketPublicAccessBlock', Bucket],
    ['DELETE', `/${Bucket}?publicAccessBlock`, 'PutBucketPublicAccessBlock', Bucket],
    ['GET', `/${Bucket}?versioning`, 'GetBucketVersioning', Bucket],
    ['GET', `/${Bucket}?acl`, 'GetBucketAcl', Bucket],
    ['GET', `/${Bucket}?uploads`, 'ListBucketMultipartUploads', Bucket],
    ['GET', `/${object}`, 'GetObject', object],
    ['GET', `/${object}?acl`, 'GetObjectAcl', object],
    ['PUT', `/${object}`, 'PutObject', object],
    ['DELETE', `/${object}`, 'DeleteObject', object],
    ['POST', `/${object}?uploads`, 'PutObject', object],
    ['PUT', `/${object}?partNumber=1&uploadId=x`, 'PutObject', object],
    ['GET', `/${object}?uploadId=x`, 'ListMultipartUploadParts', object],
    ['DELETE', `/${object}?uploadId=x`, 'AbortMultipartUpload', object],
  ] as const) {
    const about = resource === undefined ? undefined : quoted(resource);
    denied(await as(nobody, method, path), denial(nobody.arn, `s3:${action}`, about));
  }
  for (const path of [`/${Bucket}`, `/${object}`, `/${Bucket}/absent`]) {
    const head = await as(nobody, 'HEAD', path);
    assert.deepEqual([head.status, head.text], [403, '']);
  }
});

it('copies need to read the one and to write the other', async () => {
  const headers = { 'x-amz-copy-source': `${Bucket}/open/a` };
  const writer = await identities.newUser(allow('s3:PutObject'));
  const copied = await as(writer, 'PUT', `/${Bucket}/copy`, { headers });
  denied(copied, denial(writer.arn, 's3:GetObject', quoted(`${Bucket}/open/a`)));
  const reader = await identities.newUser(allow('s3:GetObject'));
  const read = await as(reader, 'PUT', `/${Bucket}/copy`, { headers });
  denied(read, denial(reader.arn, 's3:PutObject', quoted(`${Bucket}/copy`)));
});

it('of several deletions each is decided', async () => {
  const user = await identities.newUser(allow('s3:DeleteObject', `arn:aws:s3:::${Bucket}/open/*`));
  const client = createS3(url, { credentials: user.keys });
  const Objects = ['open/zzz', 'shut/b'].map((Key) => ({ Key }));
  const { Deleted, Errors } = await client.deleteObjects({ Bucket, Delete: { Objects } });
  client.destroy();
  assert.deepEqual(Deleted, [{ Key: 'open/zzz' }]);
  const Message = denial(user.arn, 's3:DeleteObject', quoted(`${Bucket}/shut/b`));
  assert.deepEqual(Errors, [{ Key: 'shut/b', Code: 'AccessDenied', Message }]);
  await s3.headObject({ Bucket, Key: 'shut/b' });
});

it('lists are bound to prefixes', async () => {
  const condition = { StringEquals: { 's3:prefix': 'open/' } };
  const user = await identities.newUser(allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`, condition));
  assert.equal(outcome(await as(user, 'GET', `/${Bucket}?list-type=2&prefix=open%2F`)), '200');
  for (const query of ['', '?prefix=', '?prefix=open', '?prefix=shut/', '?prefix=shut/&prefix=open/'])
    assert.notEqual(outcome(await as(user, 'GET', `/${Bucket}${query}`)), '200', query);
  // What is decided on is what is listed.
  const { text } = await as(user, 'GET', `/${Bucket}?prefix=open/&prefix=shut/`);
  assert.ok(text.includes('<Key>open/a</Key>') && !text.includes('shut/b'));
});

it('whoever may not list is not told what is not there', async () => {
  const user = await identities.newUser(allow('s3:GetObject'));
  denied(await as(user, 'GET', `/${Bucket}/absent`), denial(user.arn, 's3:ListBucket', quoted(Bucket)));
  const lister = await identities.newUser(allow(['s3:GetObject', 's3:ListBucket']));
  assert.equal(outcome(await as(lister, 'GET', `/${Bucket}/absent`)), '404 NoSuchKey');
});

describe('a bucket policy', () => {
  const arn = `arn:aws:s3:::${Bucket}`;
  const put = (Policy: string) => s3.putBucketPolicy({ Bucket, Policy });
  after(() => s3.deleteBucketPolicy({ Bucket }));

  it('denies its own account, in the words for it', async () => {
    const user = await identities.newUser(allow('s3:*'));
    await put(
      documentOf({ Effect: 'Deny', Principal: { AWS: user.arn }, Action: 's3:GetObject', Resource: `${arn}/shut/*` }),
    );
    assert.equal(outcome(await as(user, 'GET', `/${Bucket}/open/a`)), '200');
    const why = 'with an explicit deny in a resource-based policy';
    denied(
      await as(user, 'GET', `/${Bucket}/shut/b`),
      denial(user.arn, 's3:GetObject', quoted(`${Bucket}/shut/b`), why),
    );
  });

  it('allows a user of the account who has nothing else, until told otherwise', async () => {
    const user = await identities.newUser();
    await put(documentOf({ Principal: { AWS: user.arn }, Action: 's3:GetObject', Resource: `${arn}/open/*` }));
    assert.equal(outcome(await as(user, 'GET', `/${Bucket}/open/a`)), '200');
    assert.equal(outcome(await as(user, 'GET', `/${Bucket}/shut/b`)), '403 AccessDenied');
    await identities.allow(user.name, deny('s3:GetObject'));
    const why = 'with an explicit deny in an identity-based policy';
    const answer = await as(user, 'GET', `/${Bucket}/open/a`);
    assert.ok(
      xmlText(answer, 'Message')?.startsWith(denial(user.arn, 's3:GetObject', quoted(`${Bucket}/open/a`), why)),
    );
  });

  it('for everyone is blocked until the block is gone', async () => {
    const everyone = documentOf({ Principal: '*', Action: 's3:GetObject', Resource: `${arn}/open/*` });
    await assert.rejects(put(everyone), {
      name: 'AccessDenied',
      message: /BlockPublicPolicy setting in S3 Block Public/,
    });
    await s3.deletePublicAccessBlock({ Bucket });
    await put(everyone);
    const anonymous = { sign: false } as const;
    assert.equal((await request('GET', `/${Bucket}/open/a`, anonymous)).text, 'open/a');
    denied(await request('GET', `/${Bucket}/shut/b`, anonymous));
    denied(await request('GET', `/${Bucket}/open/absent`, anonymous));
    denied(await request('GET', `/${Bucket}`, anonymous));
    denied(await request('PUT', `/${Bucket}/open/a`, { ...anonymous, body: 'mine' }));
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: all });
    denied(await request('GET', `/${Bucket}/open/a`, anonymous));
  });

  it('must be one', async () => {
    for (const policy of [
      '',
      '{}',
      'null',
      '[]',
      '{"Version":"2012-10-17"}',
      documentOf({ Action: 's3:GetObject', Resource: `${arn}/*` }),
      documentOf({ Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*' }),
      documentOf({ Principal: '*', Action: 'kinesis:PutRecord', Resource: `${arn}/*` }),
      documentOf({ Principal: { AWS: account }, Action: 's3:*', Resource: arn, Condition: { a: 'x'.repeat(21_000) } }),
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
    ])
      assert.equal(
        outcome(await request('PUT', `/${Bucket}?policy`, { body: policy })),
        '400 MalformedPolicy',
        policy.slice(0, 80),
      );
  });
});

it('a request for another region is sent on', async () => {
  const elsewhere = await request('GET', `/${Bucket}/open/a`, { sign: { region: 'eu-west-1' } });
  assert.equal(outcome(elsewhere), '301 PermanentRedirect');
  assert.equal(elsewhere.headers['x-amz-bucket-region'], 'us-east-1');
});
