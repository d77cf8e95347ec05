import type { ShardSource, Time } from '@paddock/ride/browser';

/** A browser has no more connections than these to one server, of HTTP/1.1: further calls would wait in it, and count as unanswered. */
const AT_ONCE = 6;
/** Milliseconds from call to call, on the average. Each is signed on the page's own thread. */
const EVERY = 10;
/** So many may come together. */
const BURST = 40;

/**
 * The source, asked politely: of a stream with hundreds of shards each is read less often then, in turn. A stream of a few is read as
 * before. When the signal aborts, calls that still wait are not made.
 */
export function paced(source: ShardSource, time: Time, signal: AbortSignal): ShardSource {
  const gate = new Gate(time, signal);
  return {
    listShards: (since) => source.listShards(since),
    getIterator: (shardId, position) => gate.pass(() => source.getIterator(shardId, position)),
    getRecords: (iterator) => gate.pass(() => source.getRecords(iterator)),
  };
}

class Gate {
  readonly #time: Time;
  readonly #signal: AbortSignal;
  /** The first to come is the first to go. */
  readonly #waiting = new Set<() => void>();
  #underWay = 0;
  /** By the average rate, the next call is due then. */
  #dueAt = -Infinity;

  constructor(time: Time, signal: AbortSignal) {
    this.#time = time;
    this.#signal = signal;
  }

  /** @throws the signal's reason, without a call, once it has aborted */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    if (this.#underWay >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.add(resolve));
    else this.#underWay += 1;
    try {
      await this.#rest();
      this.#signal.throwIfAborted();
      return await call();
    } finally {
      this.#handOver();
    }
  }

  async #rest(): Promise<void> {
    const now = this.#time.elapsed();
    this.#dueAt = Math.max(this.#dueAt, now - BURST * EVERY) + EVERY;
    if (this.#dueAt > now) await this.#time.sleep(this.#dueAt - now, this.#signal);
  }

  #handOver(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#underWay -= 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
