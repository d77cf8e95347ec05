import { header, query, string, structure } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { operation } from '../context.js';
import { matches } from '../domain/conditions.js';
import { invalidArgument, noSuchKey, notImplemented, preconditionFailed } from '../errors.js';
import { onObject } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = operation({
  name: 'DeleteObject',
  input: structure('DeleteObjectRequest', {
    ...onObject,
    IfMatch: header('if-match', string()),
    IfMatchSize: header('x-amz-if-match-size', string()),
    IfMatchLastModifiedTime: header('x-amz-if-match-last-modified-time', string()),
    VersionId: query('versionId', string()),
  }),
  output: undefined,
  errors: [],
  http: { method: 'DELETE', path: '/{Bucket}/{Key+}', status: 204 },
  needs: (context, input, request) => objectNeed(context, input, request, 'DeleteObject'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    const { Key: key, IfMatch: ifMatch, VersionId: version } = input;
    if (version !== undefined && version !== 'null')
      throw invalidArgument('Invalid version id specified', 'versionId', version);
    // Of directory buckets alone.
    if (input.IfMatchSize !== undefined) throw notImplemented({ Header: 'x-amz-if-match-size' });
    if (input.IfMatchLastModifiedTime !== undefined)
      throw notImplemented({ Header: 'x-amz-if-match-last-modified-time' });
    await context.objects.delete(
      bucket,
      key,
      ifMatch === undefined
        ? undefined
        : (there) => {
            if (there === undefined) throw noSuchKey(key);
            if (!matches(ifMatch, there.etag)) throw preconditionFailed('If-Match');
          },
    );
  },
});
