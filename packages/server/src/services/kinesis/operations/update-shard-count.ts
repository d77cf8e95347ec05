import { enumeration, required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { changeActiveStream } from '../changes.js';
import { operation } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { openShards } from '../domain/stream.js';
import { limitExceeded, onDemand } from '../errors.js';
import { PositiveInteger, StreamARN, StreamName, streamReference } from '../shapes.js';
import { splitShard } from './split-shard.js';

const day = 86_400_000;
const largestTarget = 10_000;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html */
export const updateShardCount = operation({
  name: 'UpdateShardCount',
  input: structure('UpdateShardCountInput', {
    ScalingType: required(enumeration('UNIFORM_SCALING')),
    ...streamReference,
    TargetShardCount: required(PositiveInteger),
  }),
  output: structure('UpdateShardCountOutput', {
    StreamName,
    CurrentShardCount: PositiveInteger,
    TargetShardCount: PositiveInteger,
    StreamARN,
  }),
  errors: splitShard.errors,
  needs: onStream('UpdateShardCount'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    await findActiveStream(context, named);
    const target = input.TargetShardCount;
    const now = context.clock.now();
    const quota = context.quotas.shards(named.region);
    const { openShards: inAccount } = await context.counts.of(named.account, named.region);
    const { before } = await changeActiveStream(context, named, (stream) => {
      if (stream.mode === 'ON_DEMAND') throw onDemand(named);
      const current = openShards(stream).length;
      const counts = `Current open shard count: ${current}, Target shard count: ${target}`;
      const most = Math.min(quota - inAccount + current, largestTarget);
      if (target > most) {
        throw limitExceeded(`Target shard count or number of open shards cannot be greater than ${most}. ${counts}`);
      }
      if (target > current * 2) {
        throw limitExceeded(`UpdateShardCount cannot scale up over double your current open shard count. ${counts}`);
      }
      if (target < current / 2) {
        throw limitExceeded(`UpdateShardCount cannot scale down below half your current open shard count. ${counts}`);
      }
      if (target === current) return stream;
      const recent = stream.countUpdates.filter((at) => at > now - day);
      if (recent.length >= context.quotas.shardCountUpdatesPerDay && context.throttles.enforced) {
        throw limitExceeded(
          `UpdateShardCount was called more than ${context.quotas.shardCountUpdatesPerDay} times in 24 hours for stream ${named.name} ` +
            `under account ${named.account}.`,
        );
      }
      return { ...stream, status: 'UPDATING', pending: { kind: 'scale', target }, countUpdates: [...recent, now] };
    });
    return {
      StreamName: named.name,
      CurrentShardCount: openShards(before).length,
      TargetShardCount: target,
      StreamARN: streamArn(named),
    };
  },
});
