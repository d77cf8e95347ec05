import type { TableDescription } from '@aws-sdk/client-dynamodb';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { MetricGraph, type MetricUnit } from '../../../shared/metrics/metric-graph.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { periodFor, ranges } from '../../../shared/metrics/range.js';
import { useMetrics, type MetricQuery } from '../../../shared/metrics/use-metrics.js';
import { Problem } from '../../../shared/problem.js';
import { dynamoTexts } from '../texts.js';

const operations = [
  'GetItem',
  'BatchGetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'ExecuteStatement',
] as const;

const namespace = 'AWS/DynamoDB';

/** The table's graphs as AWS's console has them. */
export function MonitoringTab({
  name,
  table,
}: {
  readonly name: string;
  readonly table: TableDescription | undefined;
}) {
  const t = useTexts(dynamoTexts);
  const [parameters, setParameters] = useSearchParams();
  const range = ranges.find((one) => one === parameters.get('range')) ?? '1h';
  const period = periodFor(range);
  const dimensions = { TableName: name };
  const sum = (id: string, metric: string, label: string): MetricQuery => ({
    id,
    label,
    namespace,
    metric,
    dimensions,
  });
  /** Units are per second in AWS's graphs, sums in its metrics. */
  const rate = (id: string, metric: string, of: Record<string, string> = dimensions): MetricQuery[] => [
    { id: `${id}Sum`, label: '', namespace, metric, dimensions: of, isHidden: true },
    { id, label: t('graph.consumed'), expression: `${id}Sum / ${period}` },
  ];
  const provisioned = (id: string, metric: string): MetricQuery => ({
    id,
    label: t('graph.provisioned'),
    namespace,
    metric,
    dimensions,
    statistic: 'Maximum',
  });
  const byOperation = (
    prefix: string,
    metric: string,
    statistic: string,
    of: readonly string[] = operations,
  ): MetricQuery[] =>
    of.map((operation) => ({
      id: prefix + operation,
      label: operation,
      namespace,
      metric,
      dimensions: { TableName: name, Operation: operation },
      statistic,
    }));
  const account = { id: 'userErrors', label: 'UserErrors', namespace, metric: 'UserErrors' };
  const graphs: readonly { title: string; unit?: MetricUnit; queries: readonly MetricQuery[] }[] = [
    {
      title: t('graph.read'),
      queries: [...rate('read', 'ConsumedReadCapacityUnits'), provisioned('readMost', 'ProvisionedReadCapacityUnits')],
    },
    {
      title: t('graph.write'),
      queries: [
        ...rate('write', 'ConsumedWriteCapacityUnits'),
        provisioned('writeMost', 'ProvisionedWriteCapacityUnits'),
      ],
    },
    {
      title: t('graph.readThrottled'),
      queries: byOperation('rt', 'ThrottledRequests', 'Sum', [
        'GetItem',
        'BatchGetItem',
        'Query',
        'Scan',
        'TransactGetItems',
      ]),
    },
    {
      title: t('graph.writeThrottled'),
      queries: byOperation('wt', 'ThrottledRequests', 'Sum', [
        'PutItem',
        'UpdateItem',
        'DeleteItem',
        'BatchWriteItem',
        'TransactWriteItems',
      ]),
    },
    { title: t('graph.readEvents'), queries: [sum('re', 'ReadThrottleEvents', 'ReadThrottleEvents')] },
    { title: t('graph.writeEvents'), queries: [sum('we', 'WriteThrottleEvents', 'WriteThrottleEvents')] },
    { title: t('graph.latency'), unit: 'ms', queries: byOperation('l', 'SuccessfulRequestLatency', 'Average') },
    {
      title: t('graph.returned'),
      queries: byOperation('c', 'ReturnedItemCount', 'Sum', ['Query', 'Scan', 'ExecuteStatement']),
    },
    {
      title: t('graph.conditions'),
      queries: [sum('ccf', 'ConditionalCheckFailedRequests', 'ConditionalCheckFailedRequests')],
    },
    { title: t('graph.ttl'), queries: [sum('ttl', 'TimeToLiveDeletedItemCount', 'TimeToLiveDeletedItemCount')] },
    { title: t('graph.userErrors'), queries: [account] },
    { title: t('graph.systemErrors'), queries: byOperation('se', 'SystemErrors', 'Sum') },
    ...(table?.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }, index) => ({
      title: t('graph.index', { name: IndexName }),
      queries: [
        ...rate(`ir${index}`, 'ConsumedReadCapacityUnits', { ...dimensions, GlobalSecondaryIndexName: IndexName }).map(
          (one) => ({ ...one, label: t('graph.index.read') }),
        ),
        ...rate(`iw${index}`, 'ConsumedWriteCapacityUnits', { ...dimensions, GlobalSecondaryIndexName: IndexName }).map(
          (one) => ({ ...one, label: t('graph.index.write') }),
        ),
      ],
    })),
  ];
  const { data, error } = useMetrics(
    graphs.flatMap(({ queries }) => queries),
    { range, period },
  );
  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        actions={<RangePicker value={range} onChange={(next) => setParameters({ range: next }, { replace: true })} />}
      >
        {t('tab.monitoring')}
      </Header>
      <Problem error={error} />
      <Grid gridDefinition={graphs.map(() => ({ colspan: { default: 12, s: 6, l: 4 } }))}>
        {graphs.map(({ title, unit, queries }) => (
          <MetricGraph
            key={title}
            title={title}
            data={
              data && {
                ...data,
                lines: data.lines.filter(
                  ({ id, points }) => points.length > 0 && queries.some((query) => query.id === id),
                ),
              }
            }
            error={error}
            unit={unit ?? 'count'}
          />
        ))}
      </Grid>
    </SpaceBetween>
  );
}
