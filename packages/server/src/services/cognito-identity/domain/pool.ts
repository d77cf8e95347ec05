/** An identity pool, as its document holds it. What was never given is absent: AWS's answers leave it out too. */
export interface Pool {
  /** `region:uuid` */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly allowUnauthenticated: boolean;
  /** Absent means allowed, as for pools from before there was the member. */
  readonly allowClassic?: boolean | undefined;
  /** Of social providers, by name: the application's id there. */
  readonly socialProviders?: Readonly<Record<string, string>> | undefined;
  /** `login.my.app`: the name under which the account's own servers vouch for users. */
  readonly developerProvider?: string | undefined;
  /** ARNs of OpenID Connect providers in IAM. */
  readonly oidcProviders?: readonly string[] | undefined;
  readonly userPools?: readonly UserPoolClient[] | undefined;
  /** ARNs of SAML providers in IAM. */
  readonly samlProviders?: readonly string[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** ARNs; absent until they are set. */
  readonly roles?: PoolRoles | undefined;
  /** By provider: the name of a social one, the ARN of an OIDC or SAML one, `name:client` of a user pool. */
  readonly roleMappings?: Readonly<Record<string, RoleMapping>> | undefined;
  /** By provider. */
  readonly principalTags?: Readonly<Record<string, PrincipalTagMap>> | undefined;
}

export interface PoolRoles {
  readonly authenticated?: string | undefined;
  readonly unauthenticated?: string | undefined;
}

export interface UserPoolClient {
  readonly ProviderName?: string | undefined;
  readonly ClientId?: string | undefined;
  readonly ServerSideTokenCheck?: boolean | undefined;
}

/** How the role follows from a provider's token. */
export interface RoleMapping {
  readonly Type: 'Token' | 'Rules';
  readonly AmbiguousRoleResolution?: 'AuthenticatedRole' | 'Deny' | undefined;
  readonly RulesConfiguration?: { readonly Rules: readonly MappingRule[] } | undefined;
}

export interface MappingRule {
  readonly Claim: string;
  readonly MatchType: 'Equals' | 'Contains' | 'StartsWith' | 'NotEqual';
  readonly Value: string;
  readonly RoleARN: string;
}

/** Which claims of a provider's token become session tags. */
export interface PrincipalTagMap {
  readonly useDefaults: boolean;
  /** Claims by tag key. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The names by which a pool's public providers are called in role mappings and tag maps. */
export function providerNames({ socialProviders, oidcProviders, samlProviders, userPools }: Pool): Set<string> {
  const clients = (userPools ?? []).flatMap(({ ProviderName = '', ClientId = '' }) => [`${ProviderName}:${ClientId}`]);
  return new Set([
    ...Object.keys(socialProviders ?? {}),
    ...(oidcProviders ?? []),
    ...(samlProviders ?? []),
    ...clients,
  ]);
}

/** Whether anyone can log in at all. */
export const hasProviders = (pool: Pool): boolean =>
  pool.developerProvider !== undefined || providerNames(pool).size > 0;

/** Every role that an identity of the pool may be given. */
export function rolesNamed(
  roles: PoolRoles,
  mappings: Readonly<Record<string, RoleMapping>> | undefined,
): readonly string[] {
  const mapped = Object.values(mappings ?? {}).flatMap(({ RulesConfiguration }) =>
    (RulesConfiguration?.Rules ?? []).map(({ RoleARN }) => RoleARN),
  );
  const set = [roles.authenticated, roles.unauthenticated].filter((arn) => arn !== undefined);
  return [...new Set([...set, ...mapped])];
}
