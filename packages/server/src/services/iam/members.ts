import type { Group, User } from './domain/entities.js';
import type { IamStore } from './store.js';
import type { Versioned } from '../../runtime/versioned.js';

/** The users of a group, in order of their names. */
export const membersOf = (store: IamStore, group: Group): Versioned<User>[] =>
  store.users(group.account).filter(({ value }) => value.groups.includes(group.name));
