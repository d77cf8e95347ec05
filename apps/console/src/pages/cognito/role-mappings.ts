import type { MappingRule, RoleMapping } from '@aws-sdk/client-cognito-identity';
import { isRoleArn } from './pools.js';

export type MatchType = 'Equals' | 'Contains' | 'StartsWith' | 'NotEqual';
export const matchTypes: readonly MatchType[] = ['Equals', 'Contains', 'StartsWith', 'NotEqual'];

export interface DraftRule {
  readonly claim: string;
  readonly match: MatchType;
  readonly value: string;
  readonly role: string;
}

/** How roles of one provider's users are chosen. */
export interface DraftMapping {
  readonly provider: string;
  readonly type: 'Default' | 'Token' | 'Rules';
  readonly ambiguous: 'AuthenticatedRole' | 'Deny';
  readonly rules: readonly DraftRule[];
}

export const emptyRule: DraftRule = { claim: '', match: 'Equals', value: '', role: '' };

/** A mapping for each provider of the pool, and for those that only have one. */
export function draftMappings(
  providers: readonly string[],
  mappings: Readonly<Record<string, RoleMapping>> = {},
): DraftMapping[] {
  const all = [...new Set([...providers, ...Object.keys(mappings)])];
  return all.map((provider) => {
    const { Type, AmbiguousRoleResolution, RulesConfiguration } = mappings[provider] ?? {};
    return {
      provider,
      type: Type ?? 'Default',
      ambiguous: AmbiguousRoleResolution ?? 'Deny',
      rules: (RulesConfiguration?.Rules ?? []).map(({ Claim = '', MatchType, Value = '', RoleARN = '' }) => ({
        claim: Claim,
        match: MatchType ?? 'Equals',
        value: Value,
        role: RoleARN,
      })),
    };
  });
}

/** As the API takes them; undefined: none. */
export function mappingsOf(drafts: readonly DraftMapping[]): Record<string, RoleMapping> | undefined {
  const found: Record<string, RoleMapping> = {};
  for (const { provider, type, ambiguous, rules } of drafts) {
    if (type === 'Default') continue;
    found[provider] = {
      Type: type,
      AmbiguousRoleResolution: ambiguous,
      ...(type === 'Rules'
        ? {
            RulesConfiguration: {
              Rules: rules.map(({ claim, match, value, role }): MappingRule => ({
                Claim: claim,
                MatchType: match,
                Value: value,
                RoleARN: role,
              })),
            },
          }
        : {}),
    };
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** Whether the API would take it: rules say what they compare, and which role it gives. */
export const isMappingRight = ({ type, rules }: DraftMapping): boolean =>
  type !== 'Rules' ||
  (rules.length > 0 && rules.every(({ claim, value, role }) => claim !== '' && value !== '' && isRoleArn(role)));
