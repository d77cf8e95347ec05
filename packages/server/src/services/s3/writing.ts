import { AwsError, type ChecksumAlgorithm } from '@paddock/wire';
import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';
import { matches } from './domain/conditions.js';
import type { ObjectAttributes, ObjectEntry } from './domain/object-entry.js';
import { noSuchKey, notImplemented, preconditionFailed } from './errors.js';
import { assertIntact, assertMd5, fullChecksum, givenChecksum, type IntegrityInput } from './integrity.js';
import { Digesting, digestsOf } from './objects/digests.js';
import { mostInline, type ObjectToStore, type WriteCondition } from './objects/object-table.js';

export interface ConditionInput {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** What a request demands of the object that it replaces or removes. @throws NotImplemented for what S3 does not know there */
export function writeCondition({ IfMatch: ifMatch, IfNoneMatch: ifNoneMatch }: ConditionInput, key: string) {
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined;
  if (ifNoneMatch !== undefined && (ifNoneMatch.trim() !== '*' || ifMatch !== undefined))
    throw notImplemented({ Header: 'If-None-Match' });
  const condition: WriteCondition = (there) => {
    if (ifNoneMatch !== undefined && there !== undefined) throw preconditionFailed('If-None-Match');
    if (ifMatch === undefined) return;
    if (there === undefined) throw noSuchKey(key);
    if (!matches(ifMatch, there.etag)) throw preconditionFailed('If-Match');
  };
  return condition;
}

/**
 * Stores what a request, or another service, gives whole.
 * @throws BadDigest, InvalidDigest, InvalidRequest, what the condition throws, NoSuchBucket when the bucket was deleted meanwhile
 */
export async function storeObject(
  context: S3Context,
  bucket: Bucket,
  key: string,
  given: {
    readonly body: Uint8Array;
    readonly attributes: ObjectAttributes;
    readonly integrity?: IntegrityInput;
    readonly condition?: WriteCondition | undefined;
  },
): Promise<ObjectEntry> {
  const { body, attributes, integrity = {}, condition } = given;
  const checksum = givenChecksum(integrity);
  assertMd5(integrity.ContentMD5);
  const algorithm = checksum?.algorithm ?? 'CRC64NVME';
  const digests = await digestsOf(body, algorithm);
  assertIntact(digests, integrity.ContentMD5, checksum);
  const isInline = body.length <= mostInline;
  const version = context.blobs.newName(bucket.id);
  const entry: ObjectEntry = {
    etag: digests.md5.toString('hex'),
    size: body.length,
    modified: context.clock.now(),
    version,
    place: isInline ? 'inline' : 'blob',
    checksum: fullChecksum(algorithm, digests.checksum),
    attributes,
  };
  if (!isInline) {
    // What cannot be kept need not be written.
    if (condition !== undefined) condition(await context.objects.entry(bucket, key));
    await context.blobs.write(version, body);
  }
  await keep(context, bucket, key, isInline ? { entry, content: body } : { entry }, condition);
  return entry;
}

/** Stores what is read from elsewhere. @throws what the stream and the condition throw, NoSuchBucket */
export async function storeStream(
  context: S3Context,
  bucket: Bucket,
  key: string,
  given: {
    readonly body: AsyncIterable<Uint8Array>;
    readonly attributes: ObjectAttributes;
    readonly algorithm: ChecksumAlgorithm;
    readonly condition?: WriteCondition | undefined;
  },
): Promise<ObjectEntry> {
  const version = context.blobs.newName(bucket.id);
  const digesting = new Digesting(given.algorithm);
  await context.blobs.write(version, digesting.through(given.body));
  const { md5, checksum, size } = digesting.end();
  const entry: ObjectEntry = {
    etag: md5.toString('hex'),
    size,
    modified: context.clock.now(),
    version,
    place: 'blob',
    checksum: fullChecksum(given.algorithm, checksum),
    attributes: given.attributes,
  };
  await keep(context, bucket, key, { entry }, given.condition);
  return entry;
}

async function keep(
  context: S3Context,
  bucket: Bucket,
  key: string,
  object: ObjectToStore,
  condition: WriteCondition | undefined,
): Promise<void> {
  try {
    await context.objects.put(bucket, key, object, condition);
  } catch (error) {
    // After an error of the store's nobody knows whether it was kept.
    if (object.entry.place === 'blob' && error instanceof AwsError) await context.blobs.discard(object.entry.version);
    throw error;
  }
}
