import { parsePolicy, policySize } from '@paddock/policy';
import type { RegistryChange } from '@paddock/store';
import type { RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import type { HolderKind, Permissions } from './domain/entities.js';
import { inlinePoliciesTooLong, inlinePolicyNotFound, malformedPolicyDocument } from './errors.js';
import { findChangeableRole, findGroup, findRole, findUser } from './lookup.js';
import { byName, page, type PageRequest } from './paging.js';
import type { Quotas } from './quotas.js';
import { encodeDocument } from './views.js';

/** The user, group or role whose policies a request is about. */
interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
}

/**
 * Gives a holder an inline policy, in place of the one that has that name. Names of inline policies are the same only in the same spelling.
 * @throws NoSuchEntity, UnmodifiableEntity, MalformedPolicyDocument, LimitExceeded for what is too long together
 */
export function putInlinePolicy(
  context: IamContext,
  request: RequestContext,
  holder: Holder,
  { PolicyName, PolicyDocument }: { readonly PolicyName: string; readonly PolicyDocument: string },
): Promise<void> {
  return context.store.change(() => {
    const { name, inline, put } = toChange(context, request, holder);
    const parsed = parsePolicy(PolicyDocument, 'identity');
    if ('fault' in parsed) throw malformedPolicyDocument(parsed.fault);
    const after = { ...inline, [PolicyName]: PolicyDocument };
    const limit = context.quotas[limits[holder.kind]];
    if (isTooLong(Object.values(after), limit)) throw inlinePoliciesTooLong(holder.kind, name, limit);
    return { changes: [put(after)], result: undefined };
  });
}

/** @throws NoSuchEntity, UnmodifiableEntity */
export function deleteInlinePolicy(
  context: IamContext,
  request: RequestContext,
  holder: Holder,
  policyName: string,
): Promise<void> {
  return context.store.change(() => {
    const { inline, put } = toChange(context, request, holder);
    if (!Object.hasOwn(inline, policyName)) throw inlinePolicyNotFound(holder.kind, policyName);
    const rest = Object.entries(inline).filter(([name]) => name !== policyName);
    return { changes: [put(Object.fromEntries(rest))], result: undefined };
  });
}

/**
 * An inline policy, as answers show it, and its holder's name.
 * @throws NoSuchEntity
 */
export function getInlinePolicy(context: IamContext, request: RequestContext, holder: Holder, policyName: string) {
  const { name, inline } = toRead(context, request, holder);
  const document = Object.hasOwn(inline, policyName) ? inline[policyName] : undefined;
  if (document === undefined) throw inlinePolicyNotFound(holder.kind, policyName);
  return { holderName: name, policy: { PolicyName: policyName, PolicyDocument: encodeDocument(document) } };
}

/**
 * A page of the names of a holder's inline policies.
 * @throws NoSuchEntity, ValidationError for a marker that no answer gave
 */
export function listInlinePolicies(
  context: IamContext,
  request: RequestContext,
  holder: Holder,
  pageRequest: PageRequest,
) {
  const names = Object.keys(toRead(context, request, holder).inline).sort(byName);
  const { items, ...rest } = page(names, (name) => name, pageRequest, byName);
  return { PolicyNames: items, ...rest };
}

const limits = { user: 'inlineOfUser', group: 'inlineOfGroup', role: 'inlineOfRole' } as const satisfies Readonly<
  Record<HolderKind, keyof Quotas>
>;

/**
 * White space does not count towards AWS's limits. Ours besides: all of it, for everything that a holder has is one document, written anew with
 * every change.
 */
const mostCharacters = 131_072;

const isTooLong = (documents: readonly string[], limit: number): boolean =>
  total(documents.map((document) => document.length)) > mostCharacters || total(documents.map(policySize)) > limit;

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

type Inline = Permissions['inline'];

interface ChangeableHolder {
  /** As it is stored. */
  readonly name: string;
  readonly inline: Inline;
  readonly put: (inline: Inline) => RegistryChange;
}

function toChange(context: IamContext, request: RequestContext, { kind, name }: Holder): ChangeableHolder {
  const { store } = context;
  switch (kind) {
    case 'user': {
      const { value, version } = findUser(context, request, name);
      return { ...value, put: (inline) => store.putUser({ ...value, inline }, version) };
    }
    case 'group': {
      const { value, version } = findGroup(context, request, name);
      return { ...value, put: (inline) => store.putGroup({ ...value, inline }, version) };
    }
    case 'role': {
      const { value, version } = findChangeableRole(context, request, name);
      return { ...value, put: (inline) => store.putRole({ ...value, inline }, version) };
    }
  }
}

const finders = { user: findUser, group: findGroup, role: findRole } as const;

function toRead(context: IamContext, request: RequestContext, { kind, name }: Holder): Permissions & Holder {
  return { ...finders[kind](context, request, name).value, kind };
}
