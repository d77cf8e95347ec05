import { boolean, flatList, integer, long, query, string, structure, timestamp } from '@paddock/wire';
import { bucketOf, canonicalId, objectNeed } from '../access.js';
import { quoted } from '../attributes.js';
import { operation } from '../context.js';
import { encoderOf, pageLimit } from '../list-views.js';
import { checksumElements, onObject, owner } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = operation({
  name: 'ListParts',
  input: structure('ListPartsRequest', {
    ...onObject,
    UploadId: query('uploadId', string()),
    MaxParts: query('max-parts', integer()),
    PartNumberMarker: query('part-number-marker', integer()),
    EncodingType: query('encoding-type', string()),
  }),
  output: structure('ListPartsResult', {
    Bucket: string(),
    Key: string(),
    UploadId: string(),
    Initiator: owner,
    Owner: owner,
    StorageClass: string(),
    PartNumberMarker: integer(),
    NextPartNumberMarker: integer(),
    MaxParts: integer(),
    IsTruncated: boolean,
    ChecksumAlgorithm: string(),
    ChecksumType: string(),
    Part: flatList(
      structure('Part', {
        PartNumber: integer(),
        LastModified: timestamp,
        ETag: string(),
        Size: long(),
        ...checksumElements,
      }),
    ),
  }),
  errors: [],
  needs: (context, input, request) => objectNeed(context, input, request, 'ListMultipartUploadParts'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    const upload = await context.uploads.get(bucket, input.Key, input.UploadId ?? '');
    const most = pageLimit(input.MaxParts, 'max-parts');
    const after = Math.min(Math.max(input.PartNumberMarker ?? 0, 0), 99_999);
    const found = most === 0 ? [] : await context.uploads.parts(bucket, upload.id, after, most + 1);
    const parts = found.slice(0, most);
    const id = canonicalId(bucket.account);
    return {
      Bucket: bucket.name,
      Key: encoderOf(input.EncodingType)(upload.key),
      UploadId: upload.id,
      Initiator: { ID: canonicalId(upload.initiator) },
      Owner: { ID: id },
      StorageClass: upload.attributes.storageClass ?? 'STANDARD',
      PartNumberMarker: after,
      NextPartNumberMarker: parts.at(-1)?.number ?? 0,
      MaxParts: most,
      IsTruncated: found.length > parts.length,
      ChecksumAlgorithm: upload.chosen ? upload.algorithm : undefined,
      ChecksumType: upload.chosen ? upload.checksumType : undefined,
      Part: parts.map(({ number, modified, etag, size, checksum }) => ({
        PartNumber: number,
        LastModified: Math.floor(modified / 1000) * 1000,
        ETag: quoted(etag),
        Size: size,
        ...(upload.chosen ? { [`Checksum${upload.algorithm}`]: checksum } : {}),
      })),
    };
  },
});
