import { boolean, flatList, integer, query, string, structure, timestamp } from '@paddock/wire';
import { bucketNeed, bucketOf, canonicalId } from '../access.js';
import { operation } from '../context.js';
import { fromOrdered, toOrdered } from '../domain/names.js';
import { commonPrefixes } from '../list-shapes.js';
import { encoderOf, pageLimit } from '../list-views.js';
import { listKeys } from '../objects/listing.js';
import { collectionsOf, parse } from '../objects/object-table.js';
import { onBucket, owner } from '../shapes.js';
import type { Upload } from '../uploads/upload.js';
import { uploadKey } from '../uploads/uploads.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = operation({
  name: 'ListMultipartUploads',
  input: structure('ListMultipartUploadsRequest', {
    ...onBucket,
    Delimiter: query('delimiter', string()),
    EncodingType: query('encoding-type', string()),
    KeyMarker: query('key-marker', string()),
    MaxUploads: query('max-uploads', integer()),
    Prefix: query('prefix', string()),
    UploadIdMarker: query('upload-id-marker', string()),
  }),
  output: structure('ListMultipartUploadsResult', {
    Bucket: string(),
    KeyMarker: string(),
    UploadIdMarker: string(),
    NextKeyMarker: string(),
    NextUploadIdMarker: string(),
    Prefix: string(),
    Delimiter: string(),
    EncodingType: string(),
    MaxUploads: integer(),
    IsTruncated: boolean,
    Upload: flatList(
      structure('MultipartUpload', {
        Key: string(),
        UploadId: string(),
        Initiator: owner,
        Owner: owner,
        StorageClass: string(),
        Initiated: timestamp,
        ChecksumAlgorithm: string(),
        ChecksumType: string(),
      }),
    ),
    CommonPrefixes: commonPrefixes,
  }),
  errors: [],
  needs: (context, input, request) => bucketNeed(context, input, request, 'ListBucketMultipartUploads'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    const { Prefix: prefix, Delimiter: delimiter, EncodingType: encoding } = input;
    const { KeyMarker: keyMarker = '', UploadIdMarker: idMarker = '' } = input;
    const write = encoderOf(encoding);
    const limit = pageLimit(input.MaxUploads, 'max-uploads');
    const after = keyMarker === '' ? undefined : markerOf(keyMarker, idMarker);
    const wanted = {
      prefix: toOrdered(prefix ?? ''),
      delimiter: toOrdered(delimiter ?? ''),
      after,
      limit,
      suffix: uploadKey('', '').length + 64,
    };
    const read = (value: Uint8Array): Upload => parse(value) as Upload;
    const { items, isTruncated } = await listKeys(context.tables, collectionsOf(bucket.id).uploads, wanted, read);
    const last = items.at(-1);
    const ownerId = canonicalId(bucket.account);
    return {
      Bucket: bucket.name,
      KeyMarker: write(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: last === undefined ? '' : write('key' in last ? last.value.key : fromOrdered(last.prefix)),
      NextUploadIdMarker: last !== undefined && 'key' in last ? last.value.id : '',
      Prefix: prefix === undefined ? undefined : write(prefix),
      Delimiter: delimiter === undefined || delimiter === '' ? undefined : write(delimiter),
      EncodingType: encoding,
      MaxUploads: limit,
      IsTruncated: isTruncated,
      Upload: items.flatMap((item) => ('key' in item ? [uploadView(item.value, write, ownerId)] : [])),
      CommonPrefixes: items.flatMap((item) => ('prefix' in item ? [{ Prefix: write(fromOrdered(item.prefix)) }] : [])),
    };
  },
});

/** Without an upload's id all uploads of the key were seen. */
const markerOf = (key: string, id: string): string => (id === '' ? uploadKey(key, 'g'.repeat(64)) : uploadKey(key, id));

const uploadView = (upload: Upload, write: (text: string) => string, ownerId: string) => ({
  Key: write(upload.key),
  UploadId: upload.id,
  Initiator: { ID: upload.initiator === '' ? ownerId : canonicalId(upload.initiator) },
  Owner: { ID: ownerId },
  StorageClass: upload.attributes.storageClass ?? 'STANDARD',
  Initiated: Math.floor(upload.initiated / 1000) * 1000,
  ChecksumAlgorithm: upload.chosen ? upload.algorithm : undefined,
  ChecksumType: upload.chosen ? upload.checksumType : undefined,
});
