import { DynamoDBStreams, type _Record } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { keyText, type Item } from './indexes.js';

export const createStreams = (endpoint: string): DynamoDBStreams =>
  new DynamoDBStreams({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

/** Every record of the table's stream that there is now, shard by shard, parents before their children. */
export async function readStream(streams: DynamoDBStreams, dynamo: DynamoDB, TableName: string): Promise<_Record[]> {
  const { Table } = await dynamo.describeTable({ TableName });
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.describeStream({ StreamArn });
  const records: _Record[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const first = await streams.getShardIterator({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
    let iterator = first.ShardIterator;
    while (iterator !== undefined) {
      const page = await streams.getRecords({ ShardIterator: iterator });
      records.push(...(page.Records ?? []));
      if (page.Records?.length === 0) break;
      iterator = page.NextShardIterator;
    }
  }
  return records;
}

/** The items that a stream of old and new images leaves behind. @throws when a record's old image is not what was there */
export function replay(
  records: readonly _Record[],
  same: (a: Item | undefined, b: Item | undefined) => boolean,
): Item[] {
  const items = new Map<string, Item>();
  for (const { eventName, dynamodb } of records) {
    const { Keys = {}, OldImage, NewImage, SequenceNumber } = dynamodb ?? {};
    const key = keyText(Keys as Item);
    const before = items.get(key);
    const kind = before === undefined ? 'INSERT' : NewImage === undefined ? 'REMOVE' : 'MODIFY';
    if (eventName !== kind) throw new Error(`${SequenceNumber}: ${eventName} of ${key}, which should be ${kind}`);
    if (!same(before, OldImage as Item | undefined)) throw new Error(`${SequenceNumber}: another old image of ${key}`);
    if (NewImage === undefined) items.delete(key);
    else items.set(key, NewImage as Item);
  }
  return [...items.values()];
}
