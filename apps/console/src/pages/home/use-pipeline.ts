import { useMemo } from 'react';
import { useServerClock } from '../../session/server-clock.js';
import { useSession } from '../../session/use-session.js';
import { useMetrics, type MetricQuery } from '../../shared/metrics/use-metrics.js';
import { useAws } from '../../shared/use-aws.js';
import { loadFacts } from './load-facts.js';
import { figuresOf, type Figures, type Point } from './model/figures.js';
import { componentsOf, graphOf, type Graph, type GraphEdge } from './model/graph.js';
import type { EdgeMetric } from './model/metrics.js';

/** What is there; asked again every ten seconds, and sooner while something is being made. */
export function useFacts() {
  const session = useSession();
  return useAws(['home', 'facts'], ({ signal }) => loadFacts(session, signal), { every: 10_000, keep: true });
}

export function useComponents(facts: Parameters<typeof graphOf>[0] | undefined): readonly Graph[] {
  return useMemo(() => (facts === undefined ? [] : componentsOf(graphOf(facts))), [facts]);
}

export interface Measured {
  readonly of: (edge: GraphEdge) => Figures;
  readonly error: Error | null;
}

/** GetMetricData takes no more in one call. */
const mostQueries = 500;

/** All edges' figures by one call, every five seconds. */
export function useFigures(edges: readonly GraphEdge[]): Measured {
  const session = useSession();
  const clock = useServerClock(session.clock);
  const queries = useMemo(() => {
    const found = new Map<string, MetricQuery>();
    for (const { metrics } of edges)
      for (const one of metrics) {
        const key = keyOf(one);
        if (found.has(key) || found.size >= mostQueries) continue;
        const { namespace, metric, statistic, dimensions } = one;
        found.set(key, { id: `m${found.size}`, label: key, namespace, metric, statistic, dimensions });
      }
    return [...found.values()];
  }, [edges]);
  const { data, error } = useMetrics(queries, { range: '15m', period: 60, every: 5000 });
  return useMemo(() => {
    const points = new Map<string, readonly Point[]>(data?.lines.map((line) => [line.label, line.points]));
    return { of: (edge) => figuresOf(edge, (metric) => points.get(keyOf(metric)) ?? [], clock.now()), error };
  }, [data, error, clock]);
}

const keyOf = ({ namespace, metric, statistic, dimensions }: EdgeMetric): string =>
  `${namespace} ${metric} ${statistic} ${Object.values(dimensions).join('/')}`;
