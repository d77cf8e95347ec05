import type { AnyOperation } from '../../../operation.js';
import type { IamContext } from '../context.js';
import { createUser } from './create-user.js';
import { deleteUser } from './delete-user.js';
import { getUser } from './get-user.js';
import { listUsers } from './list-users.js';

/** Every operation of IAM that is here. */
export const operations: readonly AnyOperation<IamContext>[] = [
  // Users, groups and access keys.
  createUser,
  deleteUser,
  getUser,
  listUsers,
  // Roles and OIDC providers.

  // Managed policies.

  // Inline policies and boundaries.

  // The account, and simulation.
];
