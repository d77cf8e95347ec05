import { isPolicyDocument, parsePolicy, type PolicyDocument } from '@paddock/policy';
import { payload, string, structure } from '@paddock/wire';
import { bucketNeed, bucketOf, isOwnersRoot } from '../access.js';
import { changeBucket } from '../bucket-changes.js';
import { operation } from '../context.js';
import { bucketArn } from '../domain/names.js';
import { isPublic } from '../domain/public-policy.js';
import { malformedPolicy, publicPolicyBlocked } from '../errors.js';
import { onBucket } from '../shapes.js';

const longestPolicy = 20_480;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy = operation({
  name: 'PutBucketPolicy',
  input: structure('PutBucketPolicyRequest', { ...onBucket, Policy: payload(string()) }),
  output: undefined,
  errors: [],
  http: { method: 'PUT', path: '/{Bucket}?policy', status: 204 },
  needs: (context, input, request) =>
    isOwnersRoot(bucketOf(context, input, request), request)
      ? []
      : bucketNeed(context, input, request, 'PutBucketPolicy'),
  async run(context, input, request) {
    const { Policy: policy = '' } = input;
    const document = checked(policy, input.Bucket);
    await changeBucket(context, input, request, (bucket) => {
      if (bucket.publicAccess?.BlockPublicPolicy === true && isPublic(document))
        throw publicPolicyBlocked(request.principal.arn, bucket.name);
      return { ...bucket, policy };
    });
  },
});

/** @throws MalformedPolicy */
function checked(policy: string, bucket: string): PolicyDocument {
  if (Buffer.byteLength(policy) > longestPolicy)
    throw malformedPolicy(`Normalized policy document exceeds the maximum allowed size of ${longestPolicy} bytes.`);
  if (!isJsonObject(policy)) throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  const document = parsePolicy(policy, 'resource');
  if (!isPolicyDocument(document)) throw malformedPolicy(document.fault);
  for (const { principals, actions, resources } of document.statements) {
    if (principals === undefined) throw malformedPolicy('Missing required field Principal');
    if (resources === undefined) throw malformedPolicy('Missing required field Resource');
    if (!actions.patterns.every((action) => action === '*' || action.toLowerCase().startsWith('s3:')))
      throw malformedPolicy('Policy has invalid action');
    const arn = bucketArn(bucket);
    const isOwn = (resource: string): boolean =>
      resource === arn || resource.startsWith(`${arn}/`) || resource === `${arn}*`;
    if (!resources.patterns.every(isOwn)) throw malformedPolicy('Policy has invalid resource');
  }
  return document;
}

function isJsonObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
