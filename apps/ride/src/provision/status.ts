import { withContext } from './context.js';
import { explain } from './failures.js';
import { names } from './names.js';
import { unless } from './patience.js';
import { find } from './parts/trigger.js';
import { survey } from './survey.js';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Action, ProvisionOptions, RideStatus } from './contracts.js';
import type { Context } from './resource.js';

/** How the system is doing: every part, and what went through it lately. Reads only. */
export function describeDeployment(
  options: Pick<ProvisionOptions, 'destination' | 'time' | 'signal'>,
): Promise<RideStatus> {
  return withContext(options, async (context) => {
    const { summary, resources, steps, failures } = await survey(context, {
      ...options,
      summary: 'auto',
      onEvent: () => undefined,
    });
    const [shards, summaryShards, application, trigger, recently] = await Promise.all([
      openShards(context, names.stream),
      openShards(context, names.summaryStream),
      summary === 'analytics' ? applicationStatus(context) : undefined,
      orNothing(find(context, { functionName: names.processor, stream: names.summaryStream })),
      orNothing(metrics(context)),
    ]);
    const parts = resources.map(({ part }) => {
      if (failures.has(part.id)) {
        const { why } = explain(part.title, failures.get(part.id), options.destination);
        return { part, state: 'unknown' as const, detail: why };
      }
      return { part, ...stateOf(steps.find(({ id }) => id === part.id)?.action ?? { kind: 'create' }) };
    });
    return {
      account: context.account,
      region: context.region,
      summary,
      parts,
      isComplete: parts.every(({ state }) => state === 'ready'),
      identityPoolId: context.learned.identityPoolId,
      shards: { [names.stream]: shards, [names.summaryStream]: summaryShards },
      application,
      trigger: trigger && {
        id: trigger.UUID ?? '',
        state: trigger.State ?? '',
        lastResult: trigger.LastProcessingResult,
      },
      recently: recently ?? NOTHING,
    };
  });
}

type State = Pick<RideStatus['parts'][number], 'state' | 'detail'>;

function stateOf(action: Action): State {
  switch (action.kind) {
    case 'create':
      return { state: 'missing' };
    case 'update':
      return { state: 'differs', detail: action.differences.join('; ') };
    case 'conflict':
      return { state: 'conflict', detail: action.reason };
    case 'none':
    case 'delete':
      return { state: 'ready', ...(action.kind === 'none' && action.note !== undefined && { detail: action.note }) };
  }
}

/** What may not be looked at is not shown; the parts say why. */
const orNothing = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);

async function openShards({ clients }: Context, StreamName: string): Promise<number> {
  const found = await orNothing(clients.kinesis.describeStreamSummary({ StreamName }));
  return found?.StreamDescriptionSummary?.OpenShardCount ?? 0;
}

async function applicationStatus({ clients }: Context): Promise<string | undefined> {
  const found = await orNothing(
    unless(['ResourceNotFoundException'], () =>
      clients.analytics.describeApplication({ ApplicationName: names.application }),
    ),
  );
  return found?.ApplicationDetail?.ApplicationStatus;
}

/** ms */
const MINUTE = 60_000;

type Recently = RideStatus['recently'];

const NOTHING: Recently = {
  recordsIn: undefined,
  summaries: undefined,
  itemsWritten: undefined,
  functionErrors: undefined,
  iteratorAge: undefined,
};

const METRICS: Readonly<Record<keyof Recently, readonly [string, string, string, string, 'Sum' | 'Maximum']>> = {
  recordsIn: ['AWS/Kinesis', 'IncomingRecords', 'StreamName', names.stream, 'Sum'],
  summaries: ['AWS/Kinesis', 'IncomingRecords', 'StreamName', names.summaryStream, 'Sum'],
  // A summary is smaller than 1 KB: writing it takes one unit.
  itemsWritten: ['AWS/DynamoDB', 'ConsumedWriteCapacityUnits', 'TableName', names.table, 'Sum'],
  functionErrors: ['AWS/Lambda', 'Errors', 'FunctionName', names.processor, 'Sum'],
  iteratorAge: ['AWS/Lambda', 'IteratorAge', 'FunctionName', names.processor, 'Maximum'],
};

async function metrics({ clients, time }: Context): Promise<Recently> {
  const end = Math.ceil(time.epoch() / MINUTE) * MINUTE;
  const queries = Object.entries(METRICS).map(([key, [Namespace, MetricName, Name, Value, Stat]]): MetricDataQuery => ({
    Id: key.toLowerCase(),
    MetricStat: { Metric: { Namespace, MetricName, Dimensions: [{ Name, Value }] }, Period: 60, Stat },
  }));
  const { MetricDataResults = [] } = await clients.metrics.getMetricData({
    StartTime: new Date(end - 6 * MINUTE),
    EndTime: new Date(end),
    MetricDataQueries: queries,
  });
  const valueOf = (key: keyof Recently): number | undefined => {
    const values = MetricDataResults.find(({ Id }) => Id === key.toLowerCase())?.Values ?? [];
    if (values.length === 0) return undefined;
    return METRICS[key][4] === 'Sum' ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  };
  return {
    recordsIn: valueOf('recordsIn'),
    summaries: valueOf('summaries'),
    itemsWritten: valueOf('itemsWritten'),
    functionErrors: valueOf('functionErrors'),
    iteratorAge: valueOf('iteratorAge'),
  };
}
