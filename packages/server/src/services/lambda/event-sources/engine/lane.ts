import { bisect, EVENT_FRAME, eventJson } from '../domain/batches.js';
import type { FailureCondition } from '../domain/failure-envelope.js';
import { EMPTY_STATE, windowEventJson, windowFrame, windowOf } from '../domain/windows.js';
import type { WindowState } from '../progress.js';
import type { RecordHead, SourceRecord } from '../sources/source.js';
import { giveUp } from './failures.js';
import { Gathering, type GatheringLimits } from './gathering.js';
import { attempt, type Batch } from './invocation.js';
import type { Signal } from './signal.js';
import { callFailed, unreachedPause, type Work } from './work.js';

/** The shard that lanes belong to. */
export interface LaneHost {
  readonly work: Work;
  readonly shardId: string;
  /** How long records are kept, ms. */
  readonly retention: number;
  /** Fired when any of this may be different. */
  readonly changed: Signal;
  readonly isStopping: boolean;
  /** Everything that there was has been handed out. */
  readonly isSettled: boolean;
  /** Nothing more is handed out before something is taken. */
  readonly isFull: boolean;
  /** Everything that there will ever be has been handed out. */
  readonly ended: boolean;
  /** How many times was read. */
  readonly reads: number;
  /** The tumbling window that is open. */
  window: WindowState | undefined;
  /** Records were taken for an invocation. */
  took(records: readonly SourceRecord[]): void;
  /** Resolves when what is done is durable. */
  save(result?: string): Promise<void>;
}

type Next =
  | { readonly kind: 'batch' }
  | { readonly kind: 'final'; readonly window: WindowState }
  /** @param until ms since the epoch */
  | { readonly kind: 'wait'; readonly until?: number }
  | { readonly kind: 'end' };

/** A window is closed so long after its end, ms, when no later record has closed it: clocks of those who write differ. */
const windowGrace = 1_000;

/** A lane whose batch is not full waits for so many reads while there is more: a read may bring no more than other lanes' records. */
const patience = 8;

/** Of the records of one shard those with a common hash of their keys: batch after batch, in their order, one at a time. */
export class Lane {
  readonly #host: LaneHost;
  readonly #work: Work;
  readonly #gathering = new Gathering();
  /** What is being worked on, in its order. */
  #pending: Batch[] = [];
  #readsBefore = 0;

  constructor(host: LaneHost) {
    this.#host = host;
    this.#work = host.work;
  }

  add(record: SourceRecord): void {
    this.#gathering.add(record);
  }

