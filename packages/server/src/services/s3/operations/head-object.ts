import { integer, statusCode, structure } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { operation } from '../context.js';
import { assertReadable, foundView, notFound, wantedRange } from '../found.js';
import { readInput, readOutput } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = operation({
  name: 'HeadObject',
  input: structure('HeadObjectRequest', readInput),
  output: structure('HeadObjectOutput', { ...readOutput, Status: statusCode(integer()) }),
  errors: ['NoSuchKey'],
  needs: (context, input, request) => objectNeed(context, input, request, 'GetObject'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertReadable(input, request);
    const object = await context.objects.get(bucket, input.Key);
    if (object === undefined) throw await notFound(context, bucket, input.Key, request);
    return foundView(input, object, wantedRange(context, input, object));
  },
});
