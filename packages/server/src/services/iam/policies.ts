import { isPolicyDocument, parsePolicy, policySize } from '@paddock/policy';
import type { RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { parseIamArn, type ParsedIamArn } from './domain/arn.js';
import type { ManagedPolicy } from './domain/entities.js';
import {
  awsPolicyUnchangeable,
  invalidArn,
  malformedPolicyDocument,
  policyNotFound,
  policyVersionNotFound,
  managedPolicyTooLong,
} from './errors.js';
import { findPolicy } from './lookup.js';
import { findManagedPolicy, managedPolicies, type AwsManagedPolicy } from './managed-policies/index.js';
import type { IamStore } from './store.js';
import type { Versioned } from '../../runtime/versioned.js';

/**
 * A managed policy to look at: the account's own, or AWS's as the account sees it.
 * @returns undefined when there is none
 * @throws ValidationError or InvalidInput for what is no policy's ARN
 */
export function lookUpPolicy({ store }: IamContext, request: RequestContext, arn: string): ManagedPolicy | undefined {
  const { account } = request.principal;
  const parsed = parsePolicyArn(arn);
  if (parsed.account === account) return store.policyByArn(arn)?.value;
  const policy = findManagedPolicy(arn);
  return policy && seenBy(policy, usesOf(store, account).get(arn));
}

/** @throws NoSuchEntity beside what `lookUpPolicy` throws */
export function readPolicy(context: IamContext, request: RequestContext, arn: string): ManagedPolicy {
  const policy = lookUpPolicy(context, request, arn);
  if (policy === undefined) throw policyNotFound(arn);
  return policy;
}

/**
 * A customer managed policy to change.
 * @param action `iam:DeletePolicy`
 * @throws AccessDenied for AWS's policies, NoSuchEntity, ValidationError or InvalidInput for what is no policy's ARN
 */
export function policyToChange(
  context: IamContext,
  request: RequestContext,
  action: string,
  arn: string,
): Versioned<ManagedPolicy> {
  if (parsePolicyArn(arn).account === 'aws') throw awsPolicyUnchangeable(request.principal.arn, action, arn);
  return findPolicy(context, request, arn);
}

/**
 * The same where a version of it is named: AWS then says of the version that there is none, even if the policy is what is missing.
 * @throws NoSuchEntity, AccessDenied, ValidationError or InvalidInput as `policyToChange`
 */
export function policyVersionToChange(
  context: IamContext,
  request: RequestContext,
  action: string,
  { PolicyArn, VersionId }: { readonly PolicyArn: string; readonly VersionId: string },
): Versioned<ManagedPolicy> {
  if (parsePolicyArn(PolicyArn).account === 'aws')
    throw awsPolicyUnchangeable(request.principal.arn, action, PolicyArn);
  const policy = context.store.policyByArn(PolicyArn);
  if (policy?.value.account !== request.principal.account || !policy.value.versions.some(({ id }) => id === VersionId))
    throw policyVersionNotFound(PolicyArn, VersionId);
  return policy;
}

/** @throws ValidationError or InvalidInput for what is no policy's ARN */
export function parsePolicyArn(arn: string): ParsedIamArn {
  const parsed = parseIamArn(arn);
  if (parsed?.kind !== 'policy') throw invalidArn(arn);
  return parsed;
}

/** AWS's policies as the account sees them, in order of their names in lower case. */
export function awsPolicies(store: IamStore, account: string): ManagedPolicy[] {
  const uses = usesOf(store, account);
  return [...managedPolicies().values()]
    .map((policy) => seenBy(policy, uses.get(policy.arn)))
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** @throws MalformedPolicyDocument */
export function checkManagedDocument(text: string): void {
  const parsed = parsePolicy(text, 'managed');
  if (!isPolicyDocument(parsed)) throw malformedPolicyDocument(parsed.fault);
}

/** @throws LimitExceeded */
export function checkManagedSize(text: string, quota: number): void {
  if (policySize(text) > quota) throw managedPolicyTooLong(quota);
}

/** How many of an account's users, groups and roles a policy is attached to, and how many users and roles it bounds. */
interface Uses {
  attachments: number;
  bounds: number;
}

/** By ARN, for every managed policy in use. The account's own policies keep these counts themselves; AWS's have no document to keep them in. */
function usesOf(store: IamStore, account: string): ReadonlyMap<string, Uses> {
  let counted = lastCounted.get(store);
  if (counted?.revision !== store.revision) {
    counted = { revision: store.revision, accounts: new Map() };
    lastCounted.set(store, counted);
  }
  const uses = counted.accounts.get(account) ?? countUses(store, account);
  counted.accounts.set(account, uses);
  return uses;
}

/** Counting goes through all of an account's users, groups and roles: it is done once for as long as nothing changes. */
const lastCounted = new WeakMap<
  IamStore,
  { readonly revision: number; readonly accounts: Map<string, ReadonlyMap<string, Uses>> }
>();

function countUses(store: IamStore, account: string): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  const count = (arn: string, use: keyof Uses): void => {
    const known = uses.get(arn) ?? { attachments: 0, bounds: 0 };
    known[use]++;
    uses.set(arn, known);
  };
  const bounded = [...store.users(account), ...store.roles(account)];
  for (const { value } of [...bounded, ...store.groups(account)])
    for (const arn of value.attached) count(arn, 'attachments');
  for (const { value } of bounded) if (value.boundary !== undefined) count(value.boundary, 'bounds');
  return uses;
}

const unused: Uses = { attachments: 0, bounds: 0 };

const seenBy = (policy: AwsManagedPolicy, { attachments, bounds }: Uses = unused): ManagedPolicy => ({
  account: 'aws',
  name: policy.name,
  path: policy.path,
  id: policy.id,
  created: policy.createDate,
  updated: policy.updateDate,
  description: policy.description,
  tags: [],
  versions: [
    {
      id: policy.versionId,
      created: policy.updateDate,
      // Documents are long, and most listings leave them out.
      get document() {
        return policy.document;
      },
    },
  ],
  defaultVersion: policy.versionId,
  nextVersion: Number(policy.versionId.slice(1)) + 1,
  attachments,
  bounds,
});
