import type { Position } from './position.js';
import { beginShard, firstShards, type Start, type TailShard } from './tail-shards.js';
import type { ShardInfo } from './shard.js';

export interface TailRecord {
  readonly sequence: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** ms since the epoch */
  readonly arrival: number;
}

export interface Batch {
  readonly records: readonly TailRecord[];
  /** Undefined at the shard's end. */
  readonly next: string | undefined;
  /** ms */
  readonly behind: number;
  /** At the shard's end. */
  readonly children: readonly Pick<ShardInfo, 'id' | 'parents'>[];
}

/** The calls that a tail needs. */
export interface TailSource {
  iterator(shard: string, start: Start, signal: AbortSignal): Promise<string>;
  records(iterator: string, signal: AbortSignal): Promise<Batch>;
}

export type TailEvent =
  | { readonly is: 'throttled'; readonly shard: string; readonly wait: number }
  | { readonly is: 'expired'; readonly shard: string }
  /** The shard, or all that was in it, is past the stream's retention. */
  | { readonly is: 'trimmed'; readonly shard: string }
  | { readonly is: 'ended'; readonly shard: string; readonly children: readonly string[]; readonly isFollowed: boolean }
  | { readonly is: 'failed'; readonly shard: string; readonly error: unknown };

export interface TailOptions {
  readonly source: TailSource;
  readonly shards: readonly ShardInfo[];
  /** One shard, or all of the stream's. */
  readonly shard: string | undefined;
  readonly position: Position;
  readonly onRecords: (shard: string, records: readonly TailRecord[]) => Promise<void>;
  readonly onEvent: (event: TailEvent) => void;
  readonly clock: TailClock;
  /** The error's kind, by its code. */
  readonly kindOf: (error: unknown) => 'throttled' | 'expired' | 'trimmed' | 'other';
}

export interface TailClock {
  /** ms, of the reader. */
  now(): number;
  /** ms since the epoch, of the server, whose clock may stand still. */
  serverNow(): number;
  /** Returns what takes it back. */
  after(ms: number, run: () => void): () => void;
}

/** Calls at once: a browser gives a server six connections, and the page needs some. */
const mostCalls = 4;
/** ms between two reads of a shard. It allows five a second, to all who read: most of them are left to the others. */
const pace = { behind: 250, caughtUp: 1000 } as const;
const longestWait = 10_000;

/** Reads shards in turn and for good: children after their parents, on from where it was when an iterator has expired, slower when it is throttled. */
export class StreamTail {
  readonly #options: TailOptions;
  readonly #shards = new Map<string, TailShard>();
  #running: AbortController | undefined;
  #calls = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(options: TailOptions) {
    this.#options = options;
    for (const shard of firstShards(options.shards, options.shard, options.position)) this.#shards.set(shard.id, shard);
  }

  get shards(): readonly TailShard[] {
    return [...this.#shards.values()];
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Begins, or goes on from where it was paused. */
  resume(): void {
    if (this.#running !== undefined) return;
    this.#running = new AbortController();
    this.#pump();
  }

  /** What is on its way is thrown away, and read again afterwards. */
  pause(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #pump(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const now = this.#options.clock.now();
    const idle = this.shards
      .filter(({ state, isBusy }) => state === 'reading' && !isBusy)
      .toSorted((a, b) => a.due - b.due);
    for (const shard of idle) {
      if (this.#calls >= mostCalls) return;
      if (shard.due > now) {
        this.#cancelTimer = this.#options.clock.after(shard.due - now, () => this.#pump());
        return;
      }
      void this.#step(shard, running.signal);
    }
  }

  async #step(shard: TailShard, signal: AbortSignal): Promise<void> {
    this.#calls++;
    shard.isBusy = true;
    try {
      await this.#read(shard, signal);
    } catch (error) {
      if (!signal.aborted) this.#recover(shard, error);
    } finally {
      this.#calls--;
      shard.isBusy = false;
      this.#pump();
    }
  }

  async #read(shard: TailShard, signal: AbortSignal): Promise<void> {
    const { source, clock, onRecords } = this.#options;
    shard.iterator ??= await source.iterator(shard.id, shard.start, signal);
    const { records, next, behind, children } = await source.records(shard.iterator, signal);
    if (signal.aborted) return;
    this.#noticeTrimmed(shard, records);
    // Before any wait: a pause in between must not have them read again.
    shard.iterator = next;
    shard.behind = behind;
    shard.wait = 0;
    const last = records.at(-1);
    if (last !== undefined) shard.start = { type: 'AFTER_SEQUENCE_NUMBER', sequence: last.sequence };
    // From `latest` on nothing has come so far: should the iterator expire, what comes from now on is not to be missed.
    else if (shard.start.type === 'LATEST') shard.readAt = clock.serverNow();
    if (next === undefined) this.#end(shard, children);
    shard.due = clock.now() + (behind > 0 ? pace.behind : pace.caughtUp);
    if (records.length > 0) await onRecords(shard.id, records);
  }

  /** A number that was asked for and is not the first that comes, is there no more. */
  #noticeTrimmed(shard: TailShard, records: readonly TailRecord[]): void {
    const first = records[0];
    if (shard.start.type !== 'AT_SEQUENCE_NUMBER' || first === undefined || shard.start.sequence === first.sequence)
      return;
    if (!shard.isAtOwnStart) this.#options.onEvent({ is: 'trimmed', shard: shard.id });
  }

  #end(shard: TailShard, children: Batch['children']): void {
    shard.state = 'ended';
    shard.behind = 0;
    const isFollowed = shard.isFollowed;
    if (isFollowed) {
      for (const { id, parents } of children) {
        if (!this.#shards.has(id)) this.#shards.set(id, beginShard(id, parents, { type: 'TRIM_HORIZON' }, 'waiting'));
      }
    }
    this.#wakeChildren();
    this.#options.onEvent({ is: 'ended', shard: shard.id, children: children.map(({ id }) => id), isFollowed });
  }

  /** Records of a key come in order only when both parents are read to their end. */
  #wakeChildren(): void {
    for (const shard of this.#shards.values()) {
      if (shard.state !== 'waiting') continue;
      const isFree = shard.parents.every((id) => {
        const state = this.#shards.get(id)?.state;
        return state === undefined || state === 'ended' || state === 'failed';
      });
      if (isFree) shard.state = 'reading';
    }
  }

  #recover(shard: TailShard, error: unknown): void {
    const { clock, kindOf, onEvent } = this.#options;
    const kind = kindOf(error);
    if (kind === 'throttled') {
      shard.wait = Math.min(longestWait, shard.wait === 0 ? 1000 : shard.wait * 2);
      shard.due = clock.now() + shard.wait;
      onEvent({ is: 'throttled', shard: shard.id, wait: shard.wait });
    } else if (kind === 'expired') {
      shard.iterator = undefined;
      if (shard.start.type === 'LATEST' && shard.readAt !== undefined)
        shard.start = { type: 'AT_TIMESTAMP', at: shard.readAt };
      shard.due = clock.now();
      onEvent({ is: 'expired', shard: shard.id });
    } else if (kind === 'trimmed') {
      this.#end(shard, []);
      onEvent({ is: 'trimmed', shard: shard.id });
    } else {
      shard.state = 'failed';
      this.#wakeChildren();
      onEvent({ is: 'failed', shard: shard.id, error });
    }
  }
}
