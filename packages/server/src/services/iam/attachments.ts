import type { RegistryChange } from '@paddock/store';
import { anyOf, keysOf } from '../../authorization/need-keys.js';
import type { NeedKeys, RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { parseIamArn } from './domain/arn.js';
import type { HolderKind } from './domain/entities.js';
import { notAttachable, policyNotFound, quotaExceeded, serviceRolePolicy } from './errors.js';
import { findChangeableRole, findGroup, findUser } from './lookup.js';
import { findManagedPolicy } from './managed-policies/index.js';
import { page, type PageRequest } from './paging.js';
import { parsePolicyArn } from './policies.js';
import type { Quotas } from './quotas.js';

/**
 * Attaches a managed policy to a user, group or role; one that is attached already stays so. A customer managed policy counts its holders in the
 * same commit, so that it cannot be deleted meanwhile.
 * @throws NoSuchEntity, LimitExceeded, UnmodifiableEntity, PolicyNotAttachable, ValidationError or InvalidInput for what is no policy's ARN
 */
export function attachPolicy(
  context: IamContext,
  request: RequestContext,
  kind: HolderKind,
  name: string,
  arn: string,
): Promise<void> {
  const { store, quotas } = context;
  const { account, path } = parsePolicyArn(arn);
  return store.change(() => {
    const holder = findHolder(context, request, kind, name);
    const own = account === request.principal.account ? store.policyByArn(arn) : undefined;
    if (account === 'aws' && path.startsWith('/aws-service-role/')) throw serviceRolePolicy();
    if (own === undefined && findManagedPolicy(arn) === undefined) throw notAttachable(arn);
    if (holder.attached.includes(arn)) return { changes: [], result: undefined };
    const { quota, limit } = holderQuotas[kind];
    if (holder.attached.length >= quotas[limit]) throw quotaExceeded(quota, quotas[limit]);
    return { changes: [holder.put([...holder.attached, arn]), ...counted(context, arn, 1)], result: undefined };
  });
}

/** @throws NoSuchEntity, also when it is not attached; UnmodifiableEntity, ValidationError or InvalidInput for what is no policy's ARN */
export function detachPolicy(
  context: IamContext,
  request: RequestContext,
  kind: HolderKind,
  name: string,
  arn: string,
): Promise<void> {
  parsePolicyArn(arn);
  return context.store.change(() => {
    const holder = findHolder(context, request, kind, name);
    if (!holder.attached.includes(arn)) throw policyNotFound(arn);
    const rest = holder.attached.filter((attached) => attached !== arn);
    return { changes: [holder.put(rest), ...counted(context, arn, -1)], result: undefined };
  });
}

/** A page of the policies that are attached to something. @param attached their ARNs */
export function listAttached(
  attached: readonly string[],
  { PathPrefix = '/', ...request }: PageRequest & { readonly PathPrefix?: string | undefined },
) {
  const policies = attachedPolicies(attached).filter(({ path }) => path.startsWith(PathPrefix));
  const { items, ...rest } = page(policies, ({ key }) => key, request);
  return { AttachedPolicies: items.map(({ view }) => view), ...rest };
}

/** As answers show them, in order of their names. */
export const attachedViews = (attached: readonly string[]) => attachedPolicies(attached).map(({ view }) => view);

/** `iam:PolicyARN`, and what else a policy on the holder may ask for. */
export const withPolicyArn = (arn: string, other?: NeedKeys): NeedKeys => {
  const keys = keysOf({ 'iam:policyarn': arn });
  return other === undefined ? keys : anyOf(keys, other);
};

function attachedPolicies(attached: readonly string[]) {
  return attached
    .map((arn) => {
      const { account = '', name = arn, path = '/' } = parseIamArn(arn) ?? {};
      return { path, key: `${name.toLowerCase()} ${account}`, view: { PolicyName: name, PolicyArn: arn } };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function counted({ store }: IamContext, arn: string, by: number): RegistryChange[] {
  const policy = store.policyByArn(arn);
  if (policy === undefined) return [];
  return [store.putPolicy({ ...policy.value, attachments: policy.value.attachments + by }, policy.version)];
}

interface Holder {
  readonly attached: readonly string[];
  put(attached: readonly string[]): RegistryChange;
}

function findHolder(context: IamContext, request: RequestContext, kind: HolderKind, name: string): Holder {
  const { store } = context;
  switch (kind) {
    case 'user': {
      const { value, version } = findUser(context, request, name);
      return { attached: value.attached, put: (attached) => store.putUser({ ...value, attached }, version) };
    }
    case 'group': {
      const { value, version } = findGroup(context, request, name);
      return { attached: value.attached, put: (attached) => store.putGroup({ ...value, attached }, version) };
    }
    case 'role': {
      const { value, version } = findChangeableRole(context, request, name);
      return { attached: value.attached, put: (attached) => store.putRole({ ...value, attached }, version) };
    }
  }
}

const holderQuotas: Readonly<Record<HolderKind, { readonly quota: string; readonly limit: keyof Quotas }>> = {
  user: { quota: 'PoliciesPerUser', limit: 'attachedPerUser' },
  group: { quota: 'PoliciesPerGroup', limit: 'attachedPerGroup' },
  role: { quota: 'PoliciesPerRole', limit: 'attachedPerRole' },
};
