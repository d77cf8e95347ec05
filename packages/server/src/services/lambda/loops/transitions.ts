import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Ids } from '../../../runtime/ids.js';
import type { FunctionName, FunctionVersion, LambdaFunction } from '../domain/lambda-function.js';
import type { LambdaStore } from '../store.js';

const kind = 'lambda-function';

/** How long a function stays Pending or InProgress, ms. On AWS it is a second or more. */
export const briefTransition = 200;

/** A state that is to end: `revisionId` says of which change. */
type Begun = FunctionName & { readonly id: string; readonly version: string; readonly revisionId: string };

/**
 * Ends the states that functions pass through. Each has a due task in the commit that began it, so that a restart loses none; with instant transitions
 * the request that began it ends it before it is answered.
 */
export class Transitions {
  readonly #store: LambdaStore;
  readonly #clock: Clock;
  readonly #ids: Pick<Ids, 'requestId'>;
  readonly #delay: number;

  /** @param delay ms; 0 for instant transitions */
  constructor(store: LambdaStore, clock: Clock, ids: Pick<Ids, 'requestId'>, delay: number) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
    this.#delay = delay;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task.payload as unknown as Begun, task));
  }

  /** How long states last, ms: also those of event source mappings and provisioned concurrency. */
  get delay(): number {
    return this.#delay;
  }

  /** The due task that ends the state of a version; for the commit that begins it. */
  due({ account, region, name, id }: LambdaFunction, { version, revisionId }: FunctionVersion): RegistryChange {
    const payload = { account, region, name, id, version, revisionId };
    return dueTask({ at: this.#clock.now() + this.#delay, kind, id: `${id}-${version}`, payload });
  }

  /** To be called after the commit that began a state. */
  async begun({ account, region, name, id }: LambdaFunction, { version, revisionId }: FunctionVersion): Promise<void> {
    if (this.#delay === 0) await this.#end({ account, region, name, id, version, revisionId });
  }

  async #end(begun: Begun, task?: DueTask): Promise<void> {
    const finished = task ? [done(task)] : [];
    for (;;) {
      const changes = await this.#ending(begun);
      if (changes.length === 0 && task === undefined) return;
      try {
        await this.#store.registry.commit([...changes, ...finished]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
      }
    }
  }

  /** Nothing when the state has ended, or another change began one. */
  async #ending({ id, version, revisionId, ...named }: Begun): Promise<RegistryChange[]> {
    const found = await this.#store.currentFunction(named);
    if (found === undefined || found.value.id !== id) return [];
    if (version !== '$LATEST') {
      const published = await this.#store.version(named, version);
      if (published?.revisionId !== revisionId || published.state === 'Active') return [];
      return [this.#store.putVersion(named, this.#settled(published))];
    }
    const { latest } = found.value;
    if (latest.revisionId !== revisionId) return [];
    return [this.#store.putFunction({ ...found.value, latest: this.#settled(latest) }, found.version)];
  }

  #settled(version: FunctionVersion): FunctionVersion {
    const {
      stateReason: _reason,
      stateReasonCode: _code,
      lastUpdateStatusReason: _updateReason,
      lastUpdateStatusReasonCode: _updateCode,
      ...rest
    } = version;
    return { ...rest, state: 'Active', lastUpdateStatus: 'Successful', revisionId: this.#ids.requestId() };
  }
}
