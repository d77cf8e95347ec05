import type { RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { CognitoIdentityStore } from '../store.js';

const kind = 'cognito-identity-removed-pool';
const atOnce = 500;

/** Removes what is left of pools that were deleted: their identities may be millions. Nobody sees them any more meanwhile. */
export class RemovedPools {
  readonly #store: CognitoIdentityStore;
  readonly #clock: Clock;

  constructor(store: CognitoIdentityStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, async (task) => {
      const { poolId } = task.payload as { readonly poolId: string };
      for (;;) {
        const changes = await this.#store.removeRest(poolId, atOnce);
        if (changes.length === 0) break;
        await this.#store.commit(changes);
      }
      await this.#store.commit([done(task)]);
    });
  }

  /** The change that begins it, to be committed with the pool's deletion. */
  dueFor(poolId: string): RegistryChange {
    return dueTask({ at: this.#clock.now(), kind, id: poolId, payload: { poolId } });
  }
}
