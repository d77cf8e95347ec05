import { keysOf, removedTags, requestTags } from '../../authorization/need-keys.js';
import type { AuthorizationNeed, NeedKeys, RequestContext } from '../../request-context.js';
import type { CognitoIdentityContext } from './context.js';
import { parsePoolArn, poolArn, type PoolName } from './domain/arn.js';
import type { Pool } from './domain/pool.js';
import { malformedArn, poolNotFound, reservedTag, tooManyTags } from './errors.js';
import type { Versioned } from '../../runtime/versioned.js';

type Tags = Readonly<Record<string, string>>;

/** The pool that a signed request means: of its account and region. */
export const namedPool = (id: string, request: RequestContext): PoolName => ({
  account: request.principal.account,
  region: request.region,
  id,
});

/** @throws ResourceNotFoundException also for a pool of another account or region */
export function findPool({ store }: CognitoIdentityContext, { account, region, id }: PoolName): Versioned<Pool> {
  const pool = store.pool(id);
  if (pool?.value.account !== account || pool.value.region !== region) throw poolNotFound(id);
  return pool;
}

/** The pool whose id a guest gives, whoever's it is. @throws ResourceNotFoundException */
export function anyonesPool({ store }: CognitoIdentityContext, id: string): Versioned<Pool> {
  const pool = store.pool(id);
  if (pool === undefined) throw poolNotFound(id);
  return pool;
}

/** @throws ResourceNotFoundException, and what `change` throws */
export function changePool(
  context: CognitoIdentityContext,
  name: PoolName,
  change: (pool: Pool) => Pool,
): Promise<Pool> {
  return context.store.change(() => {
    const { value, version } = findPool(context, name);
    const changed = change(value);
    return { changes: [context.store.putPool(changed, version)], result: changed };
  });
}

/** The need of operations on the pool that the input names. */
export const onPool =
  (action: string) =>
  (
    _context: CognitoIdentityContext,
    input: { readonly IdentityPoolId: string },
    request: RequestContext,
  ): AuthorizationNeed => ({
    action: `cognito-identity:${action}`,
    resources: [poolArn(namedPool(input.IdentityPoolId, request))],
  });

/** The need of operations that AWS grants on no resource in particular. */
export const onAnything = (action: string, keys?: NeedKeys): AuthorizationNeed => ({
  action: `cognito-identity:${action}`,
  resources: ['*'],
  ...(keys === undefined ? {} : { keys }),
});

/** The need of operations on the tags of a ResourceArn. @throws InvalidParameterException for an ARN that is no pool's */
export const onTags =
  (action: string) =>
  (
    _context: CognitoIdentityContext,
    input: { readonly ResourceArn: string; readonly Tags?: Tags; readonly TagKeys?: readonly string[] },
  ): AuthorizationNeed => ({
    action: `cognito-identity:${action}`,
    resources: [poolArn(poolOfArn(input.ResourceArn))],
    ...(input.Tags === undefined ? {} : { keys: requestTags(input.Tags) }),
    ...(input.TagKeys === undefined ? {} : { keys: removedTags(input.TagKeys) }),
  });

/** @throws InvalidParameterException for an ARN that is no pool's */
export function poolOfArn(arn: string): PoolName {
  const name = parsePoolArn(arn);
  if (name === undefined) throw malformedArn(arn);
  return name;
}

/** The pool that a ResourceArn names, if it is the sender's. @throws InvalidParameterException, ResourceNotFoundException */
export function ownPoolOfArn(arn: string, request: RequestContext): PoolName {
  const { id, account, region } = poolOfArn(arn);
  if (account !== request.principal.account || region !== request.region) throw poolNotFound(id);
  return { id, account, region };
}

/** `cognito-identity:IdentityPoolArn`, of an identity's pool. */
export const poolArnKey = (arns: readonly string[]): NeedKeys =>
  keysOf({ 'cognito-identity:identitypoolarn': arns.length === 0 ? undefined : arns });

/** @throws InvalidParameterException for a key that is AWS's own, or too many in all */
export function checkTags(tags: Tags, limit: number): Tags {
  const reserved = Object.keys(tags).find((key) => /^aws:/i.test(key));
  if (reserved !== undefined) throw reservedTag(reserved);
  if (Object.keys(tags).length > limit) throw tooManyTags(limit);
  return tags;
}