  /** Of the first record that is not done; undefined when all that it got are. */
  get position(): number | undefined {
    return (this.#pending[0]?.records[0]?.record ?? this.#gathering.head)?.position;
  }

  get isIdle(): boolean {
    return this.position === undefined;
  }

  /** Works until the shard is at its end, or it is told to stop. */
  async run(): Promise<void> {
    const { changed, work } = this.#host;
    const { clock } = work.parts;
    this.#readsBefore = this.#host.reads;
    while (!this.#host.isStopping) {
      const next = this.#next(clock.now());
      if (next.kind === 'end') return;
      if (next.kind === 'wait') {
        await (next.until === undefined ? changed.next() : changed.within(clock, next.until - clock.now()));
        continue;
      }
      if (next.kind === 'final') await this.#closeWindow(next.window);
      else await this.#process(this.#gathering.take());
      this.#readsBefore = this.#host.reads;
    }
  }

  #next(now: number): Next {
    const { window, ended, isSettled } = this.#host;
    const { head } = this.#gathering;
    if (window !== undefined && this.#isOver(window, head, now)) return { kind: 'final', window };
    const windowEnd = window === undefined ? undefined : window.end + windowGrace;
    if (head === undefined) {
      if (ended) return { kind: 'end' };
      return windowEnd === undefined || !isSettled ? { kind: 'wait' } : { kind: 'wait', until: windowEnd };
    }
    const isClosed = this.#gathering.gather(now, (first) => this.#limits(first));
    if (isClosed || ended || this.#host.isFull) return { kind: 'batch' };
    const { batchingWindow, maximumAge, tumblingWindow } = this.#work.mapping;
    if (batchingWindow === 0)
      return isSettled || this.#host.reads >= this.#readsBefore + patience ? { kind: 'batch' } : { kind: 'wait' };
    const until = Math.min(
      this.#gathering.begun + batchingWindow * 1000,
      maximumAge < 0 ? Infinity : head.time + maximumAge * 1000,
      tumblingWindow === 0 ? Infinity : windowOf(head.time, tumblingWindow).end + windowGrace,
    );
    return now >= until ? { kind: 'batch' } : { kind: 'wait', until };
  }

  #isOver(window: WindowState, head: RecordHead | undefined, now: number): boolean {
    const length = this.#work.mapping.tumblingWindow * 1000;
    if (window.early === true || window.end - window.start !== length) return true;
    if (head !== undefined) return head.time < window.start || head.time >= window.end;
    return this.#host.isSettled && (this.#host.ended || now >= window.end + windowGrace);
  }

  #limits(first: RecordHead): GatheringLimits {
    const { batchSize: records, tumblingWindow } = this.#work.mapping;
    if (tumblingWindow === 0) return { records, frame: EVENT_FRAME, before: Infinity };
    const window = this.#windowOf(first);
    return { records, frame: windowFrame(this.#windowInvocation(window)), before: window.end };
  }

  /** Tries a batch, and what becomes of it, until all of it is done or given up. */
  async #process(records: readonly SourceRecord[]): Promise<void> {
    const { mapping } = this.#work;
    this.#pending = [this.#batch(records)];
    this.#host.took(records);
    let unreached = 0;
    for (let batch = this.#pending[0]; batch !== undefined && !this.#host.isStopping; batch = this.#pending[0]) {
      const expired = this.#expired(batch);
      if (expired > 0) {
        await this.#giveUp(batch, expired, 'RecordAgeExceeded');
        continue;
      }
      const window = this.#openWindow(batch);
      const outcome = await attempt(this.#work, batch, this.#event(batch.records, window), window);
      if (outcome.kind === 'unreached') {
        if (this.#host.isStopping) return;
        await this.#work.tell(callFailed);
        await this.#work.pause(++unreached, unreachedPause);
        continue;
      }
      unreached = 0;
      if (outcome.kind === 'done') {
        this.#host.window = outcome.window ?? this.#host.window;
        this.#advance(batch, outcome.upTo);
        await this.#host.save('OK');
        continue;
      }
      batch.failures += 1;
      await this.#work.tell(outcome.result);
      // Halves are new batches: it is not the batch that is tried again.
      if (mapping.bisect && batch.records.length > 1) {
        this.#pending.splice(0, 1, ...bisect(batch.records).map((half) => this.#batch(half)));
      } else if (isExhausted(mapping.maximumRetries, batch)) {
        await this.#giveUp(batch, batch.records.length, 'RetryAttemptsExhausted');
      } else {
        await this.#work.pause(batch.failures);
      }
    }
  }

  /** Some records of a batch are done. What is left, if any was tried, is a new batch. */
  #advance(
    batch: Batch,
    upTo: number,
    rest: (records: readonly SourceRecord[]) => Batch = (records) => this.#batch(records),
  ): void {
    if (upTo >= batch.records.length) this.#pending.shift();
    else this.#pending[0] = rest(batch.records.slice(upTo));
  }

  async #giveUp(batch: Batch, count: number, condition: FailureCondition): Promise<void> {
    const records = batch.records.slice(0, count);
    const window = this.#openWindow(batch);
    await this.#report(batch, records, condition, window, this.#event(records, window));
    this.#advance(batch, count, (left) => ({ ...batch, records: left }));
    await this.#host.save();
  }

  /** Hands the state of a window over, until the function has taken it or it is given up. */
  async #closeWindow(window: WindowState): Promise<void> {
    const { mapping, parts } = this.#work;
    const batch = this.#batch([]);
    const event = windowEventJson([], this.#windowInvocation(window, true));
    for (let unreached = 0; !this.#host.isStopping;) {
      const isLate = mapping.maximumAge >= 0 && parts.clock.now() - window.end > mapping.maximumAge * 1000;
      const outcome = isLate ? undefined : await attempt(this.#work, batch, event, window, true);
      if (outcome?.kind === 'unreached') {
        if (this.#host.isStopping) return;
        await this.#work.tell(callFailed);
        await this.#work.pause(++unreached, unreachedPause);
        continue;
      }
      if (outcome?.kind === 'failed') {
        batch.failures += 1;
        await this.#work.tell(outcome.result);
        if (!isExhausted(mapping.maximumRetries, batch)) {
          await this.#work.pause(batch.failures);
          continue;
        }
      }
      if (outcome?.kind !== 'done')
        await this.#report(batch, [], isLate ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted', window, event, true);
      // A window that was too large goes on with nothing.
      const { start, end } = window;
      this.#host.window = window.early === true ? { start, end, state: EMPTY_STATE } : undefined;
      await this.#host.save(outcome?.kind === 'done' ? 'OK' : undefined);
      return;
    }
  }

  async #report(
    { requestId, failures, response }: Batch,
    records: readonly SourceRecord[],
    condition: FailureCondition,
    window: WindowState | undefined,
    event: string,
    isFinal = false,
  ): Promise<void> {
    await giveUp(this.#work, {
      requestId,
      condition,
      // AWS counts the try that it did not make.
      approximateInvokeCount: Math.max(1, failures),
      response,
      shardId: this.#host.shardId,
      window: window && { window, isFinal, isTerminatedEarly: isFinal && window.early === true },
      records,
      event,
    });
  }

  /** How many records of a batch, from its first, are too old to be tried. */
  #expired({ records }: Batch): number {
    const { mapping, parts } = this.#work;
    const most = Math.min(this.#host.retention, mapping.maximumAge < 0 ? Infinity : mapping.maximumAge * 1000);
    const oldest = parts.clock.now() - most;
    const young = records.findIndex(({ record }) => record.time >= oldest);
    return young < 0 ? records.length : young;
  }

  #batch(records: readonly SourceRecord[]): Batch {
    return { records, requestId: this.#work.parts.ids.requestId(), failures: 0, response: undefined };
  }

  #openWindow({ records }: Batch): WindowState | undefined {
    const first = records[0]?.record;
    return this.#work.mapping.tumblingWindow === 0 || first === undefined ? undefined : this.#windowOf(first);
  }

  #windowOf({ time }: RecordHead): WindowState {
    const open = this.#host.window;
    if (open !== undefined && time >= open.start && time < open.end) return open;
    return { ...windowOf(time, this.#work.mapping.tumblingWindow), state: EMPTY_STATE };
  }

  #event(records: readonly SourceRecord[], window: WindowState | undefined): string {
    if (window === undefined) return eventJson(records);
    return windowEventJson(
      records.map(({ json }) => json),
      this.#windowInvocation(window),
    );
  }

  #windowInvocation(window: WindowState, isFinal = false) {
    const { shardId } = this.#host;
    const { eventSourceArn } = this.#work.mapping;
    return {
      shardId,
      eventSourceArn,
      window,
      state: window.state,
      isFinal,
      isTerminatedEarly: isFinal && window.early === true,
    };
  }
}

const isExhausted = (maximumRetries: number, { failures }: Batch): boolean =>
  maximumRetries >= 0 && failures > maximumRetries;
