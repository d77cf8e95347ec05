import type { ChangeStream, DynamoDbStreamsPort, Shard } from '../../../dynamodb-streams/port.js';
import { DynamoDbRecord } from '../domain/dynamodb-event.js';
import { compileFilters, type FilterCriteria } from '../domain/filter.js';
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

const retention = 24 * 3_600_000;

interface DynamoDbShard extends SourceShard {
  readonly stream: ChangeStream;
  readonly shard: Shard;
}

/** The stream of a table's changes. */
export class DynamoDbSource implements Source {
  readonly needs: readonly SourceNeed[];
  readonly missing: string;
  readonly #port: DynamoDbStreamsPort;
  readonly #arn: string;
  readonly #filters;
  /** What is watched is found by reading it first. */
  #stream: ChangeStream | undefined;

  constructor(port: DynamoDbStreamsPort, mapping: Mapping, criteria: FilterCriteria) {
    this.#port = port;
    this.#arn = mapping.eventSourceArn;
    this.needs = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => ({
      need: { action: `dynamodb:${action}`, resources: [mapping.eventSourceArn] },
      service: 'dynamodb-streams',
    }));
    this.missing = `Requested resource not found: Stream: ${mapping.eventSourceArn} not found`;
    this.#filters = compileFilters(criteria, 'dynamodb');
  }

  async shards(): Promise<readonly DynamoDbShard[] | undefined> {
    const stream = await this.#port.stream(this.#arn);
    this.#stream = stream;
    if (stream === undefined) return undefined;
    return (await this.#port.shards(stream)).map((shard) => ({
      key: shard.id,
      id: shard.id,
      parents: shard.parent === undefined ? [] : [shard.parent],
      retention,
      stream,
      shard,
    }));
  }

  async position(shard: SourceShard, start: SourceStart): Promise<number | undefined> {
    const own = shard as DynamoDbShard;
    // Lambda takes no time for these streams.
    return this.#port.position(own.stream, own.shard, start === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON');
  }

  async read(shard: SourceShard, from: number, limits: SourceLimits): Promise<SourceSlice | undefined> {
    const own = shard as DynamoDbShard;
    const slice = await this.#port.read(own.stream, own.shard, from, limits);
    const records: SourceRecord[] = [];
    for (const { next, sequenceNumber, time, json: read } of slice.records) {
      const record = new DynamoDbRecord(sequenceNumber, time, read);
      if (this.#filters?.matches(record) === false) continue;
      const json = record.eventJson(this.#arn);
      const head = { position: next - 1, sequenceNumber, time, orderKey: record.keysJson };
      records.push({ record: head, json, bytes: Buffer.byteLength(json) });
    }
    const { next, isCaughtUp, ended } = slice;
    return { records, polled: slice.records.length, next, isCaughtUp, ended };
  }

  watch(listener: () => void): () => void {
    return this.#stream === undefined ? () => undefined : this.#port.watchShards(this.#stream, listener);
  }

  watchShard(shard: SourceShard, listener: () => void): () => void {
    return this.#port.watch((shard as DynamoDbShard).stream, listener);
  }
}
