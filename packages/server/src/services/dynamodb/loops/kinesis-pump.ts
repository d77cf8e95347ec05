import { feedKey, feedSequence, TablesClosedError, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Logger } from '../../../runtime/log.js';
import { PatientLoop } from '../../../runtime/patient-loop.js';
import { ChangeRecord } from '../change-record.js';
import type { KinesisDestination } from '../domain/kinesis-destination.js';
import type { Table } from '../domain/table.js';
import { kinesisRecord, type KinesisRecord } from '../kinesis-record.js';
import type { DynamoDbMetrics } from '../metrics.js';

/** Where records go: Kinesis's port. */
export interface KinesisSink {
  takesRecords(streamArn: string): Promise<boolean>;
  /** @returns how many were taken, counted from the first. @throws an error named RecordTooLargeError when the first can never be */
  put(streamArn: string, records: readonly KinesisRecord[]): Promise<number>;
}

export interface PumpParts {
  readonly tables: Tables;
  readonly sink: KinesisSink;
  readonly clock: Clock;
  readonly metrics: DynamoDbMetrics;
  readonly logger: Logger;
}

const MOST_RECORDS = 500;
const MOST_BYTES = 4 * 1024 * 1024;
/** What has not arrived after a day does not arrive, ms. */
const LONGEST_KEPT = 24 * 3_600_000;
/** ms */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;

/**
 * Sends what a destination's feed holds to its Kinesis stream, in order. What has arrived is removed from the feed: that is all there is of a
 * position, and a crash in between sends some records again, as AWS may. While the stream refuses, it is tried again after longer and longer waits.
 */
export class KinesisPump {
  readonly #parts: PumpParts;
  readonly #feed: string;
  readonly #unwatch: () => void;
  #table: Table;
  #destination: KinesisDestination;
  readonly #loop: PatientLoop;

  constructor(parts: PumpParts, table: Table, destination: KinesisDestination) {
    this.#parts = parts;
    this.#table = table;
    this.#destination = destination;
    this.#feed = destination.feed;
    this.#loop = new PatientLoop({
      clock: parts.clock,
      step: () => this.#send(),
      failed: (error) => this.#isRefused(error),
      firstWait: FIRST_WAIT,
      longestWait: LONGEST_WAIT,
    });
    this.#unwatch = parts.tables.watch(destination.feed, () => this.#loop.nudge());
    this.#loop.wake();
  }

  /** Goes on by a newer document of the table. */
  update(table: Table, destination: KinesisDestination): void {
    this.#table = table;
    this.#destination = destination;
  }

  /** Tries, at once, to send everything. @returns whether nothing is left */
  async drain(): Promise<boolean> {
    this.#loop.wake();
    await this.#loop.idle();
    return (await this.#read()).length === 0;
  }

  async stop(): Promise<void> {
    this.#unwatch();
    await this.#loop.stop();
  }

  /** Sends some. @returns whether to go on at once */
  async #send(): Promise<boolean> {
    const { tables, sink, clock, metrics } = this.#parts;
    const batch = await this.#read();
    const oldest = batch[0];
    if (oldest === undefined) {
      this.#loop.taken();
      return false;
    }
    const now = clock.now();
    metrics.unreplicatedAge(this.#table, Math.max(0, now - oldest.record.time));
    const late = batch.findIndex(({ record }) => record.time > now - LONGEST_KEPT);
    if (late !== 0) {
      await this.#giveUp(late < 0 ? batch : batch.slice(0, late));
      return true;
    }
    const { precision } = this.#destination;
    const records = batch.map(({ sequence, record }) =>
      kinesisRecord(this.#table, this.#feed, sequence, record, precision),
    );
    const taken = await sink.put(this.#destination.streamArn, records).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'RecordTooLargeError') return undefined;
      throw error;
    });
    if (taken === undefined) {
      await this.#giveUp([oldest]);
      return true;
    }
    const last = batch[taken - 1];
    if (last !== undefined) await tables.clear(this.#feed, feedKey(last.sequence + 1));
    if (taken < batch.length) {
      metrics.throttledPuts(this.#table, batch.length - taken);
      if (taken > 0) this.#loop.taken();
      this.#loop.wait();
      return false;
    }
    this.#loop.taken();
    return true;
  }

  async #giveUp(records: readonly Numbered[]): Promise<void> {
    const last = records.at(-1);
    if (last === undefined) return;
    this.#parts.metrics.failedToReplicate(this.#table, records.length);
    await this.#parts.tables.clear(this.#feed, feedKey(last.sequence + 1));
  }

  async #read(): Promise<Numbered[]> {
    let batch: Numbered[] = [];
    let bytes = 0;
    await this.#parts.tables.scan(
      this.#feed,
      {},
      {
        visit(key, value) {
          bytes += value.byteLength;
          if (batch.length > 0 && bytes > MOST_BYTES) return false;
          batch.push({ sequence: feedSequence(key), record: new ChangeRecord(value).copy() });
          return batch.length < MOST_RECORDS;
        },
        restart() {
          batch = [];
          bytes = 0;
        },
      },
    );
    return batch;
  }

  /** @returns whether to try again */
  #isRefused(error: unknown): boolean {
    if (error instanceof TablesClosedError) return false;
    // Once: it is tried again for a day.
    if (this.#loop.refusals === 0) {
      const { name: table } = this.#table;
      this.#parts.logger.warn('changes do not arrive in their Kinesis stream', {
        table,
        stream: this.#destination.streamArn,
        error,
      });
    }
    return true;
  }
}

interface Numbered {
  readonly sequence: number;
  readonly record: ChangeRecord;
}
