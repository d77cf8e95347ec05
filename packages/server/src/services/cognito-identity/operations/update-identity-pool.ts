import type { Infer } from '@paddock/wire';
import { removedTags, requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed, NeedKeys, RequestContext } from '../../../request-context.js';
import { operation, type CognitoIdentityContext } from '../context.js';
import { usual } from '../declared.js';
import { poolArn } from '../domain/arn.js';
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
  needs: (context, input, request) => [
    onPool('UpdateIdentityPool')(context, input, request),
    ...retagging(context, input, request),
  ],
  async run(context, input, request) {
    const changed = await changePool(context, namedPool(input.IdentityPoolId, request), (pool) => ({
      ...pool,
      ...poolMembers(context, pool.account, input, pool),
      tags: input.IdentityPoolTags ? checkTags(input.IdentityPoolTags, context.quotas.tagsPerPool) : pool.tags,
    }));
    return poolView(changed);
  },
});

/** Who may change a pool but not its tags, which policies ask for, may not change them this way. Those that stay as they are need nothing. */
function retagging(
  { store }: CognitoIdentityContext,
  { IdentityPoolId: id, IdentityPoolTags: tags }: Infer<typeof IdentityPool>,
  request: RequestContext,
): AuthorizationNeed[] {
  if (tags === undefined) return [];
  const name = namedPool(id, request);
  const pool = store.pool(id)?.value;
  // Of another account's pool nothing is told.
  const before = pool?.account === name.account && pool.region === name.region ? pool.tags : {};
  const isAsBefore = ([key, value]: [string, string]) => Object.hasOwn(before, key) && before[key] === value;
  const set = Object.entries(tags).filter((tag) => !isAsBefore(tag));
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(tags, key));
  const need = (action: string, keys: NeedKeys): AuthorizationNeed => ({
    action: `cognito-identity:${action}`,
    resources: [poolArn(name)],
    keys,
  });
  return [
    ...(set.length === 0 ? [] : [need('TagResource', requestTags(Object.fromEntries(set)))]),
    ...(removed.length === 0 ? [] : [need('UntagResource', removedTags(removed))]),
  ];
}
