import { deserialize, serialize } from 'node:v8';
import type { KinesisRecord } from '../../../../kinesis-records.js';
import type { Ids } from '../../../../runtime/ids.js';
import type { ProcessedCounts } from '../../metrics.js';
import { RefusedError } from '../refused.js';
import type { Processed, Processor } from '../ports.js';
import type { TakenSlice } from '../stream-input.js';
import { eventsOf, longestRecord, type EventRecord, type FunctionCalls } from './function-calls.js';

export interface LambdaProcessorParts {
  readonly calls: FunctionCalls;
  readonly applicationArn: string;
  readonly streamArn: string;
  readonly ids: Pick<Ids, 'requestId'>;
  /** Is told of every invocation; undefined: it failed. */
  readonly count: (counts: ProcessedCounts | undefined) => void;
}

/** What became of a record: what takes the place of its data; undefined: it is left out. */
type Outcome = Uint8Array | undefined;

/**
 * A Lambda function through which records go before they are read.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/lambda-preprocessing-data-model.html
 */
export class LambdaProcessor implements Processor {
  readonly #parts: LambdaProcessorParts;
  /** Of events that were answered for a batch of which others were not, by their records: the batch comes again. */
  readonly #answered = new Map<string, readonly Outcome[]>();

  constructor(parts: LambdaProcessorParts) {
    this.#parts = parts;
  }

  async process(slices: readonly TakenSlice[]): Promise<Processed> {
    await this.#parts.calls.assertAllowed();
    const records = slices.flatMap(({ shardId, records: taken }) =>
      taken.map((record) => eventRecord(record, shardId)),
    );
    const outcomes = new Map<EventRecord, Outcome>();
    const short = records.filter(({ json }) => json.length <= longestRecord);
    for (const event of eventsOf(short)) {
      const answered = await this.#invokeOnce(event);
      for (const [index, record] of event.entries()) outcomes.set(record, answered[index]);
    }
    this.#answered.clear();
    // What no event can hold would keep all that follows it from being read.
    const failed = records.length - short.length;
    if (failed > 0) this.#parts.count({ ok: 0, okBytes: 0, dropped: 0, failed, duration: 0 });
    let at = 0;
    return processedOf(
      slices.map(({ records: taken }) =>
        taken.map(() => {
          const record = records[at++];
          return record && outcomes.get(record);
        }),
      ),
    );
  }

  recall(kept: Uint8Array): Processed {
    return { kept, ...restored(deserialize(kept) as Kept) };
  }

  async #invokeOnce(event: readonly EventRecord[]): Promise<readonly Outcome[]> {
    const key = `${event[0]?.recordId}/${event.at(-1)?.recordId}/${event.length}`;
    const known = this.#answered.get(key);
    if (known !== undefined) return known;
    const answered = await this.#invoke(event);
    this.#answered.set(key, answered);
    return answered;
  }

  async #invoke(event: readonly EventRecord[]): Promise<readonly Outcome[]> {
    const { calls, applicationArn, streamArn, ids, count } = this.#parts;
    const head = { invocationId: ids.requestId(), applicationArn, streamArn };
    try {
      const { answers, duration } = await calls.call(head, event, ['Ok', 'Dropped', 'ProcessingFailed']);
      let [ok, okBytes, dropped] = [0, 0, 0];
      const outcomes = answers.map(({ result, data }) => {
        if (result === 'Dropped') dropped += 1;
        if (result !== 'Ok') return undefined;
        if (data === undefined) throw new RefusedError("The function's answer has no data for a record that is Ok");
        ok += 1;
        okBytes += data.byteLength;
        return data;
      });
      count({ ok, okBytes, dropped, failed: event.length - ok - dropped, duration });
      return outcomes;
    } catch (error) {
      if (error instanceof RefusedError) count(undefined);
      throw error;
    }
  }
}

/** Parts of a record that was read are ASCII, and need no escapes. */
const eventRecord = (
  { sequenceNumber, partitionKeyJson, arrival, data }: KinesisRecord,
  shardId: string,
): EventRecord => ({
  recordId: sequenceNumber,
  json:
    `{"recordId":"${sequenceNumber}","kinesisStreamRecordMetadata":{"sequenceNumber":"${sequenceNumber}",` +
    `"partitionKey":${partitionKeyJson},"shardId":"${shardId}","approximateArrivalTimestamp":${arrival}},"data":"${data}"}`,
});

/** As it is serialized: the data of all records, one behind the other. */
interface Kept {
  /** Records of each slice. */
  readonly counts: readonly number[];
  /** Bytes of each record; -1 for one that is left out. */
  readonly lengths: Int32Array;
  readonly bytes: Uint8Array;
}

function processedOf(slices: readonly (readonly Outcome[])[]): Processed {
  const outcomes = slices.flat();
  const kept: Kept = {
    counts: slices.map(({ length }) => length),
    lengths: Int32Array.from(outcomes, (data) => data?.byteLength ?? -1),
    bytes: Buffer.concat(outcomes.filter((data) => data !== undefined)),
  };
  return { kept: serialize(kept), data: (slice, record) => slices[slice]?.[record] };
}

function restored({ counts, lengths, bytes }: Kept): Pick<Processed, 'data'> {
  let [record, offset] = [0, 0];
  const slices = counts.map((count) =>
    Array.from({ length: count }, (): Outcome => {
      const length = lengths[record++] ?? -1;
      if (length < 0) return undefined;
      offset += length;
      return bytes.subarray(offset - length, offset);
    }),
  );
  return { data: (slice, each) => slices[slice]?.[each] };
}
