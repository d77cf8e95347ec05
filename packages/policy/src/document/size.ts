import { isSpace } from './json.js';

/** How long a policy is as IAM counts it: characters without white space, wherever that stands. Session policies are counted with it. */
export function policySize(text: string): number {
  let size = 0;
  for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) size++;
  return size;
}

/**
 * How many characters IAM and STS take. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * The session policy's is of its plain text, white space included, inline policy and the ARNs of managed policies together;
 * the session's packed size is a limit besides.
 */
export const policyQuotas = {
  /** Of each version of a managed policy. */
  managed: 6_144,
  /** Of all inline policies of one user, group or role together. */
  user: 2_048,
  group: 5_120,
  role: 10_240,
  trust: 2_048,
  /** To what AWS raises `trust` when asked. */
  raisedTrust: 8_192,
  session: 2_048,
} as const;

/** The message of LimitExceeded for a managed policy. */
export const managedPolicyTooLong = (quota: number): string => `Cannot exceed quota for PolicySize: ${quota}`;

/** The message of LimitExceeded for a trust policy. */
export const trustPolicyTooLong = (quota: number): string => `Cannot exceed quota for ACLSizePerRole: ${quota}`;

/** The message of LimitExceeded for the inline policies of a user, group or role, which count together. */
export const inlinePoliciesTooLong = (quota: number, holder: 'user' | 'group' | 'role', name: string): string =>
  `Maximum policy size of ${quota} bytes exceeded for ${holder} ${name}`;
