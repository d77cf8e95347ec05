import {
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListShardsCommand,
  paginateListStreamConsumers,
  type ListShardsCommandInput,
  type StreamDescriptionSummary,
} from '@aws-sdk/client-kinesis';
import { useClient } from '../../session/use-session.js';
import { collect, useAws, type Key } from '../../shared/use-aws.js';
import { shardInfo, type ShardInfo } from './model/shard.js';

/** Everything of one stream: what is loaded again when it changes. */
export const streamKey = (name: string): Key => ['kinesis', 'stream', name];
/** Every list of streams. */
export const streamsKey: Key = ['kinesis', 'streams'];

const isSettled = (status: string | undefined): boolean => status === undefined || status === 'ACTIVE';

/** Followed closely while it is being made or changed. */
export function useSummary(name: string) {
  const kinesis = useClient(KinesisClient);
  return useAws<StreamDescriptionSummary>(
    [...streamKey(name), 'summary'],
    async ({ signal }) => {
      const answer = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: name }), {
        abortSignal: signal,
      });
      return answer.StreamDescriptionSummary ?? ({} as StreamDescriptionSummary);
    },
    { every: (summary) => (isSettled(summary?.StreamStatus) ? 15_000 : 2000) },
  );
}

/** All shards, closed ones too. @param status of the stream: with a new one they are loaded again */
export function useShards(name: string, status?: string) {
  const kinesis = useClient(KinesisClient);
  return useAws<readonly ShardInfo[]>(
    [...streamKey(name), 'shards', status ?? ''],
    ({ signal }) => listShards(kinesis, { StreamName: name }, signal),
    { every: isSettled(status) ? 15_000 : 2000, keep: true },
  );
}

/** All pages of ListShards. */
export async function listShards(
  kinesis: KinesisClient,
  input: ListShardsCommandInput,
  signal: AbortSignal,
): Promise<readonly ShardInfo[]> {
  const found: ShardInfo[] = [];
  let token: string | undefined;
  do {
    // A token stands for the stream and the filter, too.
    const page = await kinesis.send(new ListShardsCommand(token === undefined ? input : { NextToken: token }), {
      abortSignal: signal,
    });
    found.push(...(page.Shards ?? []).map(shardInfo));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

/** The consumers with enhanced fan-out. */
export function useConsumers(name: string, arn: string | undefined) {
  const kinesis = useClient(KinesisClient);
  return useAws(
    [...streamKey(name), 'consumers'],
    () => collect(paginateListStreamConsumers({ client: kinesis }, { StreamARN: arn }), ({ Consumers }) => Consumers),
    {
      enabled: arn !== undefined,
      every: (found) => (found?.some(({ ConsumerStatus }) => ConsumerStatus !== 'ACTIVE') ? 2000 : 15_000),
    },
  );
}
