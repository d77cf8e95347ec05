import { string, structure } from '@paddock/wire';
import { bucketNeed } from '../access.js';
import { operation } from '../context.js';
import { onBucket } from '../shapes.js';

/** No bucket has versions here. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning = operation({
  name: 'GetBucketVersioning',
  input: structure('GetBucketVersioningRequest', onBucket),
  output: structure('VersioningConfiguration', { Status: string(), MfaDelete: string() }),
  errors: [],
  needs: (context, input, request) => bucketNeed(context, input, request, 'GetBucketVersioning'),
  run: () => ({}),
});
