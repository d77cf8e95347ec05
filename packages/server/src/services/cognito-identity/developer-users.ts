import type { CognitoIdentityContext } from './context.js';
import type { Identity } from './domain/identity.js';
import type { Pool } from './domain/pool.js';
import { developerUserNotFound, unsupportedDeveloperProvider } from './errors.js';
import type { Versioned } from '../../runtime/versioned.js';

/** The identity of a user of the pool's developer. @throws ResourceNotFoundException */
export async function findDeveloperUser(
  { store }: CognitoIdentityContext,
  pool: Pool,
  user: string,
): Promise<Versioned<Identity>> {
  const { developerProvider: provider } = pool;
  const { owner } = provider === undefined ? {} : await store.owner(pool.id, { provider, user });
  if (owner === undefined) throw developerUserNotFound(user);
  return owner;
}

/** @throws InvalidParameterException unless it is the pool's */
export function assertDeveloperProvider(pool: Pool, provider: string): void {
  if (pool.developerProvider !== provider) throw unsupportedDeveloperProvider();
}
