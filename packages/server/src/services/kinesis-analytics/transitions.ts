import type { RegistryChange } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import { dueTask, type DueTask, type DueTasks } from '../../runtime/due-tasks.js';
import { endState } from '../../runtime/state-ending.js';
import type { Application, ApplicationName, ApplicationStatus } from './domain/application.js';
import type { AnalyticsStore } from './store.js';

const kind = 'kinesisanalytics-application';

type Begun = ApplicationName & { readonly id: string; readonly revision: number };

/** What follows the states that pass. STOPPING and DELETING also wait for whoever runs the application. */
const next: Partial<Record<ApplicationStatus, ApplicationStatus>> = {
  STARTING: 'RUNNING',
  UPDATING: 'RUNNING',
  STOPPING: 'READY',
};

/** Ends the states that applications pass through. Each has a due task in the commit that began it; with instant transitions the request ends it before it is answered. */
export class Transitions {
  readonly #store: AnalyticsStore;
  readonly #clock: Clock;
  readonly #delay: number;
  #settle: (application: Application) => Promise<void> = () => Promise.resolve();

  /** @param delay how long states last, ms; 0 for instant transitions */
  constructor(store: AnalyticsStore, clock: Clock, delay: number) {
    this.#store = store;
    this.#clock = clock;
    this.#delay = delay;
  }

  /** Called before a state ends: until this process does what the state is about (stopping, forgetting what a deleted application left). */
  onSettle(settle: (application: Application) => Promise<void>): void {
    this.#settle = settle;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task.payload as unknown as Begun, task));
  }

  /** The due task that ends an application's state; for the commit that begins it. */
  due({ account, region, name, id, revision }: Application): RegistryChange {
    const payload = { account, region, name, id, revision } satisfies Begun;
    return dueTask({ at: this.#clock.now() + this.#delay, kind, id: `${id}-${revision}`, payload });
  }

  /** To be called after the commit that began a state. */
  async begun(application: Application): Promise<void> {
    if (this.#delay === 0) await this.#end(application);
  }

  #end(begun: Begun, task?: DueTask): Promise<void> {
    return endState(this.#store.registry, task, () => this.#ending(begun));
  }

  /** Nothing when the state has ended, or another change began one. */
  async #ending(begun: Begun): Promise<RegistryChange[]> {
    const found = await this.#store.current(begun);
    if (found === undefined || found.value.id !== begun.id || found.value.revision !== begun.revision) return [];
    const { value, version } = found;
    if (value.status === 'READY' || value.status === 'RUNNING') return [];
    await this.#settle(value);
    if (value.status === 'DELETING') return this.#store.remove(value, version);
    const status = next[value.status] ?? 'READY';
    return [this.#store.put({ ...value, status, revision: value.revision + 1 }, version)];
  }
}
