import { AwsError, boolean, flatList, header, malformedXml, payload, required, string, structure } from '@paddock/wire';
import { assertKey, bucketOf, needOn } from '../access.js';
import type { RequestContext } from '../../../request-context.js';
import { operation, type S3Context } from '../context.js';
import type { Bucket } from '../domain/bucket.js';
import { matches } from '../domain/conditions.js';
import { objectArn } from '../domain/names.js';
import { invalidRequest, notImplemented, preconditionFailed } from '../errors.js';
import { integrity, onBucket } from '../shapes.js';

const mostKeys = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects = operation({
  name: 'DeleteObjects',
  input: structure('DeleteObjectsRequest', {
    ...onBucket,
    ...integrity,
    ContentMD5: header('content-md5', string()),
    Delete: payload(
      structure('Delete', {
        Object: flatList(
          structure('ObjectIdentifier', {
            Key: required(string()),
            VersionId: string(),
            ETag: string(),
            LastModifiedTime: string(),
            Size: string(),
          }),
        ),
        Quiet: boolean,
      }),
    ),
  }),
  output: structure('DeleteResult', {
    Deleted: flatList(structure('DeletedObject', { Key: string(), VersionId: string() })),
    Error: flatList(structure('Error', { Key: string(), VersionId: string(), Code: string(), Message: string() })),
  }),
  errors: [],
  needs: (context, input, request) => {
    bucketOf(context, input, request);
    return [];
  },
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    const isProved = Object.entries(input).some(
      ([name, set]) => set !== undefined && (name === 'ContentMD5' || name.startsWith('Checksum')),
    );
    if (!isProved) throw invalidRequest('Missing required header for this request: Content-MD5');
    const wanted = input.Delete?.Object ?? [];
    if (wanted.length === 0 || wanted.length > mostKeys) throw malformedXml();
    const outcomes = await Promise.all(wanted.map((object) => remove(context, bucket, object, request)));
    return {
      Deleted: input.Delete?.Quiet === true ? undefined : outcomes.filter((outcome) => !('Code' in outcome)),
      Error: outcomes.flatMap((outcome) => ('Code' in outcome ? [outcome] : [])),
    };
  },
});

interface Named {
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModifiedTime?: string | undefined;
  readonly Size?: string | undefined;
}

/** Each stands for itself: what one is denied, others are not. */
async function remove(context: S3Context, bucket: Bucket, named: Named, request: RequestContext) {
  const { Key: key, VersionId: version, ETag: etag } = named;
  const told = { Key: key, ...(version === undefined ? {} : { VersionId: version }) };
  try {
    // Of directory buckets alone.
    if (named.LastModifiedTime !== undefined || named.Size !== undefined) throw notImplemented();
    assertKey(key);
    await context.authorize(needOn(bucket, request, 's3:DeleteObject', objectArn(bucket.name, key)), request);
    if (version !== undefined && version !== 'null')
      return { ...told, Code: 'NoSuchVersion', Message: 'The specified version does not exist.' };
    await context.objects.delete(bucket, key, (there) => {
      if (etag !== undefined && there !== undefined && !matches(etag, there.etag)) throw preconditionFailed('ETag');
    });
    return told;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ...told, Code: error.code, Message: error.message };
  }
}
