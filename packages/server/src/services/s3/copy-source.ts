import { isBucketName, objectArn } from './domain/names.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { bucketOf, needOn } from './access.js';
import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';
import { failedCondition } from './domain/conditions.js';
import { invalidArgument, keyNotApplicable, noSuchBucket, preconditionFailed } from './errors.js';
import type { StoredObject } from './objects/object-table.js';

/** Where a copy comes from. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
}

/** `bucket/key` or `/bucket/key`, percent-encoded, perhaps with `?versionId=`. @throws InvalidArgument */
export function readCopySource(header: string): CopySource {
  const [path = '', version] = header.split('?versionId=');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path.replace(/^\//, ''));
  } catch {
    throw invalid(header);
  }
  const slash = decoded.indexOf('/');
  const [bucket, key] = [decoded.slice(0, slash), decoded.slice(slash + 1)];
  if (slash <= 0 || key === '' || !isBucketName(bucket)) throw invalid(header);
  if (version !== undefined && version !== 'null')
    throw invalidArgument('Invalid version id specified', 'x-amz-copy-source', header);
  return { bucket, key };
}

const invalid = (header: string) => invalidArgument('Invalid copy source object key', 'x-amz-copy-source', header);

/** The bucket that is copied from, in whatever region. @throws NoSuchBucket, AccessDenied */
export function sourceBucket(
  context: Pick<S3Context, 'buckets'>,
  { bucket: name }: CopySource,
  expectedOwner: string | undefined,
  request: RequestContext,
): Bucket {
  const region = context.buckets.get(name)?.value.region;
  if (region === undefined) throw noSuchBucket(name);
  return bucketOf(context, { Bucket: name, ExpectedBucketOwner: expectedOwner }, { ...request, region });
}

/** What reading the source needs. */
export const sourceNeed = (bucket: Bucket, { key }: CopySource, request: RequestContext): AuthorizationNeed =>
  needOn(bucket, request, 's3:GetObject', objectArn(bucket.name, key));

export interface CopyConditions {
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: string | undefined;
  readonly CopySourceIfUnmodifiedSince?: string | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
}

/** @throws PreconditionFailed, InvalidRequest */
export function assertCopyable(
  context: Pick<S3Context, 'clock'>,
  input: CopyConditions,
  { entry }: Pick<StoredObject, 'entry'>,
): void {
  if (input.CopySourceSSECustomerAlgorithm !== undefined || input.CopySourceSSECustomerKey !== undefined)
    throw keyNotApplicable();
  const failed = failedCondition(
    {
      ifMatch: input.CopySourceIfMatch,
      ifNoneMatch: input.CopySourceIfNoneMatch,
      ifModifiedSince: input.CopySourceIfModifiedSince,
      ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    entry,
    context.clock.now(),
  );
  if (failed !== undefined) throw preconditionFailed(`x-amz-copy-source-${failed}`);
}
