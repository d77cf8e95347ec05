import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Grid from '@cloudscape-design/components/grid';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../i18n/language.js';
import { MetricGraph, type MetricUnit } from '../../shared/metrics/metric-graph.js';
import { absoluteRange, readRange } from '../../shared/metrics/range.js';
import { RangePicker } from '../../shared/metrics/range-picker.js';
import { useMetrics } from '../../shared/metrics/use-metrics.js';
import { Problem } from '../../shared/problem.js';
import { metricQueries } from './metric-queries.js';
import { texts } from './texts.js';

/** What CloudWatch knows of an application. */
export function Monitoring({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const [query, setQuery] = useSearchParams();
  const range = readRange(query.get('range'), '1h');
  const words = { ok: t('monitoring.ok'), dropped: t('monitoring.dropped'), failed: t('monitoring.failed') };
  const queries = metricQueries(application, words);
  const { data, error } = useMetrics(queries, { range });
  const setRange = (next: string): void => {
    query.set('range', next);
    setQuery(query, { replace: true });
  };
  const graph = (key: Parameters<typeof t>[0], ids: readonly string[], unit: MetricUnit = 'count') => (
    <MetricGraph
      key={key}
      title={t(key as 'monitoring.behind')}
      data={data}
      ids={ids}
      error={error}
      unit={unit}
      queries={queries.filter(({ id }) => ids.includes(id))}
      range={range}
      onZoom={(start, end) => setRange(absoluteRange(start, end))}
    />
  );
  const outputs = (application.OutputDescriptions ?? []).map((_, index) => index);
  const hasProcessor = application.InputDescriptions?.[0]?.InputProcessingConfigurationDescription !== undefined;
  const hasFunction = application.OutputDescriptions?.some((output) => output.LambdaOutputDescription !== undefined);
  const graphs = [
    graph('monitoring.behind', ['behind'], 'ms'),
    graph('monitoring.inRecords', ['inRecords']),
    graph(
      'monitoring.outRecords',
      outputs.map((index) => `outRecords${index}`),
    ),
    graph(
      'monitoring.success',
      outputs.map((index) => `success${index}`),
    ),
    graph('monitoring.inBytes', ['inBytes'], 'bytes'),
    graph(
      'monitoring.outBytes',
      outputs.map((index) => `outBytes${index}`),
      'bytes',
    ),
    graph('monitoring.kpus', ['kpus']),
    ...(hasProcessor
      ? [
          graph('monitoring.processing', ['processedOk', 'processedDropped', 'processedFailed']),
          graph('monitoring.processingDuration', ['processedDuration'], 'ms'),
        ]
      : []),
    ...(hasFunction === true
      ? [
          graph(
            'monitoring.lambda',
            outputs.flatMap((index) => [`lambdaOk${index}`, `lambdaFailed${index}`]),
          ),
          graph(
            'monitoring.lambdaDuration',
            outputs.map((index) => `lambdaDuration${index}`),
            'ms',
          ),
        ]
      : []),
  ];
  return (
    <SpaceBetween size="m">
      <RangePicker value={range} onChange={setRange} />
      <Box color="text-body-secondary">{t('monitoring.hint')}</Box>
      {data === undefined && <Problem error={error} />}
      <Grid gridDefinition={graphs.map(() => ({ colspan: { default: 12, m: 6 } }))}>{graphs}</Grid>
    </SpaceBetween>
  );
}
