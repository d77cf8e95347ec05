import type { Clock, Timer } from '../../runtime/clock.js';
import type { Logger } from '../../runtime/log.js';
import type { IamStore } from './store.js';

/** Nothing is written more often than this, ms. */
const shortestInterval = 60_000;

/** A use, changed in place by the next one. */
interface Use {
  service: string;
  region: string;
  /** ms since the epoch */
  at: number;
  /** When it was last written, on the clock that only runs forward. */
  written: number;
  isNew: boolean;
}

/**
 * Remembers when access keys and roles were last used, for GetAccessKeyLastUsed and RoleLastUsed. The first use is written at once, in the
 * background; what follows within a minute is written when that is over. A crash loses the uses of the last minute at most.
 */
export class LastUsedTracker {
  readonly #store: Pick<IamStore, 'putLastUsed'>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** In the order in which they were written; what was not used for a minute is left out. */
  readonly #uses = new Map<string, Use>();
  readonly #writing = new Set<Promise<void>>();
  #timer: Timer | undefined;
  #stopped = false;

  constructor(parts: {
    readonly store: Pick<IamStore, 'putLastUsed'>;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  /**
   * An authenticated request has come.
   * @param id the access key's, or the unique id of the role whose session it is
   * @param service by its signing name: `kinesis`
   * @param region of the signature
   * @param at ms since the epoch
   */
  note(id: string, service: string, region: string, at: number): void {
    const known = this.#uses.get(id);
    if (known !== undefined) {
      known.service = service;
      known.region = region;
      known.at = at;
      known.isNew = true;
      return;
    }
    if (this.#stopped) return;
    this.#write(id, { service, region, at, written: 0, isNew: true });
    this.#timer ??= this.#clock.after(shortestInterval, () => this.#due());
  }

  /** Writes what is not yet written. What is written comes last, where it is passed over. */
  async flush(): Promise<void> {
    for (const [id, use] of this.#uses) {
      if (!use.isNew) continue;
      this.#uses.delete(id);
      this.#write(id, use);
    }
    await Promise.all(this.#writing);
  }

  /** Writes what is not yet written, and waits for it. Later uses are not remembered. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const [id, use] of this.#uses) if (use.isNew) this.#write(id, use);
    this.#uses.clear();
    await Promise.all(this.#writing);
  }

  /** Each use whose minute is over is written if there is news, and forgotten otherwise. */
  #due(): void {
    this.#timer = undefined;
    const now = this.#clock.monotonic();
    for (const [id, use] of this.#uses) {
      const wait = use.written + shortestInterval - now;
      if (wait > 0) {
        this.#timer = this.#clock.after(wait, () => this.#due());
        return;
      }
      this.#uses.delete(id);
      if (use.isNew) this.#write(id, use);
    }
  }

  #write(id: string, use: Use): void {
    use.written = this.#clock.monotonic();
    use.isNew = false;
    this.#uses.set(id, use);
    const { at, service, region } = use;
    const writing = this.#store
      .putLastUsed(id, { at, service, region })
      .catch((error: unknown) => {
        // It is tried again with the next minute.
        use.isNew = true;
        this.#logger.warn('the last use of credentials could not be written', { id, error });
      })
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }
}
