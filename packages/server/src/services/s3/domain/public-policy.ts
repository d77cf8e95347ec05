import type { PolicyDocument, Statement } from '@paddock/policy';

/**
 * Whether a bucket's policy is public, as Block Public Access understands it: it allows something to everyone, and no condition ties that to fixed values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublic = ({ statements }: PolicyDocument): boolean => statements.some(isPublicStatement);

function isPublicStatement({ effect, principals, conditions }: Statement): boolean {
  if (effect !== 'Allow' || principals === undefined) return false;
  const isEveryone = principals.not || principals.everyone || principals.aws.includes('*');
  return isEveryone && !conditions.some(({ key, values }) => fixing.has(key.toLowerCase()) && values.every(isFixed));
}

const fixing = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceip',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/** Wildcards leave it open who is meant, and so do ranges of half the internet. */
const isFixed = (value: string): boolean => !/[*?$]/.test(value) && !/\/[0-7]$/.test(value);
