import { AwsError } from '@paddock/wire';
import type { RequestContext } from '../../request-context.js';
import { needOn } from './access.js';
import { attributeView, checksumView, quoted } from './attributes.js';
import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';
import { failedCondition } from './domain/conditions.js';
import { bucketArn } from './domain/names.js';
import { readRange, type ByteRange } from './domain/range.js';
import {
  accessDenied,
  invalidArgument,
  invalidPartNumber,
  invalidRange,
  invalidRequest,
  keyNotApplicable,
  noSuchKey,
  preconditionFailed,
} from './errors.js';
import type { StoredObject } from './objects/object-table.js';

/** What GetObject and HeadObject are asked. */
export interface ReadInput {
  readonly Key: string;
  readonly Range?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: string | undefined;
  readonly IfUnmodifiedSince?: string | undefined;
  readonly ChecksumMode?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
}

/** @throws InvalidArgument, InvalidRequest */
export function assertReadable(input: ReadInput, { principal }: RequestContext): void {
  if (input.VersionId !== undefined && input.VersionId !== 'null')
    throw invalidArgument('Invalid version id specified', 'versionId', input.VersionId);
  if (input.PartNumber !== undefined && input.Range !== undefined)
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter.');
  if (input.PartNumber !== undefined && (input.PartNumber < 1 || input.PartNumber > 10_000))
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      String(input.PartNumber),
    );
  const overrides = Object.entries(input).some(([name, set]) => name.startsWith('Response') && set !== undefined);
  if (overrides && principal.kind === 'anonymous')
    throw invalidRequest('Request specific response headers cannot be used for anonymous GET requests.');
}

/** Which bytes a request wants. @throws PreconditionFailed, 304, InvalidRange, InvalidPartNumber */
export function wantedRange(
  context: Pick<S3Context, 'clock'>,
  input: ReadInput,
  { entry, parts }: Pick<StoredObject, 'entry' | 'parts'>,
): ByteRange & { readonly isPartial: boolean } {
  if (input.SSECustomerAlgorithm !== undefined || input.SSECustomerKey !== undefined) throw keyNotApplicable();
  const failed = failedCondition(
    {
      ifMatch: input.IfMatch,
      ifNoneMatch: input.IfNoneMatch,
      ifModifiedSince: input.IfModifiedSince,
      ifUnmodifiedSince: input.IfUnmodifiedSince,
    },
    entry,
    context.clock.now(),
  );
  if (failed === 'If-Match' || failed === 'If-Unmodified-Since') throw preconditionFailed(failed);
  if (failed !== undefined) {
    const headers = { etag: quoted(entry.etag), 'last-modified': new Date(entry.modified).toUTCString() };
    throw new AwsError('NotModified', 'Not Modified', { status: 304, headers });
  }
  if (input.PartNumber !== undefined) return partRange(input.PartNumber, entry.size, parts);
  const range = readRange(input.Range, entry.size);
  if (range === 'unsatisfiable') throw invalidRange(entry.size, input.Range ?? '');
  return range === undefined ? { start: 0, end: entry.size, isPartial: false } : { ...range, isPartial: true };
}

function partRange(number: number, size: number, parts: StoredObject['parts']) {
  if (parts === undefined) {
    if (number !== 1) throw invalidPartNumber(number, 1);
    return { start: 0, end: size, isPartial: size > 0 };
  }
  const part = parts[number - 1];
  if (part === undefined) throw invalidPartNumber(number, parts.length);
  const start = parts.slice(0, number - 1).reduce((sum, before) => sum + before.size, 0);
  return { start, end: start + part.size, isPartial: true };
}

/** What an answer says of the object in headers. */
export function foundView(
  input: ReadInput,
  { entry }: Pick<StoredObject, 'entry'>,
  { start, end, isPartial }: ReturnType<typeof wantedRange>,
) {
  const tellsChecksum = input.ChecksumMode?.toUpperCase() === 'ENABLED' && (!isPartial || end - start === entry.size);
  const own = attributeView(entry);
  return {
    ...own,
    AcceptRanges: 'bytes',
    ETag: quoted(entry.etag),
    LastModified: entry.modified,
    ContentLength: end - start,
    ContentRange: isPartial ? `bytes ${start}-${end - 1}/${entry.size}` : undefined,
    PartsCount: input.PartNumber === undefined ? undefined : entry.parts,
    ChecksumType: tellsChecksum ? entry.checksum?.type : undefined,
    ...(tellsChecksum ? checksumView(entry.checksum) : {}),
    CacheControl: input.ResponseCacheControl ?? own.CacheControl,
    ContentDisposition: input.ResponseContentDisposition ?? own.ContentDisposition,
    ContentEncoding: input.ResponseContentEncoding ?? own.ContentEncoding,
    ContentLanguage: input.ResponseContentLanguage ?? own.ContentLanguage,
    ContentType: input.ResponseContentType ?? own.ContentType,
    Expires: input.ResponseExpires ?? own.Expires,
    Server: 'AmazonS3',
    Status: isPartial ? 206 : 200,
  };
}

/** The error for a key that is not there: whoever may not list the bucket is not told so. */
export async function notFound(
  context: Pick<S3Context, 'authorize'>,
  bucket: Bucket,
  key: string,
  request: RequestContext,
): Promise<AwsError> {
  try {
    await context.authorize(needOn(bucket, request, 's3:ListBucket', bucketArn(bucket.name)), request);
    return noSuchKey(key);
  } catch (error) {
    return error instanceof AwsError ? error : accessDenied();
  }
}
