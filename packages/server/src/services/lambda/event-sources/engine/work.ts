import type { Clock } from '../../../../runtime/clock.js';
import type { Ids } from '../../../../runtime/ids.js';
import type { Logger } from '../../../../runtime/log.js';
import type { LambdaMetrics } from '../../metrics.js';
import { targetOf, type Mapping } from '../mapping.js';
import type { Permissions } from '../permissions.js';
import type { FailureBuckets, FunctionInvoker, MappedFunction } from '../ports.js';
import type { Checkpoint, Progress } from '../progress.js';
import type { Source } from '../sources/source.js';
import { eventCounts, type EventCount } from './event-counts.js';
import { Signal } from './signal.js';

export interface WorkParts {
  readonly progress: Progress;
  readonly invoker: FunctionInvoker;
  readonly permissions: Permissions;
  /** Absent where there are none. */
  readonly buckets: FailureBuckets | undefined;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'requestId'>;
  readonly metrics: Pick<LambdaMetrics, 'add' | 'store'>;
  readonly logger: Logger;
}

export const callFailed = 'PROBLEM: Function call failed';

/** First and longest pause before something that failed is tried again, ms. AWS documents none. */
const firstPause = 250;
const longestPause = 10_000;
/** The longest before a function that was not reached is asked again, ms: one that is throttled is free again soon. */
export const unreachedPause = 2_000;

/** What the parts of a mapping that is being worked on share. */
export class Work {
  readonly parts: WorkParts;
  readonly mapping: Mapping;
  readonly epoch: number;
  readonly source: Source;
  readonly target: MappedFunction;
  readonly count: (metric: EventCount, events: number) => void;
  /** Fired when it is to end, and when what it failed for may have changed. */
  readonly wake = new Signal();
  #isStopping = false;
  #result: string | undefined;

  constructor(parts: WorkParts, mapping: Mapping, epoch: number, source: Source) {
    this.parts = parts;
    this.mapping = mapping;
    this.epoch = epoch;
    this.source = source;
    this.target = targetOf(mapping);
    this.count = eventCounts(parts.metrics.store, mapping);
  }

  /** Nothing new is to be begun. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  stop(): void {
    this.#isStopping = true;
    this.wake.fire();
  }

  /**
   * Waits before the next of a row of tries.
   * @param failures how many there were, at least 1
   * @param longest ms
   */
  async pause(failures: number, longest = longestPause): Promise<void> {
    if (this.#isStopping) return;
    await this.wake.within(this.parts.clock, Math.min(longest, firstPause * 2 ** Math.min(failures - 1, 20)));
  }

  /** Writes how far a shard has come, with the result where it is another. @throws LostLeaseError */
  async save(shard: string, checkpoint: Checkpoint, result?: string): Promise<void> {
    const changed = result === this.#result ? undefined : result;
    await this.parts.progress.save(this.mapping, this.epoch, { checkpoints: [[shard, checkpoint]], result: changed });
    if (changed !== undefined) this.#result = changed;
  }

  /** Writes LastProcessingResult. @throws LostLeaseError */
  async tell(result: string): Promise<void> {
    if (result === this.#result) return;
    await this.parts.progress.save(this.mapping, this.epoch, { result });
    this.#result = result;
  }
}
