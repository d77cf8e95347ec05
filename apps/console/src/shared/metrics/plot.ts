import type { MetricPoint } from './use-metrics.js';

/** Numbers that people count in, from at most `least` to at least `most`. @param base 1024 for bytes */
export function valueTicks(least: number, most: number, count: number, base = 1000): readonly number[] {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / Math.max(1, count);
  const power = base === 1000 ? 10 ** Math.floor(Math.log10(rough)) : 2 ** Math.floor(Math.log2(rough));
  const factors = base === 1000 ? [1, 2, 2.5, 5, 10] : [1, 2];
  const step = power * (factors.find((factor) => power * factor >= rough * 0.999) ?? factors.at(-1) ?? 1);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** Without what binary fractions leave behind: 0.30000000000000004. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const timeSteps = [
  ...[1, 5, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28].map((count) => count * day),
];

/**
 * Moments at whole seconds, minutes, hours or days within a window.
 * @param count about how many at most
 * @param offset ms that the reader's clocks are ahead of UTC
 */
export function timeTicks(start: number, end: number, count: number, offset = 0): readonly number[] {
  const wanted = (end - start) / Math.max(1, count);
  const step = timeSteps.find((one) => one >= wanted) ?? 28 * day;
  const ticks: number[] = [];
  for (let at = Math.ceil((start + offset) / step) * step - offset; at <= end; at += step) ticks.push(at);
  return ticks;
}

/** The parts of a line without gaps: a point that follows more than a period and a half later begins another. @param period ms */
export function segments(points: readonly MetricPoint[], period: number): readonly (readonly MetricPoint[])[] {
  const parts: MetricPoint[][] = [];
  let before = -Infinity;
  for (const point of points) {
    const part = parts.at(-1);
    if (part !== undefined && point.x - before <= period * 1.5) part.push(point);
    else parts.push([point]);
    before = point.x;
  }
  return parts;
}

/** The point nearest to a moment, not further away than so many ms. Points are in the order of time. */
export function nearest(points: readonly MetricPoint[], x: number, within: number): MetricPoint | undefined {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  const found = [points[low - 1], points[low]]
    .filter((point) => point !== undefined)
    .toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
  return found !== undefined && Math.abs(found.x - x) <= within ? found : undefined;
}

/** A moment of a line that stands on others. */
export interface StackedPoint extends MetricPoint {
  /** Where it begins; `y` is what it has, `base + y` where it ends. */
  readonly base: number;
}

/** Lines upon each other, in their order. What has no point at a moment adds nothing there. */
export function stacked(lines: readonly (readonly MetricPoint[])[]): readonly (readonly StackedPoint[])[] {
  const heights = new Map<number, number>();
  return lines.map((points) =>
    points.map(({ x, y }) => {
      const base = heights.get(x) ?? 0;
      heights.set(x, base + y);
      return { x, y, base };
    }),
  );
}

/** From the least to the greatest value, with zero, and room for more than nothing. */
export function extent(values: Iterable<number>): readonly [least: number, most: number] {
  let [least, most] = [0, 0];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least === most ? [0, 1] : [least, most];
}

/** An SVG path through points. */
export const pathOf = (points: readonly MetricPoint[], x: (at: number) => number, y: (value: number) => number) =>
  points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(x(point.x))} ${round(y(point.y))}`).join('');

/** The path around what is between a line and what it stands on. */
export function areaOf(points: readonly StackedPoint[], x: (at: number) => number, y: (value: number) => number) {
  const above = points.map((point) => ({ x: point.x, y: point.base + point.y }));
  const below = points.toReversed().map((point) => ({ x: point.x, y: point.base }));
  return `${pathOf([...above, ...below], x, y)}Z`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
