import { createHash } from 'node:crypto';
import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import { anyOf, keysOf } from '../../authorization/need-keys.js';
import type { AuthorizationNeed, NeedKeys, RequestContext } from '../../request-context.js';
import type { S3Context } from './context.js';
import type { Bucket } from './domain/bucket.js';
import { bucketArn, isBucketName, longestKey, objectArn } from './domain/names.js';
import { isPublic } from './domain/public-policy.js';
import { accessDenied, elsewhere, invalidBucketName, keyTooLong, noSuchBucket } from './errors.js';

/** How requests name a bucket. */
export interface BucketInput {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * The bucket that a request names.
 * @throws NoSuchBucket, InvalidBucketName, AccessDenied for one of another owner than the request expects, and what sends the client to another region
 */
export function bucketOf(context: Pick<S3Context, 'buckets'>, input: BucketInput, request: RequestContext): Bucket {
  const bucket = context.buckets.get(input.Bucket)?.value;
  if (bucket === undefined || bucket.deleting === true)
    throw bucket === undefined && !isBucketName(input.Bucket)
      ? invalidBucketName(input.Bucket)
      : noSuchBucket(input.Bucket);
  const { principal, region } = request;
  if (principal.kind !== 'anonymous' && region !== bucket.region) throw elsewhere(bucket, region);
  const { ExpectedBucketOwner: expected } = input;
  if (expected !== undefined && expected !== bucket.account) throw accessDenied();
  return bucket;
}

/** An action on the bucket that a request names. @throws as `bucketOf` */
export function bucketNeed(
  context: S3Context,
  input: BucketInput,
  request: RequestContext,
  action: string,
  keys?: NeedKeys,
): AuthorizationNeed {
  const bucket = bucketOf(context, input, request);
  return needOn(bucket, request, `s3:${action}`, bucketArn(bucket.name), keys);
}

/** An action on the object that a request names. @throws as `bucketOf`, KeyTooLongError */
export function objectNeed(
  context: S3Context,
  input: BucketInput & { readonly Key: string },
  request: RequestContext,
  action: string,
  keys?: NeedKeys,
): AuthorizationNeed {
  const bucket = bucketOf(context, input, request);
  assertKey(input.Key);
  return needOn(bucket, request, `s3:${action}`, objectArn(bucket.name, input.Key), keys);
}

/** @throws KeyTooLongError */
export function assertKey(key: string): void {
  if (key.length * 3 <= longestKey) return;
  const size = Buffer.byteLength(key);
  if (size > longestKey) throw keyTooLong(size);
}

/** @throws AccessDenied where Block Public Access keeps a public policy to the bucket's account */
export function needOn(
  bucket: Bucket,
  { principal }: Pick<RequestContext, 'principal'>,
  action: string,
  arn: string,
  keys?: NeedKeys,
): AuthorizationNeed {
  const isForeign = principal.account !== bucket.account;
  if (isForeign && bucket.publicAccess?.RestrictPublicBuckets === true && hasPublicPolicy(bucket)) throw accessDenied();
  const own = keysOf({ 's3:resourceaccount': bucket.account, 'aws:resourceaccount': bucket.account });
  return { action, resources: [arn], called: `"${arn}"`, keys: keys === undefined ? own : anyOf(keys, own) };
}

function hasPublicPolicy({ policy }: Bucket): boolean {
  if (policy === undefined) return false;
  const document = parsePolicy(policy, 'resource');
  return isPolicyDocument(document) && isPublic(document);
}

/** Whether it is the root of the bucket's account: a policy cannot keep it from the policy. */
export const isOwnersRoot = ({ account }: Bucket, { principal }: RequestContext): boolean =>
  principal.kind === 'root' && principal.account === account;

/** The account as S3 names owners: 64 hexadecimal digits. */
export const canonicalId = (account: string): string => createHash('sha256').update(`owner ${account}`).digest('hex');
