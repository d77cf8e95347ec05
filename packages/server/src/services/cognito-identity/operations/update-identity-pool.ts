import { operation } from '../context.js';
import { usual } from '../declared.js';
import { poolMembers } from '../pool-members.js';
import { changePool, checkTags, namedPool, onPool } from '../pools.js';
import { IdentityPool } from '../shapes.js';
import { poolView } from '../views.js';

/**
 * Replaces all but the roles. Tags stay unless others are given.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
 */
export const updateIdentityPool = operation({
  name: 'UpdateIdentityPool',
  input: IdentityPool,
  output: IdentityPool,
  errors: [...usual, 'ResourceConflictException', 'ConcurrentModificationException', 'LimitExceededException'],
  needs: onPool('UpdateIdentityPool'),
  async run(context, input, request) {
    const changed = await changePool(context, namedPool(input.IdentityPoolId, request), (pool) => ({
      ...pool,
      ...poolMembers(context, pool.account, input, pool),
      tags: input.IdentityPoolTags ? checkTags(input.IdentityPoolTags, context.quotas.tagsPerPool) : pool.tags,
    }));
    return poolView(changed);
  },
});
