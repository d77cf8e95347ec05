import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Ids } from '../../../runtime/ids.js';
import { packagesOf, servingVersion, useChanges } from '../code-use.js';
import type { FunctionName, FunctionVersion, LambdaFunction } from '../domain/lambda-function.js';
import type { LambdaStore } from '../store.js';

const kind = 'lambda-function';

/** How long a function stays Pending or InProgress, ms. On AWS it is a second or more. */
export const briefTransition = 200;

/** A state that is to end: `began` says of which change, for revisions change meanwhile, with permissions. */
type Begun = FunctionName & { readonly id: string; readonly version: string; readonly began: number };

interface Ending {
  readonly changes: readonly RegistryChange[];
  /** Packages of code that nobody may use after it. */
  readonly released: readonly string[];
}
const nothing: Ending = { changes: [], released: [] };

/**
 * Ends the states that functions pass through. Each has a due task in the commit that began it, so that a restart loses none; with instant transitions
 * the request that began it ends it before it is answered.
 */
export class Transitions {
  readonly #store: LambdaStore;
  readonly #clock: Clock;
  readonly #ids: Pick<Ids, 'requestId'>;
  readonly #delay: number;
  #release: (packages: readonly string[]) => Promise<void> = () => Promise.resolve();

  /** @param delay ms; 0 for instant transitions */
  constructor(store: LambdaStore, clock: Clock, ids: Pick<Ids, 'requestId'>, delay: number) {
    this.#store = store;
    this.#clock = clock;
    this.#ids = ids;
    this.#delay = delay;
  }

  /** Calls the listener with packages that may be used no more, once that is committed. */
  onRelease(listener: (packages: readonly string[]) => Promise<void>): void {
    this.#release = listener;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task.payload as unknown as Begun, task));
  }

  /** How long states last, ms: also those of event source mappings and provisioned concurrency. */
  get delay(): number {
    return this.#delay;
  }

  /** The due task that ends the state of a version; for the commit that begins it. */
  due({ account, region, name, id }: LambdaFunction, { version, lastModified }: FunctionVersion): RegistryChange {
    const payload = { account, region, name, id, version, began: lastModified };
    return dueTask({ at: this.#clock.now() + this.#delay, kind, id: `${id}-${version}`, payload });
  }

  /** To be called after the commit that began a state. */
  async begun(
    { account, region, name, id }: LambdaFunction,
    { version, lastModified }: FunctionVersion,
  ): Promise<void> {
    if (this.#delay === 0) await this.#end({ account, region, name, id, version, began: lastModified });
  }

  async #end(begun: Begun, task?: DueTask): Promise<void> {
    const finished = task ? [done(task)] : [];
    for (;;) {
      const { changes, released } = await this.#ending(begun);
      if (changes.length === 0 && task === undefined) return;
      try {
        await this.#store.registry.commit([...changes, ...finished]);
        if (released.length > 0) await this.#release(released);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
      }
    }
  }

  /** Nothing when the state has ended, or another change began one. */
  async #ending({ id, version, began, ...named }: Begun): Promise<Ending> {
    const found = await this.#store.currentFunction(named);
    if (found === undefined || found.value.id !== id) return nothing;
    if (version !== '$LATEST') {
      const published = await this.#store.currentVersion(named, version);
      if (published?.state !== 'Pending') return nothing;
      // Not if the function changes meanwhile, for it may be deleted.
      const changes = [
        this.#store.putVersion(named, this.#settled(published)),
        this.#store.checkFunction(named, found.version),
      ];
      return { changes, released: [] };
    }
    const { serving, ...owner } = found.value;
    const { state, lastUpdateStatus, lastModified } = owner.latest;
    if (lastModified !== began || (state !== 'Pending' && lastUpdateStatus !== 'InProgress')) return nothing;
    const settled = this.#store.putFunction({ ...owner, latest: this.#settled(owner.latest) }, found.version);
    if (serving === undefined) return { changes: [settled], released: [] };
    const ended = useChanges(named, servingVersion(serving), undefined);
    return { changes: [settled, ...ended], released: packagesOf(serving) };
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
