import type { Page } from '@paddock/ride/browser';

/** Milliseconds by which the clock of who reads may seem to run back before it is believed. */
const JITTER = 3_000;
/** How much later than its arrival a record may be answered, in milliseconds. */
const ON_THE_WAY = 1_000;

interface Heard {
  /** Up to when, by the service's clock, the shard has been read. */
  readonly until: number;
  /** The same without what outages took. */
  readonly trueUntil: number;
  readonly polledAt: number;
  readonly wasUpToDate: boolean;
}

/**
 * The stream's time, as far as the stream has been read: what a silence is judged by. It is told from the stream alone (arrivals, how
 * far behind a page is, and the time that passes in between), as the page's own clock may be wrong by hours.
 *
 * While nothing can be read, it stands still: that we do not hear a unicorn then is not its silence. Nor is what passed in an outage of
 * the server, which its sender could not reach either: that time is left out until `grace` has passed since, so that everyone
 * has as long as before to speak again.
 */
export class StreamClock {
  readonly #grace: number;
  readonly #shards = new Map<string, Heard>();
  /** The service's clock said `at` when ours said `elapsed`. */
  #anchor: { readonly at: number; readonly elapsed: number } | undefined;
  #isOut = false;
  /** When anything was answered last. */
  #polledAt: number | undefined;
  #leftOut = 0;
  #leftOutUntil = 0;
  #last: number | undefined;

  /** @param grace milliseconds */
  constructor(grace: number) {
    this.#grace = grace;
  }

  /** A page of the shard was answered. @param elapsed milliseconds of a clock that is never set back */
  heard(
    shard: string,
    { records, millisBehindLatest }: Pick<Page, 'records' | 'millisBehindLatest'>,
    elapsed: number,
  ): void {
    const newest = records.at(-1);
    if (newest !== undefined) this.#learn(newest.arrivedAt, millisBehindLatest, this.#shards.get(shard), elapsed);
    const now = this.now(elapsed);
    if (now === undefined) return;
    this.#endOutage(now, elapsed);
    if (now >= this.#leftOutUntil) this.#leftOut = 0;
    const trueUntil = now - millisBehindLatest;
    this.#shards.set(shard, {
      until: trueUntil - this.#leftOut,
      trueUntil,
      polledAt: elapsed,
      wasUpToDate: millisBehindLatest === 0,
    });
  }

  /** The server does not answer. */
  lost(): void {
    this.#isOut = true;
  }

  /** The service's clock, as far as known, ms since the epoch; undefined before the first record. */
  now(elapsed: number): number | undefined {
    return this.#anchor && this.#anchor.at + (elapsed - this.#anchor.elapsed);
  }

  /**
   * Up to when all of these shards have been read, outages left out; ms since the epoch. One that is new counts from now on, one that
   * cannot be read holds the time up for all.
   */
  readUntil(shards: Iterable<string>, elapsed: number): number | undefined {
    let earliest = Infinity;
    for (const shard of shards) {
      const heard = this.#shards.get(shard) ?? this.#begin(shard, elapsed);
      if (heard !== undefined) earliest = Math.min(earliest, heard.until);
    }
    if (earliest === Infinity) return this.#last;
    const isJitter = this.#last !== undefined && earliest < this.#last && this.#last - earliest < JITTER;
    if (!isJitter) this.#last = earliest;
    return this.#last;
  }

  /** From when to go on, so that nothing is missed: the true time up to which every shard was read. */
  resumeAt(): number | undefined {
    const times = [...this.#shards.values()].map(({ trueUntil }) => trueUntil);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** The shard was read to its end. */
  forget(shard: string): void {
    this.#shards.delete(shard);
  }

  #learn(arrivedAt: number, behind: number, before: Heard | undefined, elapsed: number): void {
    const estimate = this.now(elapsed) ?? -Infinity;
    const earliest = arrivedAt + behind;
    // A shard that was read to its tip had no record then: this one arrived since. A clock that is frozen or was set back is seen so.
    const since = before?.wasUpToDate === true ? elapsed - before.polledAt : behind > 0 ? 0 : Infinity;
    const latest = earliest + since + ON_THE_WAY;
    const at = estimate < earliest ? earliest : estimate > latest ? earliest : estimate;
    this.#anchor = { at, elapsed };
  }

  #endOutage(now: number, elapsed: number): void {
    if (this.#isOut) {
      this.#leftOut += elapsed - (this.#polledAt ?? elapsed);
      this.#leftOutUntil = now + this.#grace;
    }
    this.#isOut = false;
    this.#polledAt = elapsed;
  }

  #begin(shard: string, elapsed: number): Heard | undefined {
    const now = this.now(elapsed);
    if (now === undefined || this.#last === undefined) return undefined;
    const heard = { until: now - this.#leftOut, trueUntil: now, polledAt: elapsed, wasUpToDate: false };
    this.#shards.set(shard, heard);
    return heard;
  }
}
