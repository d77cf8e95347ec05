import { boolean, malformedXml, payload, structure } from '@paddock/wire';
import { bucketNeed } from '../access.js';
import { changeBucket } from '../bucket-changes.js';
import { operation } from '../context.js';
import { onBucket } from '../shapes.js';

export const publicAccessShape = structure('PublicAccessBlockConfiguration', {
  BlockPublicAcls: boolean,
  IgnorePublicAcls: boolean,
  BlockPublicPolicy: boolean,
  RestrictPublicBuckets: boolean,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const putPublicAccessBlock = operation({
  name: 'PutPublicAccessBlock',
  input: structure('PutPublicAccessBlockRequest', {
    ...onBucket,
    PublicAccessBlockConfiguration: payload(publicAccessShape),
  }),
  output: undefined,
  errors: [],
  needs: (context, input, request) => bucketNeed(context, input, request, 'PutBucketPublicAccessBlock'),
  async run(context, input, request) {
    const { PublicAccessBlockConfiguration: wanted } = input;
    if (wanted === undefined || Object.keys(wanted).length === 0) throw malformedXml();
    const publicAccess = {
      BlockPublicAcls: wanted.BlockPublicAcls ?? false,
      IgnorePublicAcls: wanted.IgnorePublicAcls ?? false,
      BlockPublicPolicy: wanted.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
    };
    await changeBucket(context, input, request, (bucket) => ({ ...bucket, publicAccess }));
  },
});
