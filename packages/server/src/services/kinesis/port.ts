import { Blob } from '@paddock/wire';
import type { KinesisContext } from './context.js';
import { parseStreamArn } from './domain/arn.js';
import type { NewRecord } from './domain/record-json.js';
import { logShard, type Shard } from './domain/stream.js';
import type { StreamView } from './domain/stream-view.js';
import { malformedArn, type Named } from './errors.js';
import { KinesisReader } from './reading.js';
import { append, findUsableStream, nextView, recordBytes, route } from './routing.js';

export type { KinesisReader, KinesisSlice, ReadableShard, ReadableStream, StreamConsumer } from './reading.js';

/** A record that another service puts into a stream. */
export interface PortRecord {
  readonly data: Uint8Array;
  /** 1 to 256 characters. */
  readonly partitionKey: string;
}

/** A record that the stream's rates admit, and where it goes. */
interface Admitted {
  readonly record: NewRecord;
  readonly shard: Shard;
  readonly bytes: number;
}

/** The first of the records is longer than the stream takes. */
export class RecordTooLargeError extends Error {
  override readonly name = 'RecordTooLargeError';
}

/** What other services may ask of Kinesis: they act in the name of the stream's account. */
export class KinesisPort {
  readonly reader: KinesisReader;
  readonly #context: KinesisContext;

  constructor(context: KinesisContext) {
    this.#context = context;
    this.reader = new KinesisReader(context);
  }

  /** Whether there is a stream of that ARN that takes records. */
  async takesRecords(streamArn: string): Promise<boolean> {
    const named = parseStreamArn(streamArn);
    const view = named && (await this.#context.store.stream(named));
    return view !== undefined && view.stream.status !== 'DELETING';
  }

  /**
   * Puts records into a stream in their order, as many as its rates admit, and follows its shards through splits and merges.
   * @returns how many were written, durably, counted from the first
   * @throws RecordTooLargeError when the first one can never be written
   * @throws ResourceNotFoundException while there is no such stream, or it is being created or deleted
   */
  async put(streamArn: string, records: readonly PortRecord[]): Promise<number> {
    const named = parseStreamArn(streamArn);
    if (named === undefined) throw malformedArn(streamArn);
    const view = await findUsableStream(this.#context, named);
    const admitted = this.#admit(view, records);
    await this.#append(named, view, admitted);
    this.#report(view, admitted, records.length);
    return admitted.length;
  }

  /** The records up to the first that is throttled or too large. */
  #admit(view: StreamView, records: readonly PortRecord[]): Admitted[] {
    const { clock, throttles } = this.#context;
    const now = clock.now();
    const longest = view.stream.maxRecordKiB * 1024;
    const admitted: Admitted[] = [];
    for (const { data, partitionKey } of records) {
      const record: NewRecord = { Data: Blob.fromBytes(data), PartitionKey: partitionKey };
      const bytes = recordBytes(record);
      if (bytes > longest) {
        if (admitted.length === 0) throw new RecordTooLargeError();
        break;
      }
      const shard = route(view, record);
      if (!throttles.write(logShard(view.stream, shard), bytes, now)) break;
      admitted.push({ record, shard, bytes });
    }
    return admitted;
  }

  async #append(named: Named, first: StreamView, records: readonly Admitted[]): Promise<void> {
    let rest = records;
    for (let view = first; rest.length > 0;) {
      const byShard = new Map<Shard, Admitted[]>();
      for (const each of rest) {
        const others = byShard.get(each.shard);
        if (others) others.push(each);
        else byShard.set(each.shard, [each]);
      }
      const outcomes = await Promise.all(
        Array.from(byShard, async ([shard, own]) => {
          const of = own.map(({ record }) => record);
          return (await append(this.#context, view, shard, of)) ? [] : own;
        }),
      );
      rest = outcomes.flat();
      if (rest.length === 0) return;
      // What a closed shard did not take goes to its children.
      const next = await nextView(this.#context, named, view);
      rest = rest.map((each) => ({ ...each, shard: route(next, each.record) }));
      view = next;
    }
  }

  #report(view: StreamView, written: readonly Admitted[], asked: number): void {
    const { clock, demand } = this.#context;
    const metrics = this.#context.metrics.stream(view.stream);
    if (written.length < asked) metrics.writeThrottled.add(1);
    if (written.length === 0) return;
    const bytes = written.reduce((sum, record) => sum + record.bytes, 0);
    metrics.incomingBytes.add(bytes);
    metrics.incomingRecords.add(written.length);
    demand.note(view.stream, bytes, written.length, clock.now());
  }
}
