import { boolean, enumeration, list, required, string, structure, type Infer } from '@paddock/wire';
import { namedStream, onStream } from '../addressing.js';
import { operation, type KinesisContext } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { shardId } from '../domain/shard-id.js';
import { logShard, type Shard } from '../domain/stream.js';
import type { StreamView } from '../domain/stream-view.js';
import { dryRun, recordsTooLarge, recordTooLarge, shardWriteThrottled, type Named } from '../errors.js';
import type { StreamMetrics } from '../metrics.js';
import { append, findUsableStream, nextView, recordBytes, route } from '../routing.js';
import { Data, HashKey, PartitionKey, PositiveInteger, SequenceNumber, ShardId, streamReference } from '../shapes.js';
import { putRecord } from './put-record.js';

const mostBytes = 10_485_760;

const Entry = structure('PutRecordsRequestEntry', {
  PartitionKey: required(PartitionKey),
  ExplicitHashKey: HashKey,
  Data: required(Data),
});
type Entry = Infer<typeof Entry>;

const ResultEntry = structure('PutRecordsResultEntry', {
  SequenceNumber: SequenceNumber,
  ShardId: ShardId,
  ErrorCode: string(),
  ErrorMessage: string(),
});
type ResultEntry = Infer<typeof ResultEntry>;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html */
export const putRecords = operation({
  name: 'PutRecords',
  input: structure('PutRecordsInput', {
    Records: required(list(Entry, { min: 1, max: 500 })),
    ...streamReference,
    DryRun: boolean,
  }),
  output: structure('PutRecordsOutput', {
    FailedRecordCount: PositiveInteger,
    Records: required(list(ResultEntry, { min: 1, max: 500 })),
    EncryptionType: enumeration('NONE', 'KMS'),
  }),
  errors: putRecord.errors,
  needs: onStream('PutRecords'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const view = await findUsableStream(context, named);
    const sizes = checkSizes(view, input.Records);
    // An explicit hash key outside the key space fails the whole request, before anything is written.
    for (const record of input.Records) if (record.ExplicitHashKey !== undefined) route(view, record);
    if (input.DryRun === true) throw dryRun();
    const call = new Call(context, named, input.Records, sizes);
    await call.put(view, input.Records.keys());
    call.report(context.metrics.stream(view.stream), context.clock.monotonic() - request.started);
    return {
      FailedRecordCount: call.failed,
      Records: call.results,
      ...(view.stream.encryption ? { EncryptionType: 'KMS' as const } : {}),
    };
  },
});

function checkSizes(view: StreamView, records: readonly Entry[]): number[] {
  const limit = view.stream.maxRecordKiB * 1024;
  let sum = 0;
  const sizes = records.map((record, index) => {
    const bytes = recordBytes(record);
    if (bytes > limit) throw recordTooLarge(`records.${index + 1}.member.data`, record.Data.byteLength, limit);
    sum += bytes;
    return bytes;
  });
  if (sum > mostBytes) throw recordsTooLarge();
  return sizes;
}

/** One PutRecords under way: each record gets its own result, in the order of the request. */
class Call {
  readonly results: ResultEntry[];
  failed = 0;
  readonly #context: KinesisContext;
  readonly #named: Named;
  readonly #records: readonly Entry[];
  readonly #sizes: readonly number[];
  #throttled = 0;
  #writtenBytes = 0;

  constructor(context: KinesisContext, named: Named, records: readonly Entry[], sizes: readonly number[]) {
    this.#context = context;
    this.#named = named;
    this.#records = records;
    this.#sizes = sizes;
    this.results = Array.from({ length: records.length }, () => ({}));
  }

  async put(view: StreamView, indices: Iterable<number>): Promise<void> {
    const byShard = this.#admit(view, indices);
    await Promise.all(Array.from(byShard, ([shard, admitted]) => this.#append(view, shard, admitted)));
  }

  report(metrics: StreamMetrics, latency: number): void {
    const total = this.#records.length;
    const written = total - this.failed;
    metrics.putRecordsLatency.add(latency);
    metrics.putRecordsTotal.add(total);
    metrics.putRecordsSuccessful.add(written);
    metrics.putRecordsFailed.add(this.failed - this.#throttled);
    metrics.putRecordsThrottled.add(this.#throttled);
    if (this.#throttled > 0) metrics.writeThrottled.add(this.#throttled);
    metrics.putRecordsSuccess.add(written > 0 ? 1 : 0);
    if (written === 0) return;
    metrics.putRecordsBytes.add(this.#writtenBytes);
    metrics.putRecordsRecords.add(written);
    metrics.incomingBytes.add(this.#writtenBytes);
    metrics.incomingRecords.add(written);
  }

  #admit(view: StreamView, indices: Iterable<number>): Map<Shard, number[]> {
    const byShard = new Map<Shard, number[]>();
    const now = this.#context.clock.now();
    const fault = this.#context.partialFault('PutRecords', [streamArn(this.#named)]);
    for (const index of indices) {
      const record = this.#records[index];
      if (record === undefined) continue;
      const failure = fault?.(index);
      if (failure) {
        this.#fail(index, failure.code, failure.message);
        continue;
      }
      const shard = route(view, record);
      if (!this.#context.throttles.write(logShard(view.stream, shard), this.#sizes[index] ?? 0, now)) {
        const error = shardWriteThrottled(shardId(shard.index), this.#named);
        this.#throttled++;
        this.#context.metrics.stream(view.stream).shard('WriteProvisionedThroughputExceeded', shard.index)?.add(1);
        this.#fail(index, error.code, error.message);
        continue;
      }
      const admitted = byShard.get(shard);
      if (admitted) admitted.push(index);
      else byShard.set(shard, [index]);
    }
    return byShard;
  }

  async #append(view: StreamView, shard: Shard, indices: readonly number[]): Promise<void> {
    const records = indices.flatMap((index) => this.#records[index] ?? []);
    const sequenceNumbers = await append(this.#context, view, shard, records);
    if (sequenceNumbers === undefined) {
      await this.put(await nextView(this.#context, this.#named, view), indices);
      return;
    }
    const ShardId = shardId(shard.index);
    let bytes = 0;
    for (const [at, index] of indices.entries()) {
      this.results[index] = { SequenceNumber: sequenceNumbers[at], ShardId };
      bytes += this.#sizes[index] ?? 0;
    }
    this.#writtenBytes += bytes;
    this.#context.demand.note(view.stream, bytes, indices.length, this.#context.clock.now());
    const metrics = this.#context.metrics.stream(view.stream);
    metrics.shard('IncomingBytes', shard.index)?.add(bytes);
    metrics.shard('IncomingRecords', shard.index)?.add(indices.length);
  }

  #fail(index: number, ErrorCode: string, ErrorMessage: string): void {
    this.failed++;
    this.results[index] = { ErrorCode, ErrorMessage };
  }
}
