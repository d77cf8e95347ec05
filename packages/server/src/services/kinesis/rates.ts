import type { BoundOperation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import type { Clock } from '../../runtime/clock.js';
import { parseStreamArn } from './domain/arn.js';
import { rateExceeded, streamRateExceeded } from './errors.js';
import type { Throttles } from './throttles.js';

/** Calls a second, as AWS's API reference gives them. GetShardIterator, GetRecords, puts and subscriptions have rates of their own, per shard. */
const perAccount: Readonly<Record<string, number>> = {
  AddTagsToStream: 5,
  CreateStream: 5,
  DeleteStream: 5,
  DescribeAccountSettings: 5,
  DescribeLimits: 1,
  DescribeStream: 10,
  DescribeStreamSummary: 20,
  ListStreams: 5,
  ListTagsForStream: 5,
  MergeShards: 5,
  RegisterStreamConsumer: 5,
  RemoveTagsFromStream: 5,
  SplitShard: 5,
  UpdateAccountSettings: 5,
  UpdateShardCount: 10,
  UpdateStreamWarmThroughput: 5,
};

const perStream: Readonly<Record<string, number>> = {
  DeregisterStreamConsumer: 5,
  DescribeStreamConsumer: 20,
  ListShards: 1000,
  ListStreamConsumers: 5,
};

/** The operation, refused with LimitExceededException beyond AWS's rate of calls. */
export function withCallRate(operation: BoundOperation, throttles: Throttles, clock: Clock): BoundOperation {
  const { name } = operation;
  const accountRate = perAccount[name];
  const streamRate = perStream[name];
  if (!throttles.enforced || (accountRate === undefined && streamRate === undefined)) return operation;
  return {
    ...operation,
    run(input, request) {
      const { account } = request.principal;
      const scope = `${name}/${account}/${request.region}`;
      if (accountRate !== undefined && !throttles.call(scope, accountRate, clock.now())) throw rateExceeded(account);
      const stream = streamRate === undefined ? undefined : streamOf(input, request);
      if (stream && streamRate !== undefined && !throttles.call(`${scope}/${stream.name}`, streamRate, clock.now())) {
        throw streamRateExceeded(stream);
      }
      return operation.run(input, request);
    },
  };
}

function streamOf(input: unknown, request: RequestContext) {
  const { StreamName: name, StreamARN: arn, ConsumerARN: consumer } = input as Record<string, string | undefined>;
  if (name !== undefined) return { account: request.principal.account, region: request.region, name };
  return parseStreamArn(arn ?? consumer?.split('/consumer/')[0] ?? '');
}
