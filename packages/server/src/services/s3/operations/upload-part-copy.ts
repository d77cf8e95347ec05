import { header, integer, payload, query, string, structure, timestamp } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { assertSupported, encryptionView, quoted } from '../attributes.js';
import { operation } from '../context.js';
import { assertCopyable, readCopySource, sourceBucket, sourceNeed } from '../copy-source.js';
import { readRange } from '../domain/range.js';
import { invalidArgument, invalidRequest } from '../errors.js';
import { notFound } from '../found.js';
import { Digesting } from '../objects/digests.js';
import { readObject } from '../objects/reading.js';
import { checksumElements, customerKeyHeaders, encryptionHeaders, onObject, sourceKeyHeaders } from '../shapes.js';
import { partNumber, storePart } from '../uploads/storing.js';

const largestPart = 5 * 1024 ** 3;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy = operation({
  name: 'UploadPartCopy',
  input: structure('UploadPartCopyRequest', {
    ...onObject,
    ...customerKeyHeaders,
    PartNumber: query('partNumber', integer()),
    UploadId: query('uploadId', string()),
    CopySource: header('x-amz-copy-source', string()),
    CopySourceRange: header('x-amz-copy-source-range', string()),
    ...sourceKeyHeaders,
    CopySourceIfMatch: header('x-amz-copy-source-if-match', string()),
    CopySourceIfNoneMatch: header('x-amz-copy-source-if-none-match', string()),
    CopySourceIfModifiedSince: header('x-amz-copy-source-if-modified-since', string()),
    CopySourceIfUnmodifiedSince: header('x-amz-copy-source-if-unmodified-since', string()),
    ExpectedSourceBucketOwner: header('x-amz-source-expected-bucket-owner', string()),
  }),
  output: structure('UploadPartCopyOutput', {
    ...encryptionHeaders,
    CopyPartResult: payload(
      structure('CopyPartResult', { ETag: string(), LastModified: timestamp, ...checksumElements }),
    ),
  }),
  errors: [],
  needs(context, input, request) {
    const source = readCopySource(input.CopySource ?? '');
    const target = objectNeed(context, input, request, 'PutObject');
    const bucket = sourceBucket(context, source, input.ExpectedSourceBucketOwner, request);
    return [sourceNeed(bucket, source, request), target];
  },
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertSupported(input);
    const number = partNumber(input.PartNumber);
    const upload = await context.uploads.get(bucket, input.Key, input.UploadId ?? '');
    const source = readCopySource(input.CopySource ?? '');
    const from = sourceBucket(context, source, input.ExpectedSourceBucketOwner, request);
    const read = await readObject(context, from, source.key, (object) => {
      assertCopyable(context, input, object);
      return rangeOf(input.CopySourceRange, object.entry.size);
    });
    if (read === undefined) throw await notFound(context, from, source.key, request);
    const digesting = new Digesting(upload.algorithm);
    const chunks = digesting.through(chunksOf(read.body));
    const part = await storePart(context, bucket, upload, number, chunks, () => digesting.end());
    return {
      ...encryptionView(upload.attributes),
      CopyPartResult: {
        ETag: quoted(part.etag),
        LastModified: Math.floor(part.modified / 1000) * 1000,
        ...(upload.chosen ? { [`Checksum${upload.algorithm}`]: part.checksum } : {}),
      },
    };
  },
});

/** @throws InvalidArgument, InvalidRequest */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } {
  const range = header === undefined ? { start: 0, end: size } : readRange(header, size);
  if (header !== undefined && (!/^bytes=\d+-\d+$/.test(header) || range === undefined || range === 'unsatisfiable'))
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      'x-amz-copy-source-range',
      header,
    );
  if (range === undefined || range === 'unsatisfiable') return { start: 0, end: size };
  if (range.end - range.start > largestPart)
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${largestPart}`,
    );
  return range;
}

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}
