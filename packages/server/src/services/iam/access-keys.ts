import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import type { AccessKey, User } from './domain/entities.js';
import { accessKeyNotFound, mustSpecifyUserName } from './errors.js';
import { arnOf, findUser, namedUserOrCaller } from './lookup.js';
import type { IamStore, Versioned } from './store.js';

interface OfUser {
  readonly UserName?: string | undefined;
}

/**
 * The user whose access keys a request is about: the caller if it names none. Deviation: AWS's root manages keys of its own this way; here
 * root's key is configuration, which IAM does not change.
 * @throws ValidationError when neither the request nor the caller is a user, NoSuchEntity
 */
export function findKeyHolder(context: IamContext, request: RequestContext, input: OfUser): Versioned<User> {
  const name = namedUserOrCaller(input, request);
  if (name === undefined) throw mustSpecifyUserName();
  return findUser(context, request, name);
}

/** @throws NoSuchEntity, also for a key of another user */
export function findKeyOf(store: IamStore, user: User, id: string): Versioned<AccessKey> {
  const accessKey = user.accessKeys.includes(id) ? store.accessKey(id) : undefined;
  if (accessKey === undefined) throw accessKeyNotFound(id);
  return accessKey;
}

export const onKeyHolder =
  (action: string) =>
  (context: IamContext, input: OfUser, request: RequestContext): AuthorizationNeed => {
    const name = namedUserOrCaller(input, request);
    const resource = name === undefined ? request.principal.arn : arnOf(context, request, 'user', name);
    return { action: `iam:${action}`, resources: [resource], called: name === undefined ? undefined : `user ${name}` };
  };
