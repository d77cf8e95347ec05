import type { Graph } from './graph.js';

/** Where a node's box is, in cells: along the way of the records, and across it. */
export interface Place {
  readonly along: number;
  readonly across: number;
}

export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  /** Cells. */
  readonly length: number;
  readonly breadth: number;
}

/** Every node after all that feed it; in each layer in the order of what they are connected with. A circle is cut where it comes back. */
export function layoutOf({ nodes, edges }: Graph): Layout {
  const layers = layersOf(
    nodes.map(({ id }) => id),
    edges,
  );
  const columns: string[][] = Array.from({ length: Math.max(-1, ...layers.values()) + 1 }, () => []);
  for (const { id } of nodes) columns[layers.get(id) ?? 0]?.push(id);
  const rank = new Map<string, number>();
  const number = (column: readonly string[]): void => column.forEach((id, index) => rank.set(id, index));
  columns.forEach(number);
  for (let pass = 0; pass < 4; pass++) {
    const isForward = pass % 2 === 0;
    for (const column of isForward ? columns : columns.toReversed()) {
      const weight = new Map(
        column.map((id) => {
          const others = edges
            .filter((edge) => (isForward ? edge.to : edge.from) === id)
            .map((edge) => rank.get(isForward ? edge.from : edge.to) ?? 0);
          return [id, others.length === 0 ? (rank.get(id) ?? 0) : others.reduce((a, b) => a + b, 0) / others.length];
        }),
      );
      column.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
      number(column);
    }
  }
  const places = new Map<string, Place>();
  columns.forEach((column, along) => column.forEach((id, across) => places.set(id, { along, across })));
  return { places, length: columns.length, breadth: Math.max(0, ...columns.map(({ length }) => length)) };
}

function layersOf(
  ids: readonly string[],
  edges: readonly { readonly from: string; readonly to: string }[],
): ReadonlyMap<string, number> {
  const feeders = new Map<string, string[]>();
  for (const { from, to } of edges) feeders.set(to, [...(feeders.get(to) ?? []), from]);
  const layers = new Map<string, number>();
  const onWay = new Set<string>();
  const visit = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    onWay.add(id);
    let layer = 0;
    for (const feeder of feeders.get(id) ?? []) if (!onWay.has(feeder)) layer = Math.max(layer, visit(feeder) + 1);
    onWay.delete(id);
    layers.set(id, layer);
    return layer;
  };
  for (const id of ids) visit(id);
  return layers;
}
