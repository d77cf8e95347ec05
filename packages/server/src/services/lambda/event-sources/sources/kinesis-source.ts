import { kinesisRecords, type KinesisRecord } from '../../../../kinesis-records.js';
import type { KinesisReader, ReadableShard, ReadableStream } from '../../../kinesis/port.js';
import type { FilterCriteria } from '../domain/filter.js';
import { compileFilters } from '../domain/filter.js';
import { kinesisEventWriter } from '../domain/kinesis-event.js';
import { deaggregate } from '../domain/kpl.js';
import type { Mapping } from '../mapping.js';
import type {
  Source,
  SourceLimits,
  SourceNeed,
  SourceRecord,
  SourceShard,
  SourceSlice,
  SourceStart,
} from './source.js';

interface KinesisShard extends SourceShard {
  readonly stream: ReadableStream;
  readonly shard: ReadableShard;
}

/** A Kinesis stream, read by itself or by an enhanced fan-out consumer. */
export class KinesisSource implements Source {
  readonly needs: readonly SourceNeed[];
  readonly missing: string;
  readonly #reader: KinesisReader;
  readonly #mapping: Mapping;
  readonly #streamArn: string;
  /** The consumer's ARN and name. */
  readonly #consumer: { readonly arn: string; readonly name: string } | undefined;
  readonly #filters;

  constructor(reader: KinesisReader, mapping: Mapping, criteria: FilterCriteria) {
    this.#reader = reader;
    this.#mapping = mapping;
    const arn = mapping.eventSourceArn;
    const [streamArn = arn, consumer] = arn.split('/consumer/');
    this.#streamArn = streamArn;
    this.#consumer = consumer === undefined ? undefined : { arn, name: consumer.replace(/:\d+$/, '') };
    this.needs = kinesisNeeds(streamArn, this.#consumer?.arn);
    this.missing = `Stream ${streamArn.split('/')[1]} under account ${mapping.account} not found.`;
    this.#filters = compileFilters(criteria, 'kinesis');
  }

  async shards(): Promise<readonly KinesisShard[] | undefined> {
    if (this.#consumer !== undefined && (await this.#reader.consumer(this.#consumer.arn))?.isActive !== true)
      return undefined;
    const stream = await this.#reader.stream(this.#streamArn);
    return stream?.shards.map((shard) => ({
      key: keyOf(stream, shard.index),
      id: shard.id,
      parents: shard.parents.map((index) => keyOf(stream, index)),
      retention: stream.retention,
      stream,
      shard,
    }));
  }

  position(shard: SourceShard, start: SourceStart): Promise<number | undefined> {
    const own = shard as KinesisShard;
    return this.#reader.position(own.stream, own.shard, start);
  }

  async read(shard: SourceShard, from: number, limits: SourceLimits): Promise<SourceSlice | undefined> {
    const { stream, shard: range } = shard as KinesisShard;
    const slice = await this.#reader.read(stream, range, from, limits, this.#consumer?.name);
    if (slice === undefined) return undefined;
    const { region, eventSourceArn } = this.#mapping;
    const write = kinesisEventWriter({ shardId: shard.id, region, eventSourceArn, roleArn: limits.roleArn });
    const records: SourceRecord[] = [];
    const add = (record: KinesisRecord, position: number, orderKey: string): void => {
      if (this.#filters?.matches(record) === false) return;
      const json = write(record);
      const { sequenceNumber, arrival } = record;
      records.push({ record: { position, sequenceNumber, time: arrival, orderKey }, json, bytes: json.length });
    };
    let position = slice.first;
    for (const record of slice.count === 0 ? [] : kinesisRecords(slice.chunks)) {
      // Only enhanced fan-out takes aggregates apart, as on AWS.
      if (this.#consumer === undefined) add(record, position, record.partitionKeyJson);
      else for (const inner of deaggregate(record, range)) add(inner, position, record.partitionKeyJson);
      position += 1;
    }
    const { next, isCaughtUp, ended, count } = slice;
    return { records, polled: count, next, isCaughtUp, ended };
  }

  watch(listener: () => void): () => void {
    const ends = [this.#reader.watchStream(this.#streamArn, listener)];
    if (this.#consumer !== undefined) ends.push(this.#reader.watchConsumer(this.#consumer.arn, listener));
    return () => {
      for (const end of ends) end();
    };
  }

  watchShard(shard: SourceShard, listener: () => void): () => void {
    const own = shard as KinesisShard;
    return this.#reader.watchRecords(own.stream, own.shard, listener);
  }
}

const keyOf = (stream: ReadableStream, index: number): string => `${stream.id}/${index}`;

/** Actions that AWS tries before it takes a role for a stream or a consumer. */
function kinesisNeeds(streamArn: string, consumerArn: string | undefined): SourceNeed[] {
  const onStream =
    consumerArn === undefined
      ? ['DescribeStream', 'GetRecords', 'GetShardIterator']
      : ['DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards'];
  const needs = onStream.map((action) => ({ action: `kinesis:${action}`, resources: [streamArn] }));
  if (consumerArn !== undefined) needs.push({ action: 'kinesis:SubscribeToShard', resources: [consumerArn] });
  return needs.map((need) => ({ need, service: 'kinesis' }));
}
