import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { poolArn } from '../domain/arn.js';
import { onAnything, poolArnKey } from '../pools.js';
import { IdentityIdList, UnprocessedIdentityIdList } from '../shapes.js';

/**
 * Unknown ids count as deleted, those of another account as forbidden.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html
 */
export const deleteIdentities = operation({
  name: 'DeleteIdentities',
  input: structure('DeleteIdentitiesInput', { IdentityIdsToDelete: required(IdentityIdList) }),
  output: structure('DeleteIdentitiesResponse', { UnprocessedIdentityIds: UnprocessedIdentityIdList }),
  errors: ['InvalidParameterException', 'TooManyRequestsException', 'InternalErrorException'],
  async needs({ store }, input, { principal }) {
    const identities = await Promise.all(input.IdentityIdsToDelete.map((id) => store.identity(id)));
    const pools = identities.flatMap((identity) => (identity && store.pool(identity.value.poolId)?.value) ?? []);
    const own = pools.filter((pool) => pool.account === principal.account);
    // One need for each pool, for the key has one value.
    const arns = [...new Set(own.map(poolArn))];
    if (arns.length === 0) return onAnything('DeleteIdentities');
    return arns.map((arn) => onAnything('DeleteIdentities', poolArnKey([arn])));
  },
  async run({ store }, input, { principal, region }) {
    const forbidden: string[] = [];
    for (const id of new Set(input.IdentityIdsToDelete)) {
      await store.change(async () => {
        const identity = await store.identity(id);
        const pool = identity && store.pool(identity.value.poolId)?.value;
        if (identity === undefined || pool === undefined) return { changes: [], result: undefined };
        if (pool.account !== principal.account || pool.region !== region) {
          forbidden.push(id);
          return { changes: [], result: undefined };
        }
        return { changes: store.deleteIdentity(identity.value, identity.version), result: undefined };
      });
    }
    return {
      UnprocessedIdentityIds: forbidden.map((id) => ({ IdentityId: id, ErrorCode: 'AccessDenied' as const })),
    };
  },
});
