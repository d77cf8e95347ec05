import type { _Record, GetRecordsCommandOutput, GetShardIteratorInput, Kinesis, Shard } from '@aws-sdk/client-kinesis';

let last = 0;

/** A name that no other stream of this process has. */
export const newName = (word = 'stream'): string => `${word}-${++last}`;

/** Creates a stream of so many shards; with instant transitions it is ACTIVE. */
export async function newStream(sdk: Kinesis, shards = 1, word?: string): Promise<string> {
  const StreamName = newName(word);
  await sdk.createStream({ StreamName, ShardCount: shards });
  return StreamName;
}

/** All shards that the stream still knows, by index. */
export async function listShards(sdk: Kinesis, StreamName: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let page = await sdk.listShards({ StreamName });
  for (;;) {
    shards.push(...(page.Shards ?? []));
    if (page.NextToken === undefined) return shards;
    page = await sdk.listShards({ NextToken: page.NextToken });
  }
}

export const isOpen = (shard: Shard): boolean => shard.SequenceNumberRange?.EndingSequenceNumber === undefined;

/** Splits the first of a stream's open shards in the middle, or merges it with the one beside it. Nothing is done where there is only one. */
export async function reshard(sdk: Kinesis, StreamName: string, change: 'split' | 'merge'): Promise<void> {
  const shards = (await openShards(sdk, StreamName)).map(({ ShardId, HashKeyRange }) => ({
    id: ShardId,
    start: BigInt(HashKeyRange?.StartingHashKey ?? 0),
    end: BigInt(HashKeyRange?.EndingHashKey ?? 0),
  }));
  const [one, other] = shards.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  if (one === undefined || other === undefined) return;
  if (change === 'split')
    await sdk.splitShard({
      StreamName,
      ShardToSplit: one.id,
      NewStartingHashKey: String((one.start + one.end) / 2n),
    });
  else await sdk.mergeShards({ StreamName, ShardToMerge: one.id, AdjacentShardToMerge: other.id });
}

export const openShards = async (sdk: Kinesis, stream: string): Promise<Shard[]> =>
  (await listShards(sdk, stream)).filter(isOpen);

export const shardIdOf = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;

/** An iterator of a shard, by its index; from TRIM_HORIZON unless the position says otherwise. */
export async function iteratorOf(
  sdk: Kinesis,
  StreamName: string,
  shard = 0,
  position: Partial<GetShardIteratorInput> = {},
): Promise<string> {
  const { ShardIterator } = await sdk.getShardIterator({
    StreamName,
    ShardId: shardIdOf(shard),
    ShardIteratorType: 'TRIM_HORIZON',
    ...position,
  });
  if (ShardIterator === undefined) throw new Error('no iterator');
  return ShardIterator;
}

/** All records from an iterator on, to the end of the shard or to its tip. */
export async function readOn(sdk: Kinesis, iterator: string): Promise<_Record[]> {
  const records: _Record[] = [];
  let ShardIterator: string | undefined = iterator;
  while (ShardIterator !== undefined) {
    const page: GetRecordsCommandOutput = await sdk.getRecords({ ShardIterator });
    records.push(...(page.Records ?? []));
    if (page.MillisBehindLatest === 0 && page.Records?.length === 0) break;
    ShardIterator = page.NextShardIterator;
  }
  return records;
}

/** All records of a shard. */
export const readShard = async (sdk: Kinesis, stream: string, shard = 0): Promise<_Record[]> =>
  readOn(sdk, await iteratorOf(sdk, stream, shard));

export const textOf = ({ Data }: _Record): string => Buffer.from(Data ?? []).toString('utf8');

/** The records' sequence numbers, as numbers. */
export const sequenceNumbers = (records: readonly { readonly SequenceNumber?: string | undefined }[]): bigint[] =>
  records.map(({ SequenceNumber }) => BigInt(SequenceNumber ?? ''));

export const isIncreasing = (numbers: readonly bigint[]): boolean =>
  numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? number));
