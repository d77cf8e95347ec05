import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startS3 } from '../harness/s3.js';

const paddock = await startS3();
const { s3 } = paddock;
const Bucket = 'wildrydes';
before(() => s3.createBucket({ Bucket }));
after(() => paddock.close());

const textOf = async (Key: string, more: object = {}): Promise<string | undefined> =>
  (await s3.getObject({ Bucket, Key, ...more })).Body?.transformToString();
const md5 = (data: Uint8Array): string => createHash('md5').update(data).digest('hex');

it('an object comes back as it was put, with what was said of it', async () => {
  const Body = randomBytes(100_000);
  const Metadata = { unicorn: 'Shadowfax', 'colour-of-mane': 'white' };
  const said = { Metadata, ContentType: 'image/x-unicorn', CacheControl: 'no-cache', ContentLanguage: 'is' };
  const { ETag } = await s3.putObject({ Bucket, Key: 'a/ü/🦄 +&?#', Body, ...said });
  assert.equal(ETag, `"${md5(Body)}"`);
  const got = await s3.getObject({ Bucket, Key: 'a/ü/🦄 +&?#', ChecksumMode: 'ENABLED' });
  assert.deepEqual(Buffer.from((await got.Body?.transformToByteArray()) ?? []), Body);
  for (const [name, value] of Object.entries(said)) assert.deepEqual(got[name as 'Metadata'], value);
  const head = await s3.headObject({ Bucket, Key: 'a/ü/🦄 +&?#' });
  assert.deepEqual([head.ContentLength, head.ETag, head.Metadata], [Body.length, ETag, Metadata]);
  await s3.deleteObject({ Bucket, Key: 'a/ü/🦄 +&?#' });
  await s3.deleteObject({ Bucket, Key: 'a/ü/🦄 +&?#' });
  await assert.rejects(s3.headObject({ Bucket, Key: 'a/ü/🦄 +&?#' }), { name: 'NotFound' });
  await assert.rejects(s3.getObject({ Bucket, Key: 'a/ü/🦄 +&?#' }), {
    name: 'NoSuchKey',
    message: 'The specified key does not exist.',
  });
  await assert.rejects(s3.getObject({ Bucket: 'nowhere-at-all', Key: 'a' }), { name: 'NoSuchBucket' });
});

it('an empty object is one', async () => {
  await s3.putObject({ Bucket, Key: 'empty', Body: '' });
  assert.equal(await textOf('empty'), '');
  await assert.rejects(s3.getObject({ Bucket, Key: 'empty', Range: 'bytes=0-' }), { name: 'InvalidRange' });
});

it('every check sum of the SDK is verified', async () => {
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const) {
    const put = await s3.putObject({ Bucket, Key: 'sum', Body: ChecksumAlgorithm, ChecksumAlgorithm });
    const got = await s3.getObject({ Bucket, Key: 'sum', ChecksumMode: 'ENABLED' });
    const member = `Checksum${ChecksumAlgorithm}` as const;
    assert.ok(put[member] !== undefined && put[member] === got[member], ChecksumAlgorithm);
    assert.equal(await got.Body?.transformToString(), ChecksumAlgorithm);
  }
});

it('ranges', async () => {
  await s3.putObject({ Bucket, Key: 'ten', Body: '0123456789' });
  for (const [Range, text, ContentRange] of [
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-30', '0123456789', 'bytes 0-9/10'],
    ['bytes=5-500', '56789', 'bytes 5-9/10'],
    ['bytes=5-4', '0123456789', undefined],
    ['nonsense', '0123456789', undefined],
  ] as const) {
    const got = await s3.getObject({ Bucket, Key: 'ten', Range });
    assert.deepEqual([await got.Body?.transformToString(), got.ContentRange], [text, ContentRange], Range);
    assert.equal(got.$metadata.httpStatusCode, ContentRange === undefined ? 200 : 206);
  }
  for (const Range of ['bytes=10-', 'bytes=-0', 'bytes=99-100'])
    await assert.rejects(s3.getObject({ Bucket, Key: 'ten', Range }), { name: 'InvalidRange' }, Range);
});

