import { useCallback, useMemo } from 'react';
import { readRange, type Range } from '../../../shared/metrics/range.js';
import { readSource, writeSource, type GraphSource } from '../../../shared/metrics/graph-source.js';
import { useAddress } from '../use-address.js';
import type { CatalogPlace } from './catalog.js';

const empty: GraphSource = { view: 'line', lines: [], thresholds: [] };

export interface GraphState {
  readonly graph: GraphSource;
  readonly range: Range;
  /** s between refreshes; 0 for none. */
  readonly every: number;
  readonly tab: string;
  readonly place: CatalogPlace;
  readonly change: (next: Partial<Omit<GraphState, 'change'>>) => void;
}

/** The whole of the explorer's state, in its address. */
export function useGraphState(): GraphState {
  const [parameters, setParameters] = useAddress();
  const source = parameters.get('graph');
  const graph = useMemo(() => {
    try {
      return source === null ? empty : readSource(JSON.parse(source));
    } catch {
      return empty;
    }
  }, [source]);
  const change = useCallback<GraphState['change']>(
    (next) =>
      setParameters((after) => {
        const put = (name: string, value: string | undefined): void => {
          if (value === undefined) after.delete(name);
          else after.set(name, value);
        };
        if (next.graph) put('graph', JSON.stringify(writeSource(next.graph)));
        if (next.range) put('range', next.range);
        if (next.every !== undefined) put('every', String(next.every));
        if (next.tab !== undefined) put('tab', next.tab);
        if (next.place) {
          put('namespace', next.place.namespace);
          put('dimensions', next.place.set);
          put('search', next.place.words);
        }
      }),
    [setParameters],
  );
  const text = (name: string): string | undefined => parameters.get(name) ?? undefined;
  return {
    graph,
    range: readRange(text('range')),
    every: Number(text('every') ?? 60) || 0,
    tab: text('tab') ?? 'browse',
    place: { namespace: text('namespace'), set: text('dimensions'), words: text('search') },
    change,
  };
}
