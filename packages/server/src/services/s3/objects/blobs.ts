import type { ObjectRange, Objects, OpenObject, Tables, Writes } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Ids } from '../../../runtime/ids.js';
import type { Logger } from '../../../runtime/log.js';

/** Blobs that no object has: those being written, and those that are to be removed. */
const LOOSE = 's3/loose';
/** A blob that was begun so long ago, and is nobody's, was left by a crash, ms. */
const abandonedAfter = 3_600_000;
const atOnce = 256;

/**
 * The bytes of objects that are too large to stand beside what is known of them. A blob is written before the transaction that makes it an object's, and removed after
 * the one that makes it nobody's; both leave a note, so that a crash in between leaves nothing behind for long.
 */
export class Blobs {
  readonly #objects: Objects;
  readonly #tables: Tables;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #logger: Logger;
  /** Blobs that somebody is about to open, and how many are. */
  readonly #pinned = new Map<string, number>();
  #sweeping: Promise<void> | undefined;
  #isWanted = false;

  constructor(parts: { objects: Objects; tables: Tables; clock: Clock; ids: Ids; logger: Logger }) {
    this.#objects = parts.objects;
    this.#tables = parts.tables;
    this.#clock = parts.clock;
    this.#ids = parts.ids;
    this.#logger = parts.logger;
  }

  /** The name of a blob to be: `bucket` is the bucket's id. */
  newName = (bucket: string): string => `${bucket}/${this.#ids.hex(32)}`;

  /** Writes a blob that is nobody's yet: see `adopt`. */
  async write(name: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    const note = Buffer.from(String(this.#clock.now()));
    await this.#tables.transact([], (_, writes) => writes.put(LOOSE, name, note));
    await this.#objects.put(keyOf(name), body);
  }

  /** The bytes, or a range of them; undefined when it was removed. */
  open(name: string, range?: ObjectRange): Promise<OpenObject | undefined> {
    return this.#objects.get(keyOf(name), range);
  }

  /** Keeps blobs from being removed, by this process. @returns how to let them go */
  pin(names: readonly string[]): () => void {
    for (const name of names) this.#pinned.set(name, (this.#pinned.get(name) ?? 0) + 1);
    return () => {
      for (const name of names) {
        const left = (this.#pinned.get(name) ?? 1) - 1;
        if (left === 0) this.#pinned.delete(name);
        else this.#pinned.set(name, left);
      }
      this.sweepSoon();
    };
  }

  /** The blob is somebody's, by the transaction that this is part of. */
  adopt(name: string, writes: Writes): void {
    writes.delete(LOOSE, name);
  }

  /** The blob is nobody's any more, by the transaction that this is part of. `sweepSoon` removes it. */
  release(name: string, writes: Writes): void {
    writes.put(LOOSE, name, RELEASED);
  }

  /** Removes a blob that was written for nothing. */
  async discard(name: string): Promise<void> {
    await this.#tables.transact([], (_, writes) => this.release(name, writes));
    this.sweepSoon();
  }

  /** Removes, in the background, what nobody has. What fails is tried again with the next one, and at the next start. */
  sweepSoon(): void {
    this.#isWanted = true;
    this.#sweeping ??= this.#sweep()
      .catch((error: unknown) => this.#logger.warn('blobs that nobody has were not removed', { error }))
      .finally(() => {
        this.#sweeping = undefined;
        if (this.#isWanted) this.sweepSoon();
      });
  }

  /** Waits for what is being removed. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      const names = await this.#loose();
      for (const name of names) await this.#objects.delete(keyOf(name));
      if (names.length === 0) continue;
      await this.#tables.transact([], (_, writes) => {
        for (const name of names) writes.delete(LOOSE, name);
      });
      this.#isWanted ||= names.length === atOnce;
    }
  }

  async #loose(): Promise<string[]> {
    const before = this.#clock.now() - abandonedAfter;
    let names: string[] = [];
    await this.#tables.scan(
      LOOSE,
      {},
      {
        visit: (name, note) => {
          const begun = Buffer.from(note).toString();
          const isOver = begun === '' || Number(begun) < before;
          if (isOver && !this.#pinned.has(name)) names.push(name);
          return names.length < atOnce;
        },
        restart: () => (names = []),
      },
    );
    return names;
  }
}

const RELEASED = Buffer.alloc(0);
const keyOf = (name: string): string => `s3/${name}`;
