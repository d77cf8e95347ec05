import type { AccessKey, User } from './domain/entities.js';
import { accessKeyNotFound } from './errors.js';
import { findUserOrCaller } from './lookup.js';
import type { IamStore } from './store.js';
import type { Versioned } from '../../runtime/versioned.js';

/**
 * The user whose access keys a request is about: the caller if it names none. Deviation: AWS's root manages keys of its own this way; here
 * root's key is configuration, which IAM does not change.
 * @throws ValidationError when neither the request nor the caller is a user, NoSuchEntity
 */
export const findKeyHolder = findUserOrCaller;

/** @throws NoSuchEntity, also for a key of another user */
export function findKeyOf(store: IamStore, user: User, id: string): Versioned<AccessKey> {
  const accessKey = user.accessKeys.includes(id) ? store.accessKey(id) : undefined;
  if (accessKey === undefined) throw accessKeyNotFound(id);
  return accessKey;
}
