import { checksumAlgorithms, header, payload, string, structure, timestamp } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { assertSupported, attributesOf, checksumView, encryptionView, quoted } from '../attributes.js';
import { operation } from '../context.js';
import { assertCopyable, readCopySource, sourceBucket, sourceNeed } from '../copy-source.js';
import { invalidArgument, invalidRequest, unsupportedChecksum } from '../errors.js';
import { notFound } from '../found.js';
import { readObject } from '../objects/reading.js';
import {
  attributeHeaders,
  checksumElements,
  encryptionHeaders,
  onObject,
  refusedHeaders,
  sourceKeyHeaders,
} from '../shapes.js';
import { storeObject, storeStream, writeCondition } from '../writing.js';
import { writeKeys } from '../write-keys.js';

/** 5 GiB */
const largestCopy = 5 * 1024 ** 3;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject = operation({
  name: 'CopyObject',
  input: structure('CopyObjectRequest', {
    ...onObject,
    ...attributeHeaders,
    ...refusedHeaders,
    CopySource: header('x-amz-copy-source', string()),
    ...sourceKeyHeaders,
    CopySourceIfMatch: header('x-amz-copy-source-if-match', string()),
    CopySourceIfNoneMatch: header('x-amz-copy-source-if-none-match', string()),
    CopySourceIfModifiedSince: header('x-amz-copy-source-if-modified-since', string()),
    CopySourceIfUnmodifiedSince: header('x-amz-copy-source-if-unmodified-since', string()),
    ExpectedSourceBucketOwner: header('x-amz-source-expected-bucket-owner', string()),
    MetadataDirective: header('x-amz-metadata-directive', string()),
    ChecksumAlgorithm: header('x-amz-checksum-algorithm', string()),
    IfMatch: header('if-match', string()),
    IfNoneMatch: header('if-none-match', string()),
  }),
  output: structure('CopyObjectOutput', {
    ...encryptionHeaders,
    CopyObjectResult: payload(
      structure('CopyObjectResult', {
        ETag: string(),
        LastModified: timestamp,
        ChecksumType: string(),
        ...checksumElements,
      }),
    ),
  }),
  errors: ['ObjectNotInActiveTierError'],
  needs(context, input, request) {
    const source = readCopySource(input.CopySource ?? '');
    const target = objectNeed(context, input, request, 'PutObject', writeKeys(input));
    const bucket = sourceBucket(context, source, input.ExpectedSourceBucketOwner, request);
    return [sourceNeed(bucket, source, request), target];
  },
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertSupported(input);
    const directive = input.MetadataDirective ?? 'COPY';
    if (directive !== 'COPY' && directive !== 'REPLACE')
      throw invalidArgument('Unknown metadata directive.', 'x-amz-metadata-directive', directive);
    const asked = checksumAlgorithms.find((known) => known === input.ChecksumAlgorithm?.toUpperCase());
    if (asked === undefined && input.ChecksumAlgorithm !== undefined) throw unsupportedChecksum();
    const source = readCopySource(input.CopySource ?? '');
    const from = sourceBucket(context, source, input.ExpectedSourceBucketOwner, request);
    const isItself = from.name === bucket.name && source.key === input.Key;
    const changes = [input.StorageClass, input.ServerSideEncryption].some((asked) => asked !== undefined);
    if (isItself && directive === 'COPY' && !changes)
      throw invalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      );
    const read = await readObject(context, from, source.key, (object) => {
      assertCopyable(context, input, object);
      if (object.entry.size > largestCopy)
        throw invalidRequest(
          `The specified copy source is larger than the maximum allowable size for a copy source: ${largestCopy}`,
        );
      return { start: 0, end: object.entry.size };
    });
    if (read === undefined) throw await notFound(context, from, source.key, request);
    const { entry } = read.object;
    const own = attributesOf({ ...input, ...(directive === 'COPY' ? { Metadata: {} } : {}) });
    const { headers, metadata } = directive === 'COPY' ? entry.attributes : own;
    const attributes = { ...own, headers, metadata };
    const condition = writeCondition(input, input.Key);
    const algorithm = asked ?? entry.checksum?.algorithm ?? 'CRC64NVME';
    const given = { attributes, condition, algorithm };
    const made =
      read.body instanceof Uint8Array && algorithm === 'CRC64NVME'
        ? await storeObject(context, bucket, input.Key, { ...given, body: read.body })
        : await storeStream(context, bucket, input.Key, { ...given, body: chunksOf(read.body) });
    return {
      ...encryptionView(made.attributes),
      CopyObjectResult: {
        ETag: quoted(made.etag),
        LastModified: Math.floor(made.modified / 1000) * 1000,
        ChecksumType: made.checksum?.type,
        ...checksumView(made.checksum),
      },
    };
  },
});

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}
