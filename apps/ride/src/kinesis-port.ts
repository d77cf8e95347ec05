import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import type { KinesisClient, ListShardsCommandOutput } from '@aws-sdk/client-kinesis';
import type { Outgoing } from './batch-sender.js';
import type { Shard } from './lineage.js';
import type { Page, Position, ShardSource } from './shard-source.js';

/** Sends one record with PutRecord. */
export async function putRecord(client: KinesisClient, stream: string, key: string, data: Uint8Array): Promise<void> {
  await client.send(new PutRecordCommand({ StreamName: stream, PartitionKey: key, Data: data }));
}

/** Sends records with PutRecords; answers an error code, or undefined, for each in order. */
export async function putRecords(
  client: KinesisClient,
  stream: string,
  records: readonly Outgoing[],
): Promise<(string | undefined)[]> {
  const { Records = [] } = await client.send(
    new PutRecordsCommand({
      StreamName: stream,
      Records: records.map(({ key, data }) => ({ PartitionKey: key, Data: data })),
    }),
  );
  if (Records.length !== records.length) throw new Error('PutRecords answered for another number of records than sent');
  return Records.map((result) => result.ErrorCode);
}

/** The calls that a StreamReader makes, by the SDK. `limit` is that of GetRecords: 1 to 10,000. */
export function shardSource(client: KinesisClient, stream: string, limit = 10_000): ShardSource {
  return {
    async listShards(since) {
      const filter = since && { ShardFilter: { Type: 'FROM_TIMESTAMP', Timestamp: new Date(since.at) } as const };
      const shards: Shard[] = [];
      let token: string | undefined;
      do {
        const page: ListShardsCommandOutput = await client.send(
          new ListShardsCommand(token === undefined ? { StreamName: stream, ...filter } : { NextToken: token }),
        );
        for (const shard of page.Shards ?? []) {
          shards.push({
            id: shard.ShardId ?? '',
            parents: present(shard.ParentShardId, shard.AdjacentParentShardId),
            open: shard.SequenceNumberRange?.EndingSequenceNumber === undefined,
          });
        }
        token = page.NextToken;
      } while (token !== undefined);
      return shards;
    },

    async getIterator(shardId, position) {
      const { ShardIterator } = await client.send(
        new GetShardIteratorCommand({ StreamName: stream, ShardId: shardId, ...wirePosition(position) }),
      );
      if (ShardIterator === undefined) throw new Error('GetShardIterator answered no iterator');
      return ShardIterator;
    },

    async getRecords(iterator): Promise<Page> {
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: limit }));
      return {
        records: (page.Records ?? []).map((record) => ({
          sequenceNumber: record.SequenceNumber ?? '',
          partitionKey: record.PartitionKey ?? '',
          data: record.Data ?? new Uint8Array(),
          arrivedAt: record.ApproximateArrivalTimestamp?.getTime() ?? 0,
        })),
        next: page.NextShardIterator ?? undefined,
        millisBehindLatest: page.MillisBehindLatest ?? 0,
        children: (page.ChildShards ?? []).map((child) => ({
          id: child.ShardId ?? '',
          parents: child.ParentShards ?? [],
          open: true,
        })),
      };
    },
  };
}

function wirePosition(position: Position) {
  if (typeof position === 'string') return { ShardIteratorType: position };
  if ('after' in position) {
    return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: position.after } as const;
  }
  return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(position.at) } as const;
}

const present = (...ids: (string | undefined)[]): string[] =>
  ids.filter((id) => id !== undefined && id !== '') as string[];
