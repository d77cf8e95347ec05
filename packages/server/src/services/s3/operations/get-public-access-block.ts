import { payload, structure } from '@paddock/wire';
import { bucketNeed, bucketOf } from '../access.js';
import { operation } from '../context.js';
import { noPublicAccessBlock } from '../errors.js';
import { onBucket } from '../shapes.js';
import { publicAccessShape } from './put-public-access-block.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export const getPublicAccessBlock = operation({
  name: 'GetPublicAccessBlock',
  input: structure('GetPublicAccessBlockRequest', onBucket),
  output: structure('GetPublicAccessBlockOutput', { PublicAccessBlockConfiguration: payload(publicAccessShape) }),
  errors: [],
  needs: (context, input, request) => bucketNeed(context, input, request, 'GetBucketPublicAccessBlock'),
  run(context, input, request) {
    const { name, publicAccess } = bucketOf(context, input, request);
    if (publicAccess === undefined) throw noPublicAccessBlock(name);
    return { PublicAccessBlockConfiguration: publicAccess };
  },
});
