import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { arriveAs, newGuest } from '../identities.js';
import { verifyLogins } from '../logins.js';
import { anyonesPool } from '../pools.js';
import { AccountId, IdentityId, IdentityPoolId, LoginsMap } from '../shapes.js';

/**
 * A new guest each time, or whoever the logins say.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
 */
export const getId = operation({
  name: 'GetId',
  input: structure('GetIdInput', { AccountId, IdentityPoolId: required(IdentityPoolId), Logins: LoginsMap }),
  output: structure('GetIdResponse', { IdentityId }),
  errors: [...usual, 'ResourceConflictException', 'LimitExceededException', 'ExternalServiceException'],
  unsigned: true,
  needs: () => [],
  async run(context, input) {
    const { value: pool } = anyonesPool(context, input.IdentityPoolId);
    const { logins } = await verifyLogins(context, pool, input.Logins);
    const identity =
      logins.length === 0
        ? await newGuest(context, pool.id)
        : await arriveAs(context, { poolId: pool.id, named: undefined, proven: false, logins });
    return { IdentityId: identity.id };
  },
});
