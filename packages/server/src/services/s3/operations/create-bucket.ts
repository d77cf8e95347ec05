import { header, payload, string, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { assertSupported } from '../attributes.js';
import { operation } from '../context.js';
import { allBlocked } from '../domain/bucket.js';
import { bucketArn, isBucketName } from '../domain/names.js';
import {
  accessDenied,
  bucketExists,
  bucketIsYours,
  conflictingOperation,
  illegalLocation,
  invalidBucketName,
  invalidLocation,
  tooManyBuckets,
  notImplemented,
} from '../errors.js';
import { onBucket, refusedHeaders } from '../shapes.js';

/** AWS's default quota. */
const mostBuckets = 10_000;
const REGION = /^[a-z]{2,8}(-[a-z]{1,12}){1,3}-\d{1,2}$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket = operation({
  name: 'CreateBucket',
  input: structure('CreateBucketRequest', {
    Bucket: onBucket.Bucket,
    ...refusedHeaders,
    ObjectLockEnabledForBucket: header('x-amz-bucket-object-lock-enabled', string()),
    ObjectOwnership: header('x-amz-object-ownership', string()),
    CreateBucketConfiguration: payload(structure('CreateBucketConfiguration', { LocationConstraint: string() })),
  }),
  output: structure('CreateBucketOutput', { Location: header('location', string()) }),
  errors: ['BucketAlreadyExists', 'BucketAlreadyOwnedByYou'],
  needs(context, { Bucket: name, CreateBucketConfiguration: configuration }, { principal, region }) {
    // Names are no secret: whose bucket it is would be asked about permissions there, which have nothing to do with it.
    const owner = context.buckets.get(name)?.value.account ?? principal.account;
    if (owner !== principal.account) throw bucketExists(name);
    if (principal.kind === 'anonymous') throw accessDenied();
    return {
      action: 's3:CreateBucket',
      resources: [bucketArn(name)],
      called: `"${bucketArn(name)}"`,
      keys: keysOf({ 's3:locationconstraint': configuration?.LocationConstraint ?? region }),
    };
  },
  async run(context, input, { principal, region: signedFor }) {
    const { Bucket: name, CreateBucketConfiguration: configuration } = input;
    if (!isBucketName(name)) throw invalidBucketName(name);
    assertSupported(input);
    if (input.ObjectLockEnabledForBucket?.toLowerCase() === 'true')
      throw notImplemented({ Header: 'x-amz-bucket-object-lock-enabled' });
    if (input.ObjectOwnership !== undefined && input.ObjectOwnership !== 'BucketOwnerEnforced')
      throw notImplemented({ Header: 'x-amz-object-ownership' });
    const region = regionOf(configuration?.LocationConstraint, signedFor);
    const { account } = principal;
    const there = context.buckets.get(name)?.value;
    if (there?.deleting === true) throw conflictingOperation();
    if (there !== undefined) {
      if (there.account !== account) throw bucketExists(name);
      // As it was before there were regions.
      if (there.region === 'us-east-1' && region === 'us-east-1') return { Location: `/${name}` };
      throw bucketIsYours(name);
    }
    let owned = 0;
    for (const { value } of context.buckets.all()) if (value.account === account) owned++;
    if (owned >= mostBuckets) throw tooManyBuckets();
    const created = context.clock.now();
    const bucket = { name, account, region, id: context.ids.hex(16), created, revision: 1, publicAccess: allBlocked };
    if (!(await context.buckets.put(bucket, 0))) {
      const other = context.buckets.get(name)?.value;
      throw other?.account === account ? bucketIsYours(name) : bucketExists(name);
    }
    return { Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/` };
  },
});

/** Where the bucket is to be. @throws IllegalLocationConstraintException, InvalidLocationConstraint */
function regionOf(constraint: string | undefined, signedFor: string): string {
  if (constraint === undefined || constraint === '') {
    if (signedFor !== 'us-east-1') throw illegalLocation(undefined);
    return signedFor;
  }
  const region = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (!REGION.test(region) || region === 'us-east-1') throw invalidLocation(constraint);
  if (signedFor !== 'us-east-1' && signedFor !== region) throw illegalLocation(constraint);
  return region;
}
