import type { Registry, RegistryChange, Tables } from '@paddock/store';
import { done, dueTask, type DueTasks } from '../../runtime/due-tasks.js';

const kind = 'dynamodb-clear';

/**
 * The due task that removes collections whose names are not used again, for the commit that forgets them: what is removed before the commit
 * could be asked for yet, and what is to be removed after it could be forgotten by a crash.
 * @param now ms since the epoch
 */
export function willClear(collections: readonly string[], now: number): RegistryChange {
  const [first = ''] = collections;
  return dueTask({ at: now, kind, id: first, payload: { collections } });
}

/** Does those due tasks. */
export function registerClearing(tasks: DueTasks, registry: Pick<Registry, 'commit'>, tables: Tables): void {
  tasks.handle(kind, async (task) => {
    const { collections } = task.payload as { readonly collections: readonly string[] };
    for (const collection of collections) await tables.clear(collection);
    await registry.commit([done(task)]);
  });
}
