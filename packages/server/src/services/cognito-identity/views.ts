import type { Infer } from '@paddock/wire';
import type { Identity } from './domain/identity.js';
import type { Pool } from './domain/pool.js';
import type { IdentityDescription, IdentityPool } from './shapes.js';

/** A pool as answers show it: with what was set, and its tags in any case. */
export const poolView = (pool: Pool): Infer<typeof IdentityPool> => ({
  IdentityPoolId: pool.id,
  IdentityPoolName: pool.name,
  AllowUnauthenticatedIdentities: pool.allowUnauthenticated,
  AllowClassicFlow: pool.allowClassic,
  SupportedLoginProviders: pool.socialProviders,
  DeveloperProviderName: pool.developerProvider,
  OpenIdConnectProviderARNs: pool.oidcProviders,
  CognitoIdentityProviders: pool.userPools,
  SamlProviderARNs: pool.samlProviders,
  IdentityPoolTags: pool.tags,
});

/** An identity as answers show it: `Logins` are the names of its providers. */
export const identityView = ({ id, logins, created, modified }: Identity): Infer<typeof IdentityDescription> => ({
  IdentityId: id,
  ...(logins.length === 0 ? {} : { Logins: [...new Set(logins.map(({ provider }) => provider))] }),
  CreationDate: created,
  LastModifiedDate: modified,
});
