import type { CognitoIdentityContext } from './context.js';
import { parseOidcArn } from './domain/arn.js';
import type { Pool, UserPoolClient } from './domain/pool.js';
import {
  developerProviderFixed,
  oidcProviderMissing,
  samlProviderMalformed,
  tooManyProviders,
  unknownSocialProvider,
} from './errors.js';

/** What CreateIdentityPool and UpdateIdentityPool are given beside the tags. */
export interface PoolMembers {
  readonly IdentityPoolName: string;
  readonly AllowUnauthenticatedIdentities: boolean;
  readonly AllowClassicFlow?: boolean | undefined;
  readonly SupportedLoginProviders?: Readonly<Record<string, string>> | undefined;
  readonly DeveloperProviderName?: string | undefined;
  readonly OpenIdConnectProviderARNs?: readonly string[] | undefined;
  readonly CognitoIdentityProviders?: readonly UserPoolClient[] | undefined;
  readonly SamlProviderARNs?: readonly string[] | undefined;
}

type Members = Omit<Pool, 'id' | 'account' | 'region' | 'tags' | 'roles' | 'roleMappings' | 'principalTags'>;

const socialProviders: ReadonlySet<string> = new Set([
  'graph.facebook.com',
  'accounts.google.com',
  'appleid.apple.com',
  'www.amazon.com',
  'api.twitter.com',
  'www.digits.com',
]);

/**
 * A pool's members from an input's: what is not given is as if it had never been, but for the developer provider, which stays.
 * @param before of the pool that is changed
 * @throws InvalidParameterException, LimitExceededException
 */
export function poolMembers(
  { iam, quotas }: CognitoIdentityContext,
  account: string,
  input: PoolMembers,
  before?: Pool,
): Members {
  const { SupportedLoginProviders: social, OpenIdConnectProviderARNs: oidc } = input;
  const { CognitoIdentityProviders: userPools, SamlProviderARNs: saml, DeveloperProviderName: developer } = input;
  const limit = quotas.providersPerPool;
  for (const [kind, providers] of [
    ['Cognito user pool', userPools],
    ['OpenID Connect', oidc],
    ['SAML', saml],
  ] as const) {
    if ((providers ?? []).length > limit) throw tooManyProviders(kind, limit);
  }
  const strange = Object.keys(social ?? {}).find((name) => !socialProviders.has(name));
  if (strange !== undefined) throw unknownSocialProvider(strange);
  for (const arn of oidc ?? []) {
    const provider = parseOidcArn(arn);
    if (provider?.account !== account || iam.oidcProvider(account, provider.url) === undefined) {
      throw oidcProviderMissing(arn);
    }
  }
  const malformed = (saml ?? []).find((arn) => !/^arn:aws:iam::\d{12}:saml-provider\/.+$/.test(arn));
  if (malformed !== undefined) throw samlProviderMalformed(malformed);
  if (before?.developerProvider !== undefined && developer !== undefined && developer !== before.developerProvider) {
    throw developerProviderFixed();
  }
  return {
    name: input.IdentityPoolName,
    allowUnauthenticated: input.AllowUnauthenticatedIdentities,
    allowClassic: input.AllowClassicFlow,
    socialProviders: filled(social),
    developerProvider: developer ?? before?.developerProvider,
    oidcProviders: filled(oidc),
    userPools: filled(userPools),
    samlProviders: filled(saml),
  };
}

/** An empty list or map counts as none. */
const filled = <T extends object>(value: T | undefined): T | undefined =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value;
