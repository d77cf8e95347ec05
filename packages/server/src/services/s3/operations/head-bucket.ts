import { header, string, structure } from '@paddock/wire';
import { bucketNeed, bucketOf } from '../access.js';
import { operation } from '../context.js';
import { onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket = operation({
  name: 'HeadBucket',
  input: structure('HeadBucketRequest', onBucket),
  output: structure('HeadBucketOutput', {
    BucketArn: header('x-amz-bucket-arn', string()),
    BucketRegion: header('x-amz-bucket-region', string()),
    AccessPointAlias: header('x-amz-access-point-alias', string()),
    ContentType: header('content-type', string()),
  }),
  errors: ['NoSuchBucket'],
  needs: (context, input, request) => bucketNeed(context, input, request, 'ListBucket'),
  run(context, input, request) {
    const { name, region } = bucketOf(context, input, request);
    return {
      BucketArn: `arn:aws:s3:::${name}`,
      BucketRegion: region,
      AccessPointAlias: 'false',
      ContentType: 'application/xml',
    };
  },
});
