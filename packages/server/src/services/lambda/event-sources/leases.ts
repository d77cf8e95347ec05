import { RegistryClosedError, RegistryConflictError } from '@paddock/store';
import type { Clock, Timer } from '../../../runtime/clock.js';
import type { Logger } from '../../../runtime/log.js';
import type { Mapping } from './mapping.js';
import type { MappingStore } from './mapping-store.js';
import { LostMappingError, type Progress } from './progress.js';

/** How long a process is taken to be there after it said so, and how often it says so, ms. */
const lifetime = 90_000;
const renewal = 30_000;

/** The right to work on a mapping: until it is lost. */
export interface Held {
  /** Greater than that of everyone who had it before. */
  readonly epoch: number;
}

/**
 * Who works on which mapping, when several processes share the stores: a document for each mapping names its process, and one for each process that works
 * on any says until when it is there. One that was killed is taken over from when that time is up, or by a process of the same name at once. Costs a commit
 * every half minute while the process has any mapping, however many. Goes by the machine's clock, for that is what processes die by.
 */
export class Leases {
  readonly #store: MappingStore;
  readonly #progress: Progress;
  readonly #process: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onFree: () => void;
  readonly #unwatch: () => void;
  #renewing: Timer | undefined;
  #isPresent = false;
  /** When the first of the others' time is up. */
  #waiting: { readonly at: number; readonly timer: Timer } | undefined;
  #isClosed = false;

  /**
   * @param parts.process names this process among those that share the stores; the same whenever it is started again
   * @param parts.onFree called when mappings of another process may be there to be taken
   */
  constructor(parts: {
    readonly store: MappingStore;
    readonly progress: Progress;
    readonly process: string;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly onFree: () => void;
  }) {
    this.#store = parts.store;
    this.#progress = parts.progress;
    this.#process = parts.process;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#onFree = parts.onFree;
    this.#unwatch = this.#store.watchPollersGone(this.#onFree);
  }

  /** Takes a mapping; undefined while another process works on it. */
  async take(mapping: Mapping): Promise<Held | undefined> {
    for (;;) {
      const lease = await this.#store.lease(mapping);
      if (lease !== undefined && lease.value.process !== this.#process && (await this.#isThere(lease.value.process)))
        return undefined;
      try {
        const expires = this.#clock.now() + lifetime;
        const epoch = await this.#store.registry.commit([
          this.#store.putLease(mapping, this.#process, lease?.version ?? 0),
          ...(this.#isPresent ? [] : [this.#store.putPoller(this.#process, expires)]),
        ]);
        this.#present();
        await this.#progress.own(mapping, epoch);
        return { epoch };
      } catch (error) {
        if (!(error instanceof RegistryConflictError) && !(error instanceof LostMappingError)) throw error;
      }
    }
  }

  /** Whether a mapping that was taken still is this process's. */
  async has(mapping: Pick<Mapping, 'uuid'>): Promise<boolean> {
    return (await this.#store.lease(mapping))?.value.process === this.#process;
  }

  /** Lets others take over at once. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#unwatch();
    this.#renewing?.cancel();
    this.#waiting?.timer.cancel();
    if (!this.#isPresent) return;
    try {
      await this.#store.registry.commit([this.#store.removePoller(this.#process)]);
    } catch (error) {
      if (!(error instanceof RegistryClosedError)) throw error;
    }
  }

  /** As after a crash: nothing is told to anyone. For tests. */
  abandon(): void {
    this.#isClosed = true;
    this.#unwatch();
    this.#renewing?.cancel();
    this.#waiting?.timer.cancel();
  }

  async #isThere(process: string): Promise<boolean> {
    const poller = await this.#store.poller(process);
    const left = (poller?.value.expires ?? 0) - this.#clock.now();
    // The clock of the machine may have been set back.
    if (left <= 0 || left > 2 * lifetime) return false;
    this.#lookAgain(left);
    return true;
  }

  #lookAgain(left: number): void {
    const at = this.#clock.now() + left;
    if (this.#isClosed || (this.#waiting !== undefined && this.#waiting.at <= at)) return;
    this.#waiting?.timer.cancel();
    const timer = this.#clock.after(left + 1, () => {
      this.#waiting = undefined;
      this.#onFree();
    });
    this.#waiting = { at, timer };
  }

  #present(): void {
    this.#isPresent = true;
    if (this.#renewing !== undefined || this.#isClosed) return;
    this.#renewing = this.#clock.after(renewal, () => {
      this.#renewing = undefined;
      this.#renew().catch((error: unknown) => {
        if (error instanceof RegistryClosedError) return;
        this.#logger.error('the leases of event source mappings were not renewed', { error });
        this.#present();
      });
    });
  }

  async #renew(): Promise<void> {
    if (this.#isClosed) return;
    await this.#store.registry.commit([this.#store.putPoller(this.#process, this.#clock.now() + lifetime)]);
    this.#present();
  }
}
