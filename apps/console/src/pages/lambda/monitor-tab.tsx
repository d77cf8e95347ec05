import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'react-router';
import { insightsHref, logGroupHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { MetricGraph, type MetricUnit } from '../../shared/metrics/metric-graph.js';
import { RangePicker } from '../../shared/metrics/range-picker.js';
import { absoluteRange, readRange } from '../../shared/metrics/range.js';
import { useMetrics, type MetricQuery } from '../../shared/metrics/use-metrics.js';
import { Invocations } from './invocations.js';
import { LiveLog } from './live-log.js';
import { monitorTexts } from './texts-monitor.js';

interface MonitorTabProps {
  readonly name: string;
  readonly configuration: FunctionConfiguration | undefined;
}

interface Graph {
  readonly title: string;
  readonly ids: readonly string[];
  readonly unit: MetricUnit;
}

export function MonitorTab({ name, configuration }: MonitorTabProps) {
  const t = useTexts(monitorTexts);
  const [parameters, setParameters] = useSearchParams();
  const range = readRange(parameters.get('range'), '1h');
  const setRange = (next: string): void =>
    setParameters(
      (before) => {
        before.set('range', next);
        return before;
      },
      { replace: true },
    );
  const group = configuration?.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  const metric = (id: string, of: string, statistic: string, label: string, isHidden = false): MetricQuery => ({
    id,
    label,
    namespace: 'AWS/Lambda',
    metric: of,
    dimensions: { FunctionName: name },
    statistic,
    isHidden,
  });
  const queries: readonly MetricQuery[] = [
    metric('invocations', 'Invocations', 'Sum', t('Invocations')),
    metric('durationMin', 'Duration', 'Minimum', t('Duration.min')),
    metric('durationAvg', 'Duration', 'Average', t('Duration.avg')),
    metric('durationMax', 'Duration', 'Maximum', t('Duration.max')),
    metric('errors', 'Errors', 'Sum', t('Errors.count')),
    {
      id: 'success',
      label: t('Errors.rate'),
      expression: '100 - 100 * errors / MAX([errors, invocations])',
    },
    metric('throttles', 'Throttles', 'Sum', t('Throttles')),
    metric('concurrent', 'ConcurrentExecutions', 'Maximum', t('ConcurrentExecutions')),
    metric('age', 'IteratorAge', 'Maximum', t('IteratorAge')),
    metric('received', 'AsyncEventsReceived', 'Sum', t('AsyncEvents.received')),
    metric('dropped', 'AsyncEventsDropped', 'Sum', t('AsyncEvents.dropped')),
    metric('asyncAge', 'AsyncEventAge', 'Maximum', t('AsyncEventAge')),
    metric('deliveries', 'DestinationDeliveryFailures', 'Sum', t('DeliveryErrors.destinations')),
    metric('letters', 'DeadLetterErrors', 'Sum', t('DeliveryErrors.deadLetters')),
    metric('provisioned', 'ProvisionedConcurrencyInvocations', 'Sum', t('Provisioned.used')),
    metric('spill', 'ProvisionedConcurrencySpilloverInvocations', 'Sum', t('Provisioned.spill')),
  ];
  const graphs: readonly Graph[] = [
    { title: t('Invocations'), ids: ['invocations'], unit: 'count' },
    { title: t('Duration'), ids: ['durationMin', 'durationAvg', 'durationMax'], unit: 'ms' },
    { title: t('Errors'), ids: ['errors', 'success'], unit: 'none' },
    { title: t('Throttles'), ids: ['throttles'], unit: 'count' },
    { title: t('ConcurrentExecutions'), ids: ['concurrent'], unit: 'count' },
    { title: t('IteratorAge'), ids: ['age'], unit: 'ms' },
    { title: t('AsyncEvents'), ids: ['received', 'dropped'], unit: 'count' },
    { title: t('AsyncEventAge'), ids: ['asyncAge'], unit: 'ms' },
    { title: t('DeliveryErrors'), ids: ['deliveries', 'letters'], unit: 'count' },
    { title: t('ProvisionedInvocations'), ids: ['provisioned', 'spill'], unit: 'count' },
  ];
  const { data, error } = useMetrics(queries, { range });
  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button href={insightsHref(group)}>{t('insights')}</Button>
            <Button href={logGroupHref(group)}>{t('logs')}</Button>
          </SpaceBetween>
        }
      >
        {t('metrics')}
      </Header>
      <RangePicker value={range} onChange={setRange} />
      <Grid gridDefinition={graphs.map(() => ({ colspan: { default: 12, xs: 6, m: 4 } }))}>
        {graphs.map(({ title, ids, unit }) => (
          <MetricGraph
            key={title}
            title={title}
            data={data}
            ids={ids}
            error={error}
            unit={unit}
            queries={queries}
            range={range}
            onZoom={(start, end) => setRange(absoluteRange(start, end))}
          />
        ))}
      </Grid>
      <Invocations group={group} range={range} />
      <LiveLog group={group} />
    </SpaceBetween>
  );
}
