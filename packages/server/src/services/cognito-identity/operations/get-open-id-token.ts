import { required, structure } from '@paddock/wire';
import { bearerOf, openIdToken } from '../bearer.js';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import type { Pool } from '../domain/pool.js';
import { classicFlowOff, classicFlowWithMappings } from '../errors.js';
import { arriveAs, findIdentity } from '../identities.js';
import { verifyLogins } from '../logins.js';
import { IdentityId, LoginsMap, OIDCToken } from '../shapes.js';

const tokenSeconds = 600;

/**
 * The basic flow: the client takes the token to STS itself.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
 */
export const getOpenIdToken = operation({
  name: 'GetOpenIdToken',
  input: structure('GetOpenIdTokenInput', { IdentityId: required(IdentityId), Logins: LoginsMap }),
  output: structure('GetOpenIdTokenResponse', { IdentityId, Token: OIDCToken }),
  errors: [...usual, 'ResourceConflictException', 'ExternalServiceException'],
  unsigned: true,
  needs: () => [],
  async run(context, input) {
    const { pool } = await findIdentity(context, input.IdentityId);
    assertClassicFlow(pool);
    const proofs = await verifyLogins(context, pool, input.Logins);
    const { logins } = proofs;
    const arriving = { poolId: pool.id, named: input.IdentityId, proven: false, logins };
    const identity = await arriveAs(context, arriving);
    const token = await openIdToken(context, pool, bearerOf(pool, identity, proofs), tokenSeconds);
    return { IdentityId: identity.id, Token: token };
  },
});

/** @throws InvalidParameterException */
function assertClassicFlow({ allowClassic, roleMappings }: Pool): void {
  if (allowClassic === false) throw classicFlowOff();
  if (roleMappings !== undefined) throw classicFlowWithMappings();
}
