import type { Graph } from './graph.js';
import type { Layout } from './layout.js';

/** px */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Geometry {
  readonly isVertical: boolean;
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, Line>;
}

interface Line {
  readonly path: string;
  readonly label: Box & { readonly alignItems?: 'flex-start' };
}

const nodeHeight = 86;
/** Between two layers: an edge's figures stand there. */
const gap = 104;
const narrowest = 112;
const widest = 176;
const rowGap = 26;
const verticalGap = 76;

/** Where everything is drawn in a box of a width: along it when there is room, else downwards. */
export function geometryOf(graph: Graph, layout: Layout, width: number): Geometry {
  const { length, breadth } = layout;
  const room = (width - (length - 1) * gap) / Math.max(1, length);
  const isVertical = room < narrowest;
  const across = isVertical ? Math.max(1, breadth) : length;
  const nodeWidth = isVertical
    ? Math.min(widest, Math.max(130, (width - (across - 1) * 16) / across))
    : Math.min(widest, Math.floor(room));
  const boxes = new Map<string, Box>();
  const counts = new Map<number, number>();
  for (const { along } of layout.places.values()) counts.set(along, (counts.get(along) ?? 0) + 1);
  for (const [id, place] of layout.places) {
    const offset = (breadth - (counts.get(place.along) ?? 0)) / 2;
    const row = isVertical ? place.across : place.across + offset;
    boxes.set(id, {
      left: isVertical ? row * (nodeWidth + 16) : place.along * (nodeWidth + gap),
      top: isVertical ? place.along * (nodeHeight + verticalGap) : row * (nodeHeight + rowGap),
      width: nodeWidth,
      height: nodeHeight,
    });
  }
  let lines = linesOf(graph, boxes, isVertical);
  const above = Math.min(0, ...labelsOf(lines).map(({ top }) => top));
  if (above < 0) {
    for (const [id, box] of boxes) boxes.set(id, { ...box, top: box.top - above });
    lines = linesOf(graph, boxes, isVertical);
  }
  const all = [...boxes.values()];
  return {
    isVertical,
    width: Math.max(0, ...all.map((box) => box.left + box.width)),
    height: Math.max(0, ...[...all, ...labelsOf(lines)].map((box) => box.top + box.height)),
    boxes,
    lines,
  };
}

function linesOf(graph: Graph, boxes: ReadonlyMap<string, Box>, isVertical: boolean): Map<string, Line> {
  const lines = new Map<string, Line>();
  for (const { id, from, to } of graph.edges) {
    const start = boxes.get(from);
    const end = boxes.get(to);
    if (start !== undefined && end !== undefined) lines.set(id, isVertical ? down(start, end) : right(start, end));
  }
  return lines;
}

const labelsOf = (lines: ReadonlyMap<string, Line>): readonly Box[] => [...lines.values()].map(({ label }) => label);

function right(start: Box, end: Box): Line {
  const [x1, y1] = [start.left + start.width, start.top + start.height / 2];
  const [x2, y2] = [end.left, end.top + end.height / 2];
  const middle = x2 - gap / 2;
  // The figures stand in the last gap: about a line that goes straight, else in the corner that its bend leaves free.
  const level = { left: x2 - gap + 6, top: y2 - 34, width: gap - 12, height: 68 };
  const label: Line['label'] =
    y1 === y2 ? level : { ...level, top: y2 < y1 ? y2 - 72 : y2 + 3, alignItems: 'flex-start' };
  return { path: `M${x1},${y1} H${x2 - gap} C${middle},${y1} ${middle},${y2} ${x2},${y2}`, label };
}

function down(start: Box, end: Box): Line {
  const [x1, y1] = [start.left + start.width / 2, start.top + start.height];
  const [x2, y2] = [end.left + end.width / 2, end.top];
  const middle = y2 - verticalGap / 2;
  const label = { left: x2 + 8, top: y2 - verticalGap + 4, width: 140, height: verticalGap - 8 };
  return { path: `M${x1},${y1} V${y2 - verticalGap} C${x1},${middle} ${x2},${middle} ${x2},${y2}`, label };
}
