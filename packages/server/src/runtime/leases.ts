import { RegistryClosedError, RegistryConflictError, type Registry, type RegistryChange } from '@paddock/store';
import type { Clock, Timer } from './clock.js';
import type { Logger } from './log.js';
import type { Versioned } from './versioned.js';

/** Keeps who works on what. */
export interface LeaseStore<T> {
  readonly registry: Registry;
  lease(work: T): Promise<Versioned<{ readonly process: string }> | undefined>;
  putLease(work: T, process: string, ifVersion: number): RegistryChange;
  /** A process that works on anything, while it is there: `expires` in ms since the epoch on the machine's clock. */
  poller(process: string): Promise<Versioned<{ readonly expires: number }> | undefined>;
  putPoller(process: string, expires: number): RegistryChange;
  removePoller(process: string): RegistryChange;
  /** Calls the listener after a process went. */
  watchPollersGone(listener: () => void): () => void;
}

/** Somebody has the work under a greater epoch. */
export class LostLeaseError extends Error {
  override readonly name = 'LostLeaseError';
}

/** How long a process is taken to be there after it said so, and how often it says so, ms. */
const lifetime = 90_000;
const renewal = 30_000;

/** The right to work on something: until it is lost. */
export interface Held {
  /** Greater than that of everyone who had it before. */
  readonly epoch: number;
}

/**
 * Who works on what, when several processes share the stores: a document for each piece of work names its process, and one for each process that works
 * on any says until when it is there. One that was killed is taken over from when that time is up, or by a process of the same name at once. Costs a commit
 * every half minute while the process has any, however many. Goes by the machine's clock, for that is what processes die by.
 */
export class Leases<T> {
  readonly #store: LeaseStore<T>;
  readonly #own: (work: T, epoch: number) => Promise<void>;
  readonly #what: string;
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
   * @param parts.own fences what earlier owners still write; throws LostLeaseError when there is a greater epoch
   * @param parts.what names the work in the log: `event source mappings`
   * @param parts.process names this process among those that share the stores; the same whenever it is started again
   * @param parts.onFree called when another process's work may be there to be taken
   */
  constructor(parts: {
    readonly store: LeaseStore<T>;
    readonly own: (work: T, epoch: number) => Promise<void>;
    readonly what: string;
    readonly process: string;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly onFree: () => void;
  }) {
    this.#store = parts.store;
    this.#own = parts.own;
    this.#what = parts.what;
    this.#process = parts.process;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#onFree = parts.onFree;
    this.#unwatch = this.#store.watchPollersGone(this.#onFree);
  }

  /** Takes work; undefined while another process has it. */
  async take(work: T): Promise<Held | undefined> {
    for (;;) {
      const lease = await this.#store.lease(work);
      if (lease !== undefined && lease.value.process !== this.#process && (await this.#isThere(lease.value.process)))
        return undefined;
      try {
        const expires = this.#clock.now() + lifetime;
        const epoch = await this.#store.registry.commit([
          this.#store.putLease(work, this.#process, lease?.version ?? 0),
          ...(this.#isPresent ? [] : [this.#store.putPoller(this.#process, expires)]),
        ]);
        this.#present();
        await this.#own(work, epoch);
        return { epoch };
      } catch (error) {
        if (!(error instanceof RegistryConflictError) && !(error instanceof LostLeaseError)) throw error;
      }
    }
  }

  /** Whether work that was taken still is this process's. */
  async has(work: T): Promise<boolean> {
    return (await this.#store.lease(work))?.value.process === this.#process;
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
        this.#logger.error(`the leases of ${this.#what} were not renewed`, { error });
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
