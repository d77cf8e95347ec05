import Grid from '@cloudscape-design/components/grid';
import { useMemo } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { MetricGraph } from '../../../shared/metrics/metric-graph.js';
import type { Range } from '../../../shared/metrics/range.js';
import { useMetrics } from '../../../shared/metrics/use-metrics.js';
import { Problem } from '../../../shared/problem.js';
import { queriesOf, type ConsumerGraphId, type GraphId, type StreamGraph } from '../model/graphs.js';
import { graphTexts } from './texts.js';

type AnyId = GraphId | ConsumerGraphId;

interface GraphsGridProps {
  readonly graphs: readonly (StreamGraph & { readonly id: AnyId })[];
  readonly dimensions: Readonly<Record<string, string>>;
  readonly range: Range;
}

/** All graphs of a stream or a consumer, loaded by one call. */
export function GraphsGrid({ graphs, dimensions, range }: GraphsGridProps) {
  const t = useTexts(graphTexts);
  const queries = useMemo(() => queriesOf(graphs, dimensions, (id) => t(`graph.${id}`)), [graphs, dimensions, t]);
  const { data, error, refetch } = useMetrics(queries, { range });
  if (error !== null && data === undefined) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <Grid gridDefinition={graphs.map(() => ({ colspan: { default: 12, xs: 6, m: 4 } }))}>
      {graphs.map(({ id, unit }) => (
        <MetricGraph key={id} title={t(`graph.${id}`)} data={data} ids={[id]} error={error} unit={unit} />
      ))}
    </Grid>
  );
}
