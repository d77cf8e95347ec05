import { RegistryConflictError, type Registry, type RegistryChange } from '@paddock/store';
import { done, type DueTask } from './due-task.js';

/**
 * Commits what ends a resource's state, together with the end of the task that was due for it; again when another change came first.
 * @param task undefined where nothing is due: a request ends the state that it began
 * @param ending what the newest documents ask for; nothing when the state has ended already
 */
export async function endState(
  registry: Registry,
  task: DueTask | undefined,
  ending: () => Promise<readonly RegistryChange[]>,
): Promise<void> {
  const finished = task === undefined ? [] : [done(task)];
  for (;;) {
    const changes = await ending();
    if (changes.length === 0 && task === undefined) return;
    try {
      await registry.commit([...changes, ...finished]);
      return;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
      // Another process was quicker.
      if (error.key === task?.key) return;
    }
  }
}
