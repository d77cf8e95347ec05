import { Lanes } from '../domain/hash.js';
import type { Checkpoint, WindowState } from '../progress.js';
import type { SourceRecord, SourceShard } from '../sources/source.js';
import { Checkpointer } from './checkpointer.js';
import type { Gate } from './gate.js';
import { Lane, type LaneHost } from './lane.js';
import { Signal } from './signal.js';
import type { Work } from './work.js';

/** Records of one read at most: more would keep others from the event loop. */
const mostAtOnce = 2_000;
const mostBytesAtOnce = 4 * 1024 * 1024;
/**
 * What is read ahead of the function, for each shard: at least so many records, two full batches for each lane, or so many bytes. Further where lanes are
 * several: one whose batch fails must not keep the others from theirs.
 */
const leastAhead = 500;
const leastAheadOfLanes = 10_000;
const bytesAhead = 8 * 1024 * 1024;

/** Reads one shard and hands its records out to lanes, which invoke the function. */
export class ShardPoller implements LaneHost {
  readonly work: Work;
  readonly shard: SourceShard;
  readonly changed = new Signal();
  window: WindowState | undefined;
  ended = false;
  reads = 0;
  readonly #gate: Gate;
  readonly #lanes: readonly Lane[];
  readonly #laneOf = new Map<number, Lanes>();
  readonly #checkpointer: Checkpointer;
  readonly #ahead: number;
  /** What was done before: for every number of lanes that there was, how far each came. */
  #done: readonly (readonly number[])[];
  #next: number;
  #isGone = false;
  #isCaughtUp = false;
  /** There may be more than was read. */
  #isFresh = true;
  #buffered = 0;
  #bufferedBytes = 0;
  #failure: { readonly error: unknown } | undefined;
  /** When the first record that is not done arrived, if any is known. */
  #lastTime: number | undefined;

  constructor(work: Work, gate: Gate, shard: SourceShard, from: Checkpoint) {
    this.work = work;
    this.shard = shard;
    this.#gate = gate;
    const { parallelization, batchSize } = work.mapping;
    this.#lanes = Array.from({ length: parallelization }, () => new Lane(this));
    this.#ahead = Math.max(parallelization > 1 ? leastAheadOfLanes : leastAhead, 2 * batchSize * parallelization);
    this.#done = [...(from.earlier ?? []), from.lanes];
    this.#next = Math.min(...from.lanes);
    this.window = from.window;
    this.#checkpointer = new Checkpointer(work, shard.key, () => this.checkpoint);
  }

  get shardId(): string {
    return this.shard.id;
  }

  get retention(): number {
    return this.shard.retention;
  }

  get isStopping(): boolean {
    return this.work.isStopping || this.#isGone || this.#failure !== undefined;
  }

  get isSettled(): boolean {
    return this.ended || (this.#isCaughtUp && !this.#isFresh);
  }

  get isFull(): boolean {
    return this.#buffered >= this.#ahead || this.#bufferedBytes >= bytesAhead;
  }

  /** How far it has come. */
  get checkpoint(): Checkpoint {
    const count = this.#lanes.length;
    const before = this.#done.find((lanes) => lanes.length === count);
    const lanes = this.#lanes.map((lane, index) => Math.max(lane.position ?? this.#next, before?.[index] ?? 0));
    const first = Math.min(...lanes);
    const earlier = this.#done.filter((done) => done.length !== count && Math.max(...done) > first);
    return {
      lanes,
      ...(earlier.length === 0 ? {} : { earlier }),
      ...(this.window === undefined ? {} : { window: this.window }),
    };
  }

  /** How old the last record is that was read, ms, while something of the shard is not done; 0 when all is. */
  iteratorAge(now: number): number {
    const isIdle = this.isSettled && this.#lanes.every((lane) => lane.isIdle);
    return isIdle || this.#lastTime === undefined ? 0 : Math.max(0, now - this.#lastTime);
  }

  took(records: readonly SourceRecord[]): void {
    this.#buffered -= records.length;
    for (const { bytes } of records) this.#bufferedBytes -= bytes;
    this.changed.fire();
  }

  save(result?: string): Promise<void> {
    return this.#checkpointer.save(result);
  }

  /** What it reads is not there any more. */
  halt(): void {
    this.#isGone = true;
    this.changed.fire();
    this.work.wake.fire();
  }

  /**
   * Works until it is told to stop, or the shard is at its end and all of it is done, which is durable then.
   * @returns what became of it
   */
  async run(): Promise<'ended' | 'gone' | 'stopped'> {
    const unwatch = this.work.source.watchShard(this.shard, () => {
      this.#isFresh = true;
      this.changed.fire();
    });
    try {
      const tasks = [this.#read(), ...this.#lanes.map((lane) => lane.run())];
      await Promise.all(tasks.map((task) => task.catch((error: unknown) => this.#fail(error))));
    } finally {
      unwatch();
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#isGone) return 'gone';
    if (this.work.isStopping || !this.ended) return 'stopped';
    await this.work.save(this.shard.key, { lanes: [this.#next], ended: true });
    return 'ended';
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.changed.fire();
    this.work.wake.fire();
  }

  async #read(): Promise<void> {
    while (!this.isStopping && !this.ended) {
      if (this.isFull || (this.#isCaughtUp && !this.#isFresh)) {
        await this.changed.next();
        continue;
      }
      const roleArn = await this.#gate.pass();
      if (roleArn === undefined) return;
      this.#isFresh = false;
      const records = Math.max(1, Math.min(mostAtOnce, this.#ahead - this.#buffered));
      const slice = await this.work.source.read(this.shard, this.#next, { records, bytes: mostBytesAtOnce, roleArn });
      if (slice === undefined) {
        this.halt();
        return;
      }
      for (const record of slice.records) this.#handOut(record);
      this.#next = Math.max(this.#next, slice.next);
      this.#forgetDone();
      this.#isCaughtUp = slice.isCaughtUp;
      this.ended = slice.ended;
      this.reads += 1;
      this.#lastTime = slice.records.at(-1)?.record.time ?? this.#lastTime;
      this.work.count('PolledEventCount', slice.polled);
      this.work.count('FilteredOutEventCount', slice.polled - Math.min(slice.polled, slice.records.length));
      this.changed.fire();
      // Nobody else writes that records were passed over.
      const isIdle = this.#lanes.every((lane) => lane.isIdle);
      if (slice.polled > 0 && isIdle && !slice.ended) await this.#checkpointer.save();
    }
  }

  #handOut(record: SourceRecord): void {
    const { position, orderKey } = record.record;
    for (const done of this.#done) if (position < (done[this.#hash(done.length, orderKey)] ?? 0)) return;
    this.#buffered += 1;
    this.#bufferedBytes += record.bytes;
    this.#lanes[this.#hash(this.#lanes.length, orderKey)]?.add(record);
  }

  /** What lies behind everything that was done before is to be done now. */
  #forgetDone(): void {
    if (this.#done.length === 0) return;
    const first = this.#lanes.reduce((least, lane) => Math.min(least, lane.position ?? least), this.#next);
    this.#done = this.#done.filter((done) => Math.max(...done) > first);
  }

  #hash(lanes: number, key: string): number {
    if (lanes === 1) return 0;
    let hashes = this.#laneOf.get(lanes);
    if (hashes === undefined) this.#laneOf.set(lanes, (hashes = new Lanes(lanes)));
    return hashes.of(key);
  }
}
