import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import { isCode, problemOf } from '../../../shared/aws-problem.js';
import type { Position } from '../model/position.js';
import { add, emptyRing, Rates, viewBounds, type Ring } from '../model/record-ring.js';
import { rowsOf, type Row } from '../model/rows.js';
import type { ShardInfo } from '../model/shard.js';
import { StreamTail, type TailEvent, type TailSource } from '../model/stream-tail.js';
import type { Start } from '../model/tail-shards.js';
import { listShards } from '../use-stream.js';

/** How far each shard is read: how much is behind, ms. */
export interface ShardLag {
  readonly id: string;
  readonly state: 'waiting' | 'reading' | 'ended' | 'failed';
  readonly behind: number | undefined;
}

export interface TailView {
  readonly ring: Ring<Row>;
  /** All that came since the beginning. */
  readonly records: number;
  readonly bytes: number;
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly shards: readonly ShardLag[];
  readonly isRunning: boolean;
  readonly notices: Notices;
  /** Why nothing is read. */
  readonly error: unknown;
}

/** What happened on the way, counted where it happens often. */
export interface Notices {
  readonly throttled: number;
  readonly wait: number;
  readonly expired: number;
  readonly trimmed: readonly string[];
  readonly ended: readonly Extract<TailEvent, { is: 'ended' }>[];
  readonly failed: readonly Extract<TailEvent, { is: 'failed' }>[];
}

const noNotices: Notices = { throttled: 0, wait: 0, expired: 0, trimmed: [], ended: [], failed: [] };
const nothing: TailView = {
  ring: emptyRing,
  records: 0,
  bytes: 0,
  recordsPerSecond: 0,
  bytesPerSecond: 0,
  shards: [],
  isRunning: true,
  notices: noNotices,
  error: undefined,
};

/** ms between two looks of the page at what came: no more than one can read, however much comes. */
const frame = 200;

interface TailWhat {
  readonly kinesis: KinesisClient;
  readonly stream: string;
  /** Undefined for all. */
  readonly shard: string | undefined;
  readonly position: Position;
  /** The server's clock. */
  readonly now: () => number;
}

/** Reads a stream for the page, which looks at it through `subscribe` and `view`. Close it. */
export class TailSession {
  readonly #what: TailWhat;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  readonly #rates = new Rates();
  #view: TailView = nothing;
  #waiting: Row[] = [];
  #notices = noNotices;
  #tail: StreamTail | undefined;
  #frame: ReturnType<typeof setInterval> | undefined;
  #wantsToRun = true;

  constructor(what: TailWhat) {
    this.#what = what;
    this.#frame = setInterval(() => this.#show(), frame);
    void this.#open();
  }

  readonly view = (): TailView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  run(isWanted: boolean): void {
    this.#wantsToRun = isWanted;
    if (isWanted) this.#tail?.resume();
    else this.#tail?.pause();
    this.#show();
  }

  /** Forgets the records that are shown, not the position. */
  clear(): void {
    this.#waiting = [];
    this.#view = { ...this.#view, ring: emptyRing };
    this.#show();
  }

