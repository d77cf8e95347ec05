import { boolean, integer, query, string, structure } from '@paddock/wire';
import { bucketNeed, bucketOf, canonicalId } from '../access.js';
import { operation } from '../context.js';
import { fromOrdered, toOrdered } from '../domain/names.js';
import { listKeysOf } from '../list-keys.js';
import { commonPrefixes, contents } from '../list-shapes.js';
import { contentView, encoderOf, pageLimit } from '../list-views.js';
import { listKeys } from '../objects/listing.js';
import { collectionsOf, decodeEntry } from '../objects/object-table.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = operation({
  name: 'ListObjects',
  input: structure('ListObjectsRequest', {
    ...onBucket,
    Delimiter: query('delimiter', string()),
    EncodingType: query('encoding-type', string()),
    Marker: query('marker', string()),
    MaxKeys: query('max-keys', integer()),
    Prefix: query('prefix', string()),
  }),
  output: structure('ListBucketResult', {
    Name: string(),
    Prefix: string(),
    Marker: string(),
    NextMarker: string(),
    MaxKeys: integer(),
    Delimiter: string(),
    EncodingType: string(),
    IsTruncated: boolean,
    Contents: contents,
    CommonPrefixes: commonPrefixes,
  }),
  errors: ['NoSuchBucket'],
  needs: (context, input, request) => bucketNeed(context, input, request, 'ListBucket', listKeysOf(input)),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    const { Prefix: prefix = '', Delimiter: delimiter = '', Marker: marker = '', EncodingType: encoding } = input;
    const write = encoderOf(encoding);
    const limit = pageLimit(input.MaxKeys, 'maxKeys');
    const { items, isTruncated } = await listKeys(
      context.tables,
      collectionsOf(bucket.id).keys,
      { prefix: toOrdered(prefix), delimiter: toOrdered(delimiter), after: toOrdered(marker), limit },
      decodeEntry,
    );
    const last = items.at(-1);
    const owner = canonicalId(bucket.account);
    // Without a delimiter clients take the last key.
    const tellsNext = isTruncated && delimiter !== '' && last !== undefined;
    return {
      Name: bucket.name,
      Prefix: write(prefix),
      Marker: write(marker),
      NextMarker: tellsNext ? write(fromOrdered('key' in last ? last.key : last.prefix)) : undefined,
      MaxKeys: limit,
      Delimiter: delimiter === '' ? undefined : write(delimiter),
      EncodingType: encoding,
      IsTruncated: isTruncated,
      Contents: items.flatMap((item) => ('key' in item ? [contentView(item.key, item.value, write, owner)] : [])),
      CommonPrefixes: items.flatMap((item) => ('prefix' in item ? [{ Prefix: write(fromOrdered(item.prefix)) }] : [])),
    };
  },
});
