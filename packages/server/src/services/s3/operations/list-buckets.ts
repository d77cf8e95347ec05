import { integer, namedList, query, string, structure, timestamp } from '@paddock/wire';
import { canonicalId } from '../access.js';
import { operation } from '../context.js';
import { accessDenied, invalidArgument } from '../errors.js';
import { owner } from '../shapes.js';
import { readToken, writeToken } from '../tokens.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = operation({
  name: 'ListBuckets',
  input: structure('ListBucketsRequest', {
    MaxBuckets: query('max-buckets', integer()),
    ContinuationToken: query('continuation-token', string()),
    Prefix: query('prefix', string()),
    BucketRegion: query('bucket-region', string()),
  }),
  output: structure('ListAllMyBucketsResult', {
    Owner: owner,
    Buckets: namedList(
      'Bucket',
      structure('Bucket', { Name: string(), CreationDate: timestamp, BucketRegion: string(), BucketArn: string() }),
    ),
    Prefix: string(),
    ContinuationToken: string(),
  }),
  errors: [],
  needs: (_context, _input, { principal }) => {
    if (principal.kind === 'anonymous') throw accessDenied();
    return { action: 's3:ListAllMyBuckets', resources: ['*'] };
  },
  run(context, input, { principal: { account } }) {
    const { MaxBuckets: most, Prefix: prefix, BucketRegion: region } = input;
    if (most !== undefined && (most < 1 || most > 10_000))
      throw invalidArgument('Argument max-buckets must be an integer between 1 and 10000', 'max-buckets', String(most));
    const after = input.ContinuationToken === undefined ? '' : readToken(input.ContinuationToken);
    const found = [];
    for (const { value } of context.buckets.all()) {
      if (value.account !== account || value.name <= after || value.deleting === true) continue;
      if (!value.name.startsWith(prefix ?? '') || (region !== undefined && value.region !== region)) continue;
      found.push(value);
      if (most !== undefined && found.length > most) break;
    }
    const page = found.slice(0, most);
    // Pages tell the region: a plain list is as it always was.
    const tellsRegion = [most, prefix, region].some((asked) => asked !== undefined);
    return {
      Owner: { ID: canonicalId(account) },
      Buckets: page.map(({ name, created, region: home }) => ({
        Name: name,
        CreationDate: Math.floor(created / 1000) * 1000,
        BucketRegion: tellsRegion ? home : undefined,
        BucketArn: `arn:aws:s3:::${name}`,
      })),
      Prefix: prefix,
      ContinuationToken: page.length < found.length ? writeToken(page.at(-1)?.name ?? '') : undefined,
    };
  },
});
