import { operation } from '../context.js';
import { usual } from '../declared.js';
import { defaultTagMap } from '../domain/principal-tags.js';
import { providerNames, type Pool } from '../domain/pool.js';
import { boolean, required, structure } from '@paddock/wire';
import { notConfigured } from '../errors.js';
import { changePool, namedPool, onAnything } from '../pools.js';
import { IdentityPoolId, IdentityProviderName, PrincipalTags } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
export const setPrincipalTagAttributeMap = operation({
  name: 'SetPrincipalTagAttributeMap',
  input: structure('SetPrincipalTagAttributeMapInput', {
    IdentityPoolId: required(IdentityPoolId),
    IdentityProviderName: required(IdentityProviderName),
    UseDefaults: boolean,
    PrincipalTags,
  }),
  output: structure('SetPrincipalTagAttributeMapResponse', {
    IdentityPoolId,
    IdentityProviderName,
    UseDefaults: boolean,
    PrincipalTags,
  }),
  errors: usual,
  needs: () => onAnything('SetPrincipalTagAttributeMap'),
  async run(context, input, request) {
    const { IdentityPoolId: id, IdentityProviderName: provider, UseDefaults = false } = input;
    const tags = UseDefaults ? defaultTagMap : (input.PrincipalTags ?? {});
    await changePool(context, namedPool(id, request), (pool) => {
      if (!isConfigured(pool, provider)) throw notConfigured(provider);
      const { [provider]: _before, ...others } = pool.principalTags ?? {};
      const has = Object.keys(tags).length > 0;
      return { ...pool, principalTags: has ? { ...others, [provider]: { useDefaults: UseDefaults, tags } } : others };
    });
    return { IdentityPoolId: id, IdentityProviderName: provider, UseDefaults, PrincipalTags: tags };
  },
});

/** Here a user pool goes by its name alone, whichever client the token is for. */
const isConfigured = (pool: Pool, provider: string): boolean =>
  providerNames(pool).has(provider) || (pool.userPools ?? []).some(({ ProviderName }) => ProviderName === provider);
