import {
  ListIdentityPoolsCommand,
  type CognitoIdentityClient,
  type IdentityPool,
  type IdentityPoolShortDescription,
} from '@aws-sdk/client-cognito-identity';

/** All pools of the account and region; 60 a page. */
export async function listPools(
  cognito: CognitoIdentityClient,
  signal: AbortSignal,
): Promise<IdentityPoolShortDescription[]> {
  const found: IdentityPoolShortDescription[] = [];
  let token: string | undefined;
  do {
    const page = await cognito.send(
      new ListIdentityPoolsCommand({ MaxResults: 60, ...(token === undefined ? {} : { NextToken: token }) }),
      { abortSignal: signal },
    );
    found.push(...(page.IdentityPools ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

/** Names as the API takes them. */
export const isPoolName = (text: string): boolean => /^[\w\s+=,.@-]{1,128}$/.test(text) && text.trim() !== '';
export const isDeveloperName = (text: string): boolean => /^[\w._-]{1,128}$/.test(text);
export const isRoleArn = (text: string): boolean => /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/.test(text);

export const poolArn = (region: string, account: string, id: string): string =>
  `arn:aws:cognito-identity:${region}:${account}:identitypool/${id}`;

/** Whose logins a pool takes, each by the key that a login has. */
export function providersOf(pool: IdentityPool): string[] {
  return [
    ...Object.keys(pool.SupportedLoginProviders ?? {}),
    ...(pool.CognitoIdentityProviders ?? []).map(
      ({ ProviderName = '', ClientId = '' }) => `${ProviderName}:${ClientId}`,
    ),
    ...(pool.OpenIdConnectProviderARNs ?? []).map(urlOfProvider),
    ...(pool.SamlProviderARNs ?? []),
    ...(pool.DeveloperProviderName === undefined ? [] : [pool.DeveloperProviderName]),
  ];
}

/** The keys of role mappings: public providers only, OpenID ones by their ARNs. */
export const mappedProviders = (pool: IdentityPool): string[] => [
  ...Object.keys(pool.SupportedLoginProviders ?? {}),
  ...(pool.CognitoIdentityProviders ?? []).map(({ ProviderName = '', ClientId = '' }) => `${ProviderName}:${ClientId}`),
  ...(pool.OpenIdConnectProviderARNs ?? []),
  ...(pool.SamlProviderARNs ?? []),
];

/** `token.example.com` of `arn:aws:iam::123456789012:oidc-provider/token.example.com` */
export const urlOfProvider = (arn: string): string => arn.split(':oidc-provider/').at(-1) ?? arn;

/** The live map with a pool, as apps/ride/src/map-url.ts writes it. @param map where the map is */
export function mapOf(map: string, pool: string, stream: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ pool, stream, ...more }).toString().replace('%3A', ':');
  return `${map}?${query}`;
}
