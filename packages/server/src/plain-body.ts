import { gunzipSync } from 'node:zlib';
import { AwsError, serializationError, type WireRequest } from '@paddock/wire';

/**
 * A request's body without the gzip that `Content-Encoding` names: SDKs compress what they put into CloudWatch from 10 KB on. Signatures are over
 * the compressed bytes.
 * @param limit of the inflated bytes; where it is undefined, the body is returned as it came
 * @throws AwsError RequestEntityTooLargeException for a body that inflates beyond the limit, SerializationException for one that is no gzip
 */
export function plainBody(request: Pick<WireRequest, 'headers' | 'body'>, limit: number | undefined): Buffer {
  if (limit === undefined || request.headers['content-encoding']?.trim().toLowerCase() !== 'gzip') return request.body;
  try {
    return gunzipSync(request.body, { maxOutputLength: limit });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw isTooLarge
      ? new AwsError('RequestEntityTooLargeException', `Request exceeds ${limit} bytes.`, { status: 413 })
      : serializationError();
  }
}
