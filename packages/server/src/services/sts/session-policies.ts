import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import type { Session } from '../../identity/principal.js';
import type { IamPort } from '../iam/port.js';
import { accountOfArn } from './domain/arns.js';
import { packedSize } from './domain/packed-size.js';
import {
  malformedPolicyDocument,
  packedTagsTooLarge,
  packedTooLarge,
  policyNotFound,
  tooManyPolicyArns,
} from './errors.js';
import type { SessionTags } from './session-tags.js';

/** What operations are given to limit a session with. */
export interface GivenPolicies {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/** What a session keeps of its policies; absent where there are none. */
export type SessionPolicies = Pick<Session, 'policies' | 'policyArns'>;

const mostPolicyArns = 10;

/**
 * The policies of a new session.
 * @param account whose managed policies may be named, beside AWS's
 * @throws MalformedPolicyDocument, ValidationError for a managed policy that does not exist
 */
export function sessionPolicies(iam: IamPort, account: string, { Policy, PolicyArns }: GivenPolicies): SessionPolicies {
  const policyArns = (PolicyArns ?? []).flatMap(({ arn }) => arn ?? []);
  if (policyArns.length > mostPolicyArns) throw tooManyPolicyArns(mostPolicyArns);
  const policies = Policy === undefined ? [] : [Policy];
  for (const policy of policies) {
    const document = parsePolicy(policy, 'session');
    if (!isPolicyDocument(document)) throw malformedPolicyDocument(document.fault);
  }
  for (const arn of policyArns) {
    const owner = accountOfArn(arn);
    if (!iam.hasPolicy(arn) || (owner !== 'aws' && owner !== account)) throw policyNotFound(arn);
  }
  return {
    ...(policies.length === 0 ? {} : { policies }),
    ...(policyArns.length === 0 ? {} : { policyArns }),
  };
}

/**
 * How much of the space for policies and tags a session takes.
 * @returns whole percent; undefined when there are neither
 * @throws PackedPolicyTooLarge
 */
export function checkPackedSize(session: SessionPolicies & SessionTags): number | undefined {
  const { policies, policyArns, tags } = session;
  const limited = policies !== undefined || policyArns !== undefined;
  if (!limited && tags === undefined) return undefined;
  const percent = packedSize(session);
  if (percent > 100) throw limited ? packedTooLarge(percent) : packedTagsTooLarge(percent);
  return percent;
}