  close(): void {
    clearInterval(this.#frame);
    this.#closing.abort();
    this.#tail?.pause();
    this.#listeners.clear();
  }

  async #open(): Promise<void> {
    const { shard, position, now } = this.#what;
    try {
      const shards = await this.#shards();
      if (this.#closing.signal.aborted) return;
      const ranges = new Map(shards.map((one) => [one.id, one]));
      this.#tail = new StreamTail({
        source: sourceOf(this.#what.kinesis, this.#what.stream),
        shards,
        shard,
        position,
        clock: {
          now: () => Date.now(),
          serverNow: now,
          after: (ms, run) => {
            const timer = setTimeout(run, ms);
            return () => clearTimeout(timer);
          },
        },
        // One that never was has lost nothing.
        kindOf: (error) => {
          const kind = kindOf(error);
          return kind === 'trimmed' && shard !== undefined && !ranges.has(shard) ? 'other' : kind;
        },
        onEvent: (event) => this.#notice(event),
        onRecords: async (id, records) => {
          const rows = await rowsOf(id, records, ranges.get(id));
          const bytes = rows.reduce((sum, { size }) => sum + size, 0);
          this.#rates.count(Date.now(), rows.length, bytes);
          this.#waiting.push(...rows);
        },
      });
      if (this.#wantsToRun) this.#tail.resume();
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#view = { ...this.#view, error, isRunning: false };
    }
    this.#show();
  }

  async #shards(): Promise<readonly ShardInfo[]> {
    const { kinesis, stream, shard, position } = this.#what;
    const input = {
      StreamName: stream,
      ...(position.from === 'time'
        ? { ShardFilter: { Type: 'FROM_TIMESTAMP' as const, Timestamp: new Date(position.at) } }
        : {}),
    };
    return listShards(kinesis, input, this.#closing.signal).catch((error: unknown) => {
      // Who may only read can read a shard whose name is known.
      if (shard !== undefined && problemOf(error).isDenied) return [];
      throw error;
    });
  }

  #notice(event: TailEvent): void {
    const now = this.#notices;
    if (event.is === 'throttled') this.#notices = { ...now, throttled: now.throttled + 1, wait: event.wait };
    else if (event.is === 'expired') this.#notices = { ...now, expired: now.expired + 1 };
    else if (event.is === 'trimmed') this.#notices = { ...now, trimmed: [...now.trimmed, event.shard] };
    else if (event.is === 'ended') this.#notices = { ...now, ended: [...now.ended, event] };
    else this.#notices = { ...now, failed: [...now.failed, event] };
  }

  #show(): void {
    const tail = this.#tail;
    if (this.#closing.signal.aborted) return;
    const rates = this.#rates.at(Date.now());
    const fresh = this.#waiting;
    this.#waiting = [];
    const before = this.#view;
    const next: TailView = {
      ...before,
      ring: add(before.ring, fresh, viewBounds),
      records: before.records + fresh.length,
      bytes: fresh.reduce((sum, { size }) => sum + size, before.bytes),
      recordsPerSecond: rates.records,
      bytesPerSecond: rates.bytes,
      shards: tail?.shards.map(({ id, state, behind }) => ({ id, state, behind })) ?? [],
      isRunning: before.error === undefined && this.#wantsToRun,
      notices: this.#notices,
    };
    if (isSame(before, next)) return;
    this.#view = next;
    for (const listener of this.#listeners) listener();
  }
}

/** So that a quiet stream leaves the page in peace. */
function isSame(a: TailView, b: TailView): boolean {
  return (
    a.ring === b.ring &&
    a.recordsPerSecond === b.recordsPerSecond &&
    a.isRunning === b.isRunning &&
    a.notices === b.notices &&
    a.shards.length === b.shards.length &&
    a.shards.every((shard, index) => {
      const other = b.shards[index];
      return shard.state === other?.state && shard.behind === other.behind;
    })
  );
}

function kindOf(error: unknown): 'throttled' | 'expired' | 'trimmed' | 'other' {
  if (
    isCode(
      error,
      'ProvisionedThroughputExceededException',
      'LimitExceededException',
      'ThrottlingException',
      'KMSThrottlingException',
    )
  )
    return 'throttled';
  if (isCode(error, 'ExpiredIteratorException')) return 'expired';
  // Of a closed shard, of which nothing is kept any more.
  const { code, message } = problemOf(error);
  return code === 'ResourceNotFoundException' && /shard/i.test(message) ? 'trimmed' : 'other';
}

const sourceOf = (kinesis: KinesisClient, stream: string): TailSource => ({
  async iterator(shard, start, signal) {
    const { ShardIterator = '' } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName: stream, ShardId: shard, ...iteratorInput(start) }),
      { abortSignal: signal },
    );
    return ShardIterator;
  },
  async records(iterator, signal) {
    const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }), { abortSignal: signal });
    return {
      records: (answer.Records ?? []).map((record) => ({
        sequence: record.SequenceNumber ?? '',
        partitionKey: record.PartitionKey ?? '',
        data: record.Data ?? new Uint8Array(),
        arrival: record.ApproximateArrivalTimestamp?.getTime() ?? 0,
      })),
      next: answer.NextShardIterator,
      behind: answer.MillisBehindLatest ?? 0,
      children: (answer.ChildShards ?? []).map(({ ShardId = '', ParentShards = [] }) => ({
        id: ShardId,
        parents: ParentShards,
      })),
    };
  },
});

function iteratorInput(
  start: Start,
): Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'StartingSequenceNumber' | 'Timestamp'> {
  if ('sequence' in start) return { ShardIteratorType: start.type, StartingSequenceNumber: start.sequence };
  if ('at' in start) return { ShardIteratorType: start.type, Timestamp: new Date(start.at) };
  return { ShardIteratorType: start.type };
}
