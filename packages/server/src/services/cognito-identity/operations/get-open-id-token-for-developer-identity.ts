import { required, structure } from '@paddock/wire';
import { bearerOf, openIdToken } from '../bearer.js';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import type { Pool } from '../domain/pool.js';
import { oneDeveloperUser, unsupportedDeveloperProvider } from '../errors.js';
import { arriveAs } from '../identities.js';
import { developerLogin, verifyLogins } from '../logins.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { IdentityId, IdentityPoolId, LoginsMap, OIDCToken, PrincipalTags, TokenDuration } from '../shapes.js';

const defaultSeconds = 900;

/**
 * The account's own server vouches for a user; the client takes the token to GetCredentialsForIdentity or to STS.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
 */
export const getOpenIdTokenForDeveloperIdentity = operation({
  name: 'GetOpenIdTokenForDeveloperIdentity',
  input: structure('GetOpenIdTokenForDeveloperIdentityInput', {
    IdentityPoolId: required(IdentityPoolId),
    IdentityId,
    Logins: required(LoginsMap),
    PrincipalTags,
    TokenDuration,
  }),
  output: structure('GetOpenIdTokenForDeveloperIdentityResponse', { IdentityId, Token: OIDCToken }),
  errors: [...usual, 'ResourceConflictException', 'DeveloperUserAlreadyRegisteredException'],
  needs: onPool('GetOpenIdTokenForDeveloperIdentity'),
  async run(context, input, request) {
    const { value: pool } = findPool(context, namedPool(input.IdentityPoolId, request));
    const { user, others } = split(pool, input.Logins);
    const { logins } = await verifyLogins(context, pool, others);
    const all = [developerLogin(pool, user), ...logins];
    const arriving = { poolId: pool.id, named: input.IdentityId, proven: false, logins: all };
    const identity = await arriveAs(context, arriving);
    const bearer = bearerOf(pool, identity, { logins: all });
    const tags = { ...bearer.tags, ...input.PrincipalTags };
    const token = await openIdToken(context, pool, { ...bearer, tags }, input.TokenDuration ?? defaultSeconds);
    return { IdentityId: identity.id, Token: token };
  },
});

/** @throws InvalidParameterException unless there is a user of the developer's */
function split({ developerProvider }: Pool, logins: Readonly<Record<string, string>>) {
  if (developerProvider === undefined) throw unsupportedDeveloperProvider();
  const { [developerProvider]: user, ...others } = logins;
  if (user === undefined) throw Object.keys(logins).length === 1 ? unsupportedDeveloperProvider() : oneDeveloperUser();
  return { user, others };
}
