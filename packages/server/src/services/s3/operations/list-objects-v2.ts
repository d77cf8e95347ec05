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
import { readToken, writeToken } from '../tokens.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = operation({
  name: 'ListObjectsV2',
  input: structure('ListObjectsV2Request', {
    ...onBucket,
    Delimiter: query('delimiter', string()),
    EncodingType: query('encoding-type', string()),
    MaxKeys: query('max-keys', integer()),
    Prefix: query('prefix', string()),
    ContinuationToken: query('continuation-token', string()),
    FetchOwner: query('fetch-owner', boolean),
    StartAfter: query('start-after', string()),
  }),
  output: structure('ListBucketResult', {
    Name: string(),
    Prefix: string(),
    StartAfter: string(),
    ContinuationToken: string(),
    NextContinuationToken: string(),
    KeyCount: integer(),
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
    const { Prefix: prefix = '', Delimiter: delimiter = '', EncodingType: encoding } = input;
    const write = encoderOf(encoding);
    const limit = pageLimit(input.MaxKeys, 'maxKeys');
    const { ContinuationToken: token, StartAfter: startAfter } = input;
    const after = token === undefined ? startAfter : readToken(token);
    const { items, isTruncated } = await listKeys(
      context.tables,
      collectionsOf(bucket.id).keys,
      {
        prefix: toOrdered(prefix),
        delimiter: toOrdered(delimiter),
        after: after === undefined ? undefined : toOrdered(after),
        limit,
      },
      decodeEntry,
    );
    const last = items.at(-1);
    const owner = input.FetchOwner === true ? canonicalId(bucket.account) : undefined;
    return {
      Name: bucket.name,
      Prefix: write(prefix),
      StartAfter: startAfter === undefined ? undefined : write(startAfter),
      ContinuationToken: token,
      NextContinuationToken:
        isTruncated && last !== undefined ? writeToken(fromOrdered('key' in last ? last.key : last.prefix)) : undefined,
      KeyCount: items.length,
      MaxKeys: limit,
      Delimiter: delimiter === '' ? undefined : write(delimiter),
      EncodingType: encoding,
      IsTruncated: isTruncated,
      Contents: items.flatMap((item) => ('key' in item ? [contentView(item.key, item.value, write, owner)] : [])),
      CommonPrefixes: items.flatMap((item) => ('prefix' in item ? [{ Prefix: write(fromOrdered(item.prefix)) }] : [])),
    };
  },
});
