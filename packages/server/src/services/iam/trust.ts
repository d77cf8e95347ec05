import { invalidPrincipal, isPolicyDocument, parsePolicy, policySize, principalArns } from '@paddock/policy';
import type { RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { entityArn, parseIamArn, parseOidcProviderArn } from './domain/arn.js';
import type { Role } from './domain/entities.js';
import { replacePrincipals } from './domain/principals.js';
import { malformedPolicyDocument, trustPolicyTooLong } from './errors.js';
import type { IamStore } from './store.js';

/** What a role keeps of its trust policy. */
export type Trust = Pick<Role, 'trust' | 'trusted'>;

/**
 * A trust policy, as a role keeps it. An account named by its number is written as AWS does, as the account's root.
 * @throws MalformedPolicyDocument for what is no trust policy, and for users, roles and providers of the account that do not exist;
 * LimitExceeded when it is too long
 */
export function readTrust({ store, quotas }: IamContext, request: RequestContext, text: string): Trust {
  const document = parsePolicy(text, 'trust');
  if (!isPolicyDocument(document)) throw malformedPolicyDocument(document.fault);
  const trusted: Record<string, string> = {};
  for (const principal of principalArns(document)) {
    const { account } = request.principal;
    const found =
      principal.type === 'AWS' ? idOf(store, account, principal.name) : providerExists(store, account, principal.name);
    if (found === undefined) throw malformedPolicyDocument(invalidPrincipal(principal));
    if (typeof found === 'string') trusted[principal.name] = found;
  }
  if (policySize(text) > quotas.trustPolicySize) throw trustPolicyTooLong(quotas.trustPolicySize);
  const namesNumbers = document.statements.some(({ principals }) => principals?.aws.some(isAccountNumber));
  return { trust: namesNumbers ? replacePrincipals(text, withoutNumber) : text, trusted };
}

/**
 * A role's trust policy as it now is. It trusts who was there when it was written: a user that was renamed since has its new ARN in it, and one that
 * was deleted its unique id, so that another of the same name is not trusted.
 */
export function trustPolicyOf(store: IamStore, { trust, trusted = {} }: Trust): string {
  const current = new Map(Object.entries(trusted).map(([name, id]) => [name, store.principalArn(id, name) ?? id]));
  const changed = [...current].some(([name, now]) => name !== now);
  return changed ? replacePrincipals(trust, (name) => current.get(name) ?? name) : trust;
}

/** The role as answers show it. */
export function withCurrentTrust(store: IamStore, role: Role): Role {
  const trust = trustPolicyOf(store, role);
  return trust === role.trust ? role : { ...role, trust };
}

/**
 * The unique id of the user or role that an ARN or a unique id names; true for one of another account, which need not be here;
 * undefined for one that does not exist.
 */
function idOf(store: IamStore, account: string, name: string): string | true | undefined {
  const parsed = parseIamArn(name);
  if (parsed === undefined) return store.principalArn(name) === undefined ? undefined : name;
  const named =
    parsed.kind === 'user' || parsed.kind === 'role' ? store[parsed.kind](parsed.account, parsed.name) : undefined;
  if (named && entityArn(parsed.kind === 'user' ? 'user' : 'role', named.value) === name) return named.value.id;
  return parsed.account === account ? undefined : true;
}

function providerExists(store: IamStore, account: string, arn: string): true | undefined {
  const parsed = parseOidcProviderArn(arn);
  const here = parsed && store.oidcProvider(parsed.account, parsed.url) !== undefined;
  return here === true || !arn.startsWith(`arn:aws:iam::${account}:`) ? true : undefined;
}

const isAccountNumber = (name: string): boolean => /^\d{12}$|^\d{4}-\d{4}-\d{4}$/.test(name);
const withoutNumber = (name: string): string =>
  isAccountNumber(name) ? `arn:aws:iam::${name.replaceAll('-', '')}:root` : name;
