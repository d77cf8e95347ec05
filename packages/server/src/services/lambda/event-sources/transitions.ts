import type { RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { endState } from '../../../runtime/state-ending.js';
import { passingStates, type Mapping } from './mapping.js';
import type { MappingName, MappingStore } from './mapping-store.js';
import type { Progress } from './progress.js';

const kind = 'lambda-mapping';

type Begun = MappingName & { readonly revision: number };

/** Ends the states that mappings pass through. Each has a due task in the commit that began it; with instant transitions the request ends it before it is answered. */
export class MappingTransitions {
  readonly #store: MappingStore;
  readonly #progress: Progress;
  readonly #clock: Clock;
  readonly #delay: number;

  /** @param delay how long states last, ms; 0 for instant transitions */
  constructor(store: MappingStore, progress: Progress, clock: Clock, delay: number) {
    this.#store = store;
    this.#progress = progress;
    this.#clock = clock;
    this.#delay = delay;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task.payload as unknown as Begun, task));
  }

  /** The due task that ends a mapping's state; for the commit that begins it. */
  due({ account, region, uuid, revision }: Mapping): RegistryChange {
    const payload: Begun = { account, region, uuid, revision };
    return dueTask({ at: this.#clock.now() + this.#delay, kind, id: `${uuid}-${revision}`, payload });
  }

  /** To be called after the commit that began a state. */
  async begun(mapping: Mapping): Promise<void> {
    if (this.#delay === 0) await this.#end(mapping);
  }

  #end(begun: Begun, task?: DueTask): Promise<void> {
    return endState(this.#store.registry, task, () => this.#ending(begun));
  }

  /** Nothing when the state has ended, or another change began one. */
  async #ending(begun: Begun): Promise<RegistryChange[]> {
    const found = await this.#store.current(begun);
    if (found === undefined || found.value.revision !== begun.revision || !passingStates.has(found.value.state))
      return [];
    const { value, version } = found;
    if (value.state !== 'Deleting')
      return [this.#store.put({ ...value, state: value.enabled ? 'Enabled' : 'Disabled' }, version)];
    // First what would be found no more without the mapping. Whoever still works on it can write nothing from now on.
    await this.#progress.forget(value);
    return this.#store.remove(value, version);
  }
}
