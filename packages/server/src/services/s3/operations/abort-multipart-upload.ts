import { query, string, structure } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { operation } from '../context.js';
import { onObject } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload = operation({
  name: 'AbortMultipartUpload',
  input: structure('AbortMultipartUploadRequest', { ...onObject, UploadId: query('uploadId', string()) }),
  output: undefined,
  errors: ['NoSuchUpload'],
  http: { method: 'DELETE', path: '/{Bucket}/{Key+}?uploadId', status: 204 },
  needs: (context, input, request) => objectNeed(context, input, request, 'AbortMultipartUpload'),
  run: (context, input, request) =>
    context.uploads.abort(bucketOf(context, input, request), input.Key, input.UploadId ?? ''),
});
