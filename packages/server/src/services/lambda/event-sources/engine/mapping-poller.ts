import { LostLeaseError } from '../../../../runtime/leases.js';
import { LogClosedError, RegistryClosedError, TablesClosedError } from '@paddock/store';
import type { Mapping } from '../mapping.js';
import type { Checkpoint } from '../progress.js';
import type { SourceShard, SourceStart } from '../sources/source.js';
import { Gate } from './gate.js';
import { ShardPoller } from './shard-poller.js';
import { Signal } from './signal.js';
import type { Work } from './work.js';

/** What is told of a shard that is worked on. */
export interface ShardSnapshot {
  readonly shardId: string;
  readonly state: 'running' | 'ended' | 'waiting';
  /** Of the first record that is not done; undefined for one that was not begun. */
  readonly position: number | undefined;
  /** ms */
  readonly iteratorAge: number;
}

/** Works on one mapping: its shards, children when their parents are at their end. */
export class MappingPoller {
  readonly #work: Work;
  readonly #gate: Gate;
  readonly #changed = new Signal();
  readonly #running = new Map<string, { readonly poller: ShardPoller; readonly run: Promise<void> }>();
  #checkpoints = new Map<string, Checkpoint>();
  #shards: readonly SourceShard[] = [];
  #isChanged = true;
  #unwatch: (() => void) | undefined;
  #run: Promise<void> | undefined;
  /** In a row, by shard. */
  readonly #failures = new Map<string, number>();
  #lost: unknown;

  constructor(work: Work) {
    this.#work = work;
    this.#gate = new Gate(work);
  }

  get mapping(): Mapping {
    return this.#work.mapping;
  }

  /** @param onEnd called when it ends by itself: it was lost, or the stores are closed */
  start(onEnd: (why: 'lost' | 'closed') => void): void {
    this.#run = this.#untilStopped().then((why) => {
      this.#unwatch?.();
      if (why !== 'stopped') {
        this.#work.stop();
        this.#wake();
        onEnd(why);
      }
    });
  }

  /** Begins nothing more, and waits until what was begun is over and durable. */
  async stop(): Promise<void> {
    this.#work.stop();
    this.#wake();
    await this.#run;
    await Promise.all(Array.from(this.#running.values(), ({ run }) => run));
  }

  /** What failed may go well now. */
  retry(): void {
    this.#work.wake.fire();
  }

  snapshot(now: number): ShardSnapshot[] {
    return this.#shards.map(({ key, id: shardId }) => {
      const poller = this.#running.get(key)?.poller;
      const { ended, lanes } = poller?.checkpoint ?? this.#checkpoints.get(key) ?? {};
      return {
        shardId,
        state: ended === true ? 'ended' : poller === undefined ? 'waiting' : 'running',
        position: lanes && Math.min(...lanes),
        iteratorAge: poller?.iteratorAge(now) ?? 0,
      };
    });
  }

  #wake(): void {
    this.#changed.fire();
    for (const { poller } of this.#running.values()) poller.changed.fire();
  }

  async #untilStopped(): Promise<'stopped' | 'lost' | 'closed'> {
    const { progress, logger } = this.#work.parts;
    for (let isRead = false; !this.#work.isStopping;) {
      try {
        if (!isRead) this.#checkpoints = await progress.checkpoints(this.mapping);
        isRead = true;
        await this.#follow();
      } catch (error) {
        const end = endOf(error);
        if (end !== undefined) return end;
        logger.error('an event source mapping failed', { mapping: this.mapping.uuid, error });
        this.#isChanged = true;
        await this.#pause('');
      }
    }
    return 'stopped';
  }

  async #pause(shard: string): Promise<void> {
    const failures = (this.#failures.get(shard) ?? 0) + 1;
    this.#failures.set(shard, failures);
    await this.#work.pause(failures);
  }

  /** Begins what can be begun, whenever something has changed. */
  async #follow(): Promise<void> {
    const { source } = this.#work;
    while (!this.#work.isStopping) {
      if (!this.#isChanged) {
        await this.#changed.next();
        if (this.#lost !== undefined) throw this.#lost;
        continue;
      }
      if ((await this.#gate.pass()) === undefined) return;
      this.#isChanged = false;
      const shards = await source.shards();
      if (this.#unwatch === undefined) {
        this.#unwatch = source.watch(() => this.#look());
        // What changed before it was watched.
        this.#isChanged = true;
      }
      this.#shards = shards ?? [];
      if (shards === undefined) {
        for (const { poller } of this.#running.values()) poller.halt();
        await this.#work.tell(`PROBLEM: ${source.missing}`);
        continue;
      }
      await this.#forgetGone(shards);
      for (const shard of shards) if (this.#isNext(shard, shards)) await this.#begin(shard);
    }
  }

  #look(): void {
    this.#isChanged = true;
    this.#changed.fire();
  }

  #isNext({ key, parents }: SourceShard, shards: readonly SourceShard[]): boolean {
    if (this.#running.has(key) || this.#checkpoints.get(key)?.ended === true) return false;
    // Parents that are listed no more have expired.
    return parents.every(
      (parent) => this.#checkpoints.get(parent)?.ended === true || !shards.some((shard) => shard.key === parent),
    );
  }

  async #begin(shard: SourceShard): Promise<void> {
    let from = this.#checkpoints.get(shard.key);
    if (from === undefined) {
      const position = await this.#work.source.position(shard, startOf(this.mapping));
      if (position === undefined) return;
      from = { lanes: [position] };
    }
    if (this.#work.isStopping) return;
    const poller = new ShardPoller(this.#work, this.#gate, shard, from);
    this.#running.set(shard.key, { poller, run: this.#runShard(poller) });
  }

  async #runShard(poller: ShardPoller): Promise<void> {
    const { key } = poller.shard;
    try {
      const end = await poller.run();
      this.#checkpoints.set(key, end === 'ended' ? { ...poller.checkpoint, ended: true } : poller.checkpoint);
      this.#failures.delete(key);
      if (end === 'stopped') return;
    } catch (error) {
      if (endOf(error) !== undefined) {
        this.#lost ??= error;
        this.#changed.fire();
        return;
      }
      this.#work.parts.logger.error('a shard of an event source mapping failed', {
        mapping: this.mapping.uuid,
        shard: poller.shard.id,
        error,
      });
      this.#checkpoints.set(key, poller.checkpoint);
      await this.#pause(key);
    } finally {
      this.#running.delete(key);
    }
    this.#look();
  }

  async #forgetGone(shards: readonly SourceShard[]): Promise<void> {
    const there = new Set(shards.map(({ key }) => key));
    const forget = [...this.#checkpoints.keys()].filter((key) => !there.has(key) && !this.#running.has(key));
    if (forget.length === 0) return;
    await this.#work.parts.progress.save(this.mapping, this.#work.epoch, { forget });
    for (const key of forget) this.#checkpoints.delete(key);
  }
}

/** Where shards begin that the mapping did not find when it was made: what they have came later. */
const startOf = ({ startingPosition, startingTimestamp }: Mapping): SourceStart =>
  startingPosition === 'AT_TIMESTAMP' && startingTimestamp !== undefined
    ? { timestamp: startingTimestamp }
    : 'TRIM_HORIZON';

/** Undefined for what may go well another time. */
function endOf(error: unknown): 'lost' | 'closed' | undefined {
  if (error instanceof LostLeaseError) return 'lost';
  const isClosed =
    error instanceof TablesClosedError || error instanceof LogClosedError || error instanceof RegistryClosedError;
  return isClosed ? 'closed' : undefined;
}