it('conditions', async () => {
  const Key = 'conditional';
  const first = await s3.putObject({ Bucket, Key, Body: '1', IfNoneMatch: '*' });
  const failed = { name: 'PreconditionFailed' };
  await assert.rejects(s3.putObject({ Bucket, Key, Body: '2', IfNoneMatch: '*' }), failed);
  await assert.rejects(s3.putObject({ Bucket, Key, Body: '2', IfMatch: '"nope"' }), failed);
  const second = await s3.putObject({ Bucket, Key, Body: '2', IfMatch: first.ETag });
  await assert.rejects(s3.putObject({ Bucket, Key: 'absent', Body: '2', IfMatch: first.ETag }), { name: 'NoSuchKey' });
  assert.equal(await textOf(Key, { IfMatch: second.ETag }), '2');
  await assert.rejects(textOf(Key, { IfMatch: first.ETag }), failed);
  assert.equal(await textOf(Key, { IfNoneMatch: first.ETag }), '2');
  const { LastModified = new Date() } = await s3.headObject({ Bucket, Key });
  const unchanged = (error: { $metadata: { httpStatusCode: number } }) => error.$metadata.httpStatusCode === 304;
  await assert.rejects(textOf(Key, { IfNoneMatch: second.ETag }), unchanged);
  await assert.rejects(textOf(Key, { IfModifiedSince: LastModified }), unchanged);
  const before1970s = new Date(LastModified.getTime() - 86_400_000);
  await assert.rejects(textOf(Key, { IfUnmodifiedSince: before1970s }), failed);
  assert.equal(await textOf(Key, { IfUnmodifiedSince: before1970s, IfMatch: second.ETag }), '2');
  await assert.rejects(s3.deleteObject({ Bucket, Key, IfMatch: first.ETag }), failed);
  await s3.deleteObject({ Bucket, Key, IfMatch: second.ETag });
});

it('of many that put one key where there is none, one succeeds', async () => {
  const puts = await Promise.allSettled(
    Array.from({ length: 12 }, (_, Body) => s3.putObject({ Bucket, Key: 'race', Body: `${Body}`, IfNoneMatch: '*' })),
  );
  assert.equal(puts.filter(({ status }) => status === 'fulfilled').length, 1);
});

describe('lists', () => {
  const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'd', 'é', '🦄', '\uffee'];
  before(async () => {
    await s3.createBucket({ Bucket: 'lists' });
    for (const Key of keys) await s3.putObject({ Bucket: 'lists', Key, Body: Key });
  });

  it('are in the order of UTF-8, by pages, with prefixes that stand for many', async () => {
    for (const MaxKeys of [1, 2, 3, 1000]) {
      const seen: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.listObjectsV2({
          Bucket: 'lists',
          Delimiter: '/',
          MaxKeys,
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        });
        assert.ok((page.KeyCount ?? 0) <= MaxKeys);
        const names = [
          ...(page.Contents ?? []).map(({ Key = '' }) => Key),
          ...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
        ];
        seen.push(...names);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      assert.deepEqual(seen.toSorted(), ['a', 'b/', 'd', 'é', '\uffee', '🦄'].toSorted());
    }
    const { Contents = [] } = await s3.listObjects({ Bucket: 'lists', Marker: 'b/2' });
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      ['b/c/3', 'd', 'é', '\uffee', '🦄'],
    );
    assert.equal(Contents[4]?.Size, 4);
  });

  it('of several deletions say what became of each', async () => {
    const Objects = ['a', 'b/1', 'never there'].map((Key) => ({ Key }));
    const { Deleted, Errors } = await s3.deleteObjects({ Bucket: 'lists', Delete: { Objects } });
    assert.deepEqual([Deleted, Errors], [Objects, undefined]);
    await assert.rejects(s3.deleteBucket({ Bucket: 'lists' }), { name: 'BucketNotEmpty' });
  });
});

it('copies, with their metadata or without', async () => {
  await s3.putObject({ Bucket, Key: 'from/ü 1', Body: 'copied', Metadata: { a: 'b' }, ContentType: 'x/y' });
  const CopySource = `${Bucket}/${encodeURIComponent('from/ü 1')}`;
  const { CopyObjectResult } = await s3.copyObject({ Bucket, Key: 'to', CopySource });
  assert.equal(CopyObjectResult?.ETag, `"${md5(Buffer.from('copied'))}"`);
  const kept = await s3.headObject({ Bucket, Key: 'to' });
  assert.deepEqual([kept.Metadata, kept.ContentType], [{ a: 'b' }, 'x/y']);
  await s3.copyObject({ Bucket, Key: 'to', CopySource, MetadataDirective: 'REPLACE', Metadata: { c: 'd' } });
  assert.deepEqual((await s3.headObject({ Bucket, Key: 'to' })).Metadata, { c: 'd' });
  await assert.rejects(s3.copyObject({ Bucket, Key: 'to', CopySource: `${Bucket}/to` }), { name: 'InvalidRequest' });
  await assert.rejects(s3.copyObject({ Bucket, Key: 'to', CopySource, ChecksumAlgorithm: 'SHA512' }), {
    name: 'InvalidRequest',
  });
  await assert.rejects(s3.copyObject({ Bucket, Key: 'to', CopySource: `${Bucket}/gone` }), { name: 'NoSuchKey' });
});

