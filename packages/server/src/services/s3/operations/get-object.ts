import { Blob, blob, integer, payload, statusCode, structure } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { operation } from '../context.js';
import { assertReadable, foundView, notFound, wantedRange } from '../found.js';
import { readObject } from '../objects/reading.js';
import { readInput, readOutput } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = operation({
  name: 'GetObject',
  input: structure('GetObjectRequest', readInput),
  output: structure('GetObjectOutput', { ...readOutput, Status: statusCode(integer()), Body: payload(blob()) }),
  errors: ['InvalidObjectState', 'NoSuchKey'],
  needs: (context, input, request) => objectNeed(context, input, request, 'GetObject'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertReadable(input, request);
    let wanted: ReturnType<typeof wantedRange> | undefined;
    const read = await readObject(
      context,
      bucket,
      input.Key,
      (object) => (wanted = wantedRange(context, input, object)),
    );
    if (read === undefined || wanted === undefined) throw await notFound(context, bucket, input.Key, request);
    const { body, object } = read;
    const length = wanted.end - wanted.start;
    return {
      ...foundView(input, object, wanted),
      Body: body instanceof Uint8Array ? Blob.fromBytes(body) : Blob.fromStream(length, body),
    };
  },
});
