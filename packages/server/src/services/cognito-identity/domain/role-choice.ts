import { claimText, claimTexts, type Claims } from './claims.js';
import type { MappingRule, PoolRoles, RoleMapping } from './pool.js';

/** A provider's token, and the mapping that the pool has for the provider. */
export interface MappedToken {
  readonly claims: Claims;
  readonly mapping: RoleMapping;
}

export type RoleChoice =
  | { readonly kind: 'role'; readonly arn: string }
  /** The pool has no role for such identities. */
  | { readonly kind: 'none' }
  /** The mapping says to deny when it does not decide. */
  | { readonly kind: 'denied' }
  /** The role that the caller asks for is none that it may have. */
  | { readonly kind: 'custom-denied' };

/**
 * The role of an authenticated identity in the enhanced flow.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 * @param token of the provider that was logged in with, when the pool maps its tokens to roles
 * @param custom the role that the caller asks for
 */
export function chooseRole(roles: PoolRoles, token: MappedToken | undefined, custom: string | undefined): RoleChoice {
  const fallback: RoleChoice =
    roles.authenticated === undefined ? { kind: 'none' } : { kind: 'role', arn: roles.authenticated };
  if (token === undefined) {
    return custom === undefined || custom === roles.authenticated ? fallback : { kind: 'custom-denied' };
  }
  const { claims, mapping } = token;
  const candidates = mapping.Type === 'Token' ? rolesOfToken(claims) : rolesOfRules(claims, mapping);
  if (custom !== undefined) {
    return candidates.all.includes(custom) ? { kind: 'role', arn: custom } : { kind: 'custom-denied' };
  }
  if (candidates.chosen !== undefined) return { kind: 'role', arn: candidates.chosen };
  return mapping.AmbiguousRoleResolution === 'Deny' ? { kind: 'denied' } : fallback;
}

interface Candidates {
  readonly all: readonly string[];
  readonly chosen: string | undefined;
}

function rolesOfToken(claims: Claims): Candidates {
  return { all: claimTexts(claims, 'cognito:roles'), chosen: claimTexts(claims, 'cognito:preferred_role')[0] };
}

function rolesOfRules(claims: Claims, { RulesConfiguration }: RoleMapping): Candidates {
  const all = (RulesConfiguration?.Rules ?? []).filter((rule) => matches(rule, claims)).map(({ RoleARN }) => RoleARN);
  return { all, chosen: all[0] };
}

/** A rule about a claim that the token lacks does not match, not even one with NotEqual. */
function matches({ Claim, MatchType, Value }: MappingRule, claims: Claims): boolean {
  const text = claimText(claims, Claim);
  if (text === undefined) return false;
  switch (MatchType) {
    case 'Equals':
      return text === Value;
    case 'Contains':
      return text.includes(Value);
    case 'StartsWith':
      return text.startsWith(Value);
    case 'NotEqual':
      return text !== Value;
  }
}