it('parts become one object, in the order of their numbers', async () => {
  const Key = 'parts';
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key, Metadata: { made: 'of parts' } });
  assert.ok(UploadId !== undefined);
  const bodies = [randomBytes(5 * 1024 ** 2), randomBytes(5 * 1024 ** 2 + 1), Buffer.from('the end')];
  const Parts = await Promise.all(
    bodies.map(async (Body, index) => {
      const PartNumber = index * 7 + 1;
      const { ETag } = await s3.uploadPart({ Bucket, Key, UploadId, PartNumber, Body });
      return { PartNumber, ETag };
    }),
  );
  const { Uploads } = await s3.listMultipartUploads({ Bucket });
  assert.deepEqual(
    Uploads?.map((upload) => upload.UploadId),
    [UploadId],
  );
  const listed = await s3.listParts({ Bucket, Key, UploadId });
  assert.deepEqual(
    listed.Parts?.map(({ Size }) => Size),
    bodies.map(({ length }) => length),
  );
  await assert.rejects(s3.getObject({ Bucket, Key }), { name: 'NoSuchKey' });
  const complete = (parts: object[]) =>
    s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } });
  await assert.rejects(complete(Parts.toReversed()), { name: 'InvalidPartOrder' });
  await assert.rejects(complete([{ PartNumber: 2, ETag: '"x"' }]), { name: 'InvalidPart' });
  await assert.rejects(complete([Parts[2] ?? {}, { PartNumber: 16, ETag: '"x"' }]), { name: 'InvalidPart' });
  const { ETag } = await complete(Parts);
  const all = Buffer.concat(bodies);
  const sums = Buffer.concat(bodies.map((body) => createHash('md5').update(body).digest()));
  assert.equal(ETag, `"${md5(sums)}-3"`);
  const got = await s3.getObject({ Bucket, Key });
  assert.ok(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(all));
  assert.deepEqual(got.Metadata, { made: 'of parts' });
  const second = await s3.getObject({ Bucket, Key, PartNumber: 2 });
  assert.deepEqual([second.ContentLength, second.PartsCount], [bodies[1]?.length, 3]);
  await second.Body?.transformToByteArray();
  const across = await s3.getObject({ Bucket, Key, Range: `bytes=${5 * 1024 ** 2 - 2}-${5 * 1024 ** 2 + 1}` });
  assert.deepEqual(
    Buffer.from((await across.Body?.transformToByteArray()) ?? []),
    all.subarray(5 * 1024 ** 2 - 2, 5 * 1024 ** 2 + 2),
  );
  await assert.rejects(s3.listParts({ Bucket, Key, UploadId }), { name: 'NoSuchUpload' });
});

it('parts that are too small, aborted, or copied', async () => {
  const Key = 'small parts';
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
  const upload = { Bucket, Key, UploadId };
  const one = await s3.uploadPart({ ...upload, PartNumber: 1, Body: 'small' });
  const { CopyPartResult } = await s3.uploadPartCopy({
    ...upload,
    PartNumber: 2,
    CopySource: `${Bucket}/ten`,
    CopySourceRange: 'bytes=2-4',
  });
  const Parts = [one.ETag, CopyPartResult?.ETag].map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
  await assert.rejects(s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts } }), {
    name: 'EntityTooSmall',
  });
  await s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts: Parts.slice(1) } });
  assert.equal(await textOf(Key), '234');
  const again = await s3.createMultipartUpload({ Bucket, Key });
  await s3.abortMultipartUpload({ Bucket, Key, UploadId: again.UploadId });
  await assert.rejects(s3.abortMultipartUpload({ Bucket, Key, UploadId: again.UploadId }), { name: 'NoSuchUpload' });
});

it('encryption with a key of the customer, tags, locks, versions and ACLs are refused, not forgotten', async () => {
  const put = { Bucket, Key: 'no', Body: 'x' };
  const SSECustomerKey = randomBytes(32).toString('base64');
  const customer = { SSECustomerAlgorithm: 'AES256', SSECustomerKey };
  const missing = { name: 'NotImplemented' };
  await assert.rejects(s3.putObject({ ...put, ...customer }), missing);
  await assert.rejects(s3.putObject({ ...put, Tagging: 'a=b' }), missing);
  await assert.rejects(s3.putObject({ ...put, ObjectLockLegalHoldStatus: 'ON' }), missing);
  await assert.rejects(s3.deleteObject({ Bucket, Key: 'ten', IfMatchSize: 1 }), missing);
  await assert.rejects(s3.putObject({ ...put, ACL: 'public-read' }), { name: 'AccessControlListNotSupported' });
  const inapplicable = {
    name: 'InvalidRequest',
    message: 'The encryption parameters are not applicable to this object.',
  };
  await assert.rejects(s3.getObject({ Bucket, Key: 'ten', ...customer }), inapplicable);
  await assert.rejects(textOf('no'), { name: 'NoSuchKey' });
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key: 'no' });
  await assert.rejects(s3.uploadPart({ ...put, ...customer, UploadId, PartNumber: 1 }), missing);
  await assert.rejects(s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }), missing);
  await assert.rejects(s3.putBucketTagging({ Bucket, Tagging: { TagSet: [] } }), missing);
  await assert.rejects(s3.putBucketAcl({ Bucket, ACL: 'private' }), missing);
});
