import type { Graph } from './graph.js';

/** So many boxes are drawn at most: with more, nobody sees anything. */
const mostNodes = 60;
/** Streams that only something outside feeds, so many. */
const mostLone = 6;

/** What is drawn of a pipeline's parts: whole ones first, a few of those that are one stream only. A lone table or function is no pipeline. */
export function shownOf(components: readonly Graph[]): {
  readonly shown: readonly Graph[];
  /** Streams that are not. */
  readonly rest: number;
} {
  const shown: Graph[] = [];
  let nodes = 0;
  let lone = 0;
  let rest = 0;
  for (const component of components) {
    const isLone = component.nodes.every(({ kind }) => kind === 'producers' || kind === 'stream' || kind === 'map');
    const isNone = component.edges.length === 0;
    const fits = nodes + component.nodes.length <= mostNodes && (!isLone || lone < mostLone);
    if (!isNone && (fits || shown.length === 0)) {
      shown.push(component);
      nodes += component.nodes.length;
      if (isLone) lone++;
    } else rest += component.nodes.filter(({ kind }) => kind === 'stream').length;
  }
  return { shown, rest };
}
