import { payload, string, structure } from '@paddock/wire';
import { bucketNeed, bucketOf } from '../access.js';
import { operation } from '../context.js';
import { namespace, onBucket } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation = operation({
  name: 'GetBucketLocation',
  input: structure('GetBucketLocationRequest', onBucket),
  output: structure('GetBucketLocationOutput', { Location: payload(string()) }),
  errors: [],
  needs: (context, input, request) => bucketNeed(context, input, request, 'GetBucketLocation'),
  run(context, input, request) {
    const { region } = bucketOf(context, input, request);
    const place = region === 'us-east-1' ? '/>' : `>${region}</LocationConstraint>`;
    return { Location: `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="${namespace}"${place}` };
  },
});
