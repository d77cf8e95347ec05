import { RegistryConflictError } from '@paddock/store';
import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { namedStream, onStream } from '../addressing.js';
import { operation, type KinesisContext } from '../context.js';
import { firstShards } from '../domain/reshard.js';
import type { Stream } from '../domain/stream.js';
import { invalidArgument, onDemandQuota, streamExists, tooManyTransitions, type Named } from '../errors.js';
import {
  MaxRecordSizeInKiB,
  NaturalInteger,
  PositiveInteger,
  StreamModeDetails,
  StreamName,
  TagMap,
} from '../shapes.js';
import { makeStreamId } from '../stream-id.js';
import { checkNotReserved } from '../resource-tags.js';
import { checkShardQuota } from '../shard-quota.js';
import { checkTags } from '../tags.js';

/** What an on-demand stream begins with. */
const onDemandShards = 4;
const defaultRetentionHours = 24;
const defaultMaxRecordKiB = 1024;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const createStream = operation({
  name: 'CreateStream',
  input: structure('CreateStreamInput', {
    ShardCount: PositiveInteger,
    StreamName: required(StreamName),
    StreamModeDetails,
    Tags: TagMap,
    WarmThroughputMiBps: NaturalInteger,
    MaxRecordSizeInKiB,
  }),
  output: undefined,
  errors: ['ResourceInUseException', 'LimitExceededException', 'InvalidArgumentException', 'ValidationException'],
  needs: (context, input, request): AuthorizationNeed[] => {
    const need = { ...onStream('CreateStream')(context, input, request), keys: requestTags(input.Tags) };
    return input.Tags ? [need, { ...need, action: 'kinesis:AddTagsToStream' }] : [need];
  },
  async run(context, input, request) {
    const named = namedStream(input, request);
    // A stream with neither a mode nor a shard count has been on-demand since there is that mode.
    const mode = input.StreamModeDetails?.StreamMode ?? (input.ShardCount === undefined ? 'ON_DEMAND' : 'PROVISIONED');
    if (mode === 'ON_DEMAND' && input.ShardCount !== undefined) {
      throw invalidArgument('ShardCount is not expected when StreamMode=ON_DEMAND');
    }
    if (mode === 'PROVISIONED' && input.ShardCount === undefined) {
      throw invalidArgument('ShardCount is required when StreamMode=PROVISIONED');
    }
    if (mode === 'PROVISIONED' && input.WarmThroughputMiBps !== undefined) {
      throw invalidArgument('WarmThroughputMiBps is not expected when StreamMode=PROVISIONED');
    }
    if (input.Tags) {
      checkTags(named, {}, input.Tags, context.quotas.tagsPerResource);
      checkNotReserved(input.Tags);
    }
    if (await context.store.stream(named)) throw streamExists(named);
    const shardCount = input.ShardCount ?? Math.max(onDemandShards, input.WarmThroughputMiBps ?? 0);
    await checkQuotas(context, named, mode, shardCount);
    const now = context.clock.now();
    const stream: Stream = {
      ...named,
      id: makeStreamId(context.random),
      status: 'CREATING',
      mode,
      created: now,
      retentionHours: defaultRetentionHours,
      shardMetrics: [],
      tags: input.Tags ?? {},
      maxRecordKiB: input.MaxRecordSizeInKiB ?? defaultMaxRecordKiB,
      ...(input.WarmThroughputMiBps === undefined ? {} : { warmThroughputMiBps: input.WarmThroughputMiBps }),
      modeSwitches: [],
      countUpdates: [],
      shards: firstShards(shardCount, Math.floor(now / 1000)),
      nextShardIndex: shardCount,
    };
    try {
      await context.store.commit([context.store.putStream(stream, 0), context.transitions.dueFor(stream)]);
    } catch (error) {
      if (error instanceof RegistryConflictError) throw streamExists(named);
      throw error;
    }
    await context.transitions.begun(stream);
  },
});

async function checkQuotas(
  context: KinesisContext,
  named: Named,
  mode: Stream['mode'],
  shardCount: number,
): Promise<void> {
  const { passing, onDemandStreams } = await context.counts.of(named.account, named.region);
  if (passing >= context.quotas.transitions && context.throttles.enforced) {
    throw tooManyTransitions(named.account, context.quotas.transitions);
  }
  if (mode === 'ON_DEMAND' && onDemandStreams >= context.quotas.onDemandStreams) {
    throw onDemandQuota(named, onDemandStreams, context.quotas.onDemandStreams);
  }
  await checkShardQuota(context, named, shardCount);
}
