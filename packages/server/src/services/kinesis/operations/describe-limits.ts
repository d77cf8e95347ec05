import { integer, required, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';

const count = integer({ min: 0, max: 1_000_000 });

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html */
export const describeLimits = operation({
  name: 'DescribeLimits',
  input: structure('DescribeLimitsInput', {}),
  output: structure('DescribeLimitsOutput', {
    ShardLimit: required(count),
    OpenShardCount: required(count),
    OnDemandStreamCount: required(count),
    OnDemandStreamCountLimit: required(count),
  }),
  errors: ['LimitExceededException'],
  needs: onAnything('DescribeLimits'),
  async run(context, _input, request) {
    const counts = await context.counts.of(request.principal.account, request.region);
    return {
      ShardLimit: context.quotas.shards(request.region),
      OpenShardCount: counts.provisionedShards,
      OnDemandStreamCount: counts.onDemandStreams,
      OnDemandStreamCountLimit: context.quotas.onDemandStreams,
    };
  },
});
