import { structure, type Infer } from '@paddock/wire';
import type { KinesisContext } from './context.js';
import { streamArn } from './domain/arn.js';
import { shardMetricNames, type ShardMetric } from './domain/stream.js';
import type { Named } from './errors.js';
import { changeSettings } from './settings.js';
import { type MetricsName, MetricsNameList, StreamARN, StreamName } from './shapes.js';

export const MonitoringOutput = structure('EnhancedMonitoringOutput', {
  StreamName,
  CurrentShardLevelMetrics: MetricsNameList,
  DesiredShardLevelMetrics: MetricsNameList,
  StreamARN,
});

/** Switches shard-level metrics on or off. AWS answers what was on and what will be. */
export async function changeMonitoring(
  context: KinesisContext,
  named: Named,
  asked: readonly Infer<typeof MetricsName>[],
  direction: 'enable' | 'disable',
): Promise<Infer<typeof MonitoringOutput>> {
  const all = asked.includes('ALL');
  const desiredOf = (current: readonly ShardMetric[]): ShardMetric[] =>
    direction === 'enable'
      ? shardMetricNames.filter((metric) => all || asked.includes(metric) || current.includes(metric))
      : current.filter((metric) => !all && !asked.includes(metric));
  const before = await changeSettings(context, named, ({ shardMetrics }) => {
    const desired = desiredOf(shardMetrics);
    return desired.length === shardMetrics.length ? undefined : { shardMetrics: desired };
  });
  return {
    StreamName: named.name,
    CurrentShardLevelMetrics: before.shardMetrics,
    DesiredShardLevelMetrics: desiredOf(before.shardMetrics),
    StreamARN: streamArn(named),
  };
}
