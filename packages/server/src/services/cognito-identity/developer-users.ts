import type { CognitoIdentityContext } from './context.js';
import type { Identity } from './domain/identity.js';
import type { Pool } from './domain/pool.js';
import { developerUserNotFound, unsupportedDeveloperProvider } from './errors.js';
import type { Versioned } from './store.js';

/** The identity of a user of the pool's developer. @throws ResourceNotFoundException */
export async function findDeveloperUser(
  { store }: CognitoIdentityContext,
  pool: Pool,
  user: string,
): Promise<Versioned<Identity>> {
  const { developerProvider: provider } = pool;
  const owner = provider === undefined ? undefined : await store.owner(pool.id, { provider, user });
  const identity = owner && (await store.identity(owner.value));
  if (identity === undefined) throw developerUserNotFound(user);
  return identity;
}

/** @throws InvalidParameterException unless it is the pool's */
export function assertDeveloperProvider(pool: Pool, provider: string): void {
  if (pool.developerProvider !== provider) throw unsupportedDeveloperProvider();
}
