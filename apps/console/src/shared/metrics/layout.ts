import type { Threshold } from './graph-source.js';
import { extent, stacked, timeTicks, valueTicks, type StackedPoint } from './plot.js';
import type { Window } from './range.js';
import type { MetricLine } from './use-metrics.js';

/** A line that is drawn. */
export interface ChartLine extends MetricLine {
  readonly color: string;
  readonly isRight?: boolean;
  /** s, where it is not the window's. */
  readonly period?: number;
}

/** Where things are in a graph, px. */
export interface Layout {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (time: number) => number;
  readonly time: (x: number) => number;
  readonly yLeft: (value: number) => number;
  readonly yOf: (line: ChartLine) => (value: number) => number;
  readonly ticks: readonly {
    readonly y: number;
    readonly text: string;
    readonly rightText?: string;
    readonly isZero: boolean;
  }[];
  readonly timeTicks: readonly number[];
  /** Each line's points with what they stand on: 0, or in areas and bars the lines before. */
  readonly stacks: readonly (readonly StackedPoint[])[];
}

interface LayoutInput {
  readonly lines: readonly ChartLine[];
  readonly window: Window;
  readonly width: number;
  readonly height: number;
  readonly view: 'line' | 'area' | 'bar';
  readonly thresholds: readonly Threshold[];
  readonly base: number;
  readonly text: (value: number, isRight: boolean) => string;
}

export function layoutOf({ lines, window, width, height, view, thresholds, base, text }: LayoutInput): Layout {
  const stacks = stacksOf(lines, view);
  const [top, bottom] = [8, height - 24];
  const rows = Math.max(2, Math.floor((bottom - top) / 38));
  const values = (isRight: boolean): number[] => [
    ...lines.flatMap((line, index) =>
      (line.isRight === true) === isRight ? (stacks[index] ?? []).map(({ y, base: under }) => under + y) : [],
    ),
    ...(isRight ? [] : thresholds.map(({ value }) => value)),
  ];
  const leftTicks = valueTicks(...extent(values(false)), rows, base);
  const hasRight = lines.some(({ isRight }) => isRight === true);
  // As many as at the left, so that both share the lines of the grid.
  const rightTicks = hasRight ? matching(extent(values(true)), leftTicks.length) : [];
  const room = (labels: readonly string[]): number => Math.max(...labels.map(({ length }) => length)) * 6.4 + 10;
  const left = Math.ceil(room(leftTicks.map((tick) => text(tick, false))));
  const right = width - (hasRight ? Math.ceil(room(rightTicks.map((tick) => text(tick, true)))) : 12);
  const scale = (ticks: readonly number[]) => {
    const [least, most] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
    return (value: number): number => bottom - ((value - least) / (most - least)) * (bottom - top);
  };
  const yLeft = scale(leftTicks);
  const yRight = hasRight ? scale(rightTicks) : yLeft;
  const length = window.end - window.start;
  const x = (time: number): number => left + ((time - window.start) / length) * (right - left);
  return {
    width,
    left,
    right,
    top,
    bottom,
    x,
    time: (at) => window.start + ((at - left) / Math.max(1, right - left)) * length,
    yLeft,
    yOf: (line) => (line.isRight === true ? yRight : yLeft),
    ticks: leftTicks.map((tick, index) => ({
      y: Math.round(yLeft(tick)) + 0.5,
      text: text(tick, false),
      ...(hasRight ? { rightText: text(rightTicks[index] ?? 0, true) } : {}),
      isZero: tick === 0,
    })),
    timeTicks: timeTicks(
      window.start,
      window.end,
      Math.max(2, (right - left) / 64),
      -new Date(window.start).getTimezoneOffset() * 60_000,
    ),
    stacks,
  };
}

/** So many ticks that all of the values lie between them. */
function matching([least, most]: readonly [number, number], count: number): readonly number[] {
  for (let rows = count - 1; rows > 0; rows--) {
    const ticks = valueTicks(least, most, rows);
    const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
    if (ticks.length <= count)
      return Array.from({ length: count }, (_, index) => Number(((ticks[0] ?? 0) + index * step).toPrecision(12)));
  }
  return Array.from({ length: count }, (_, index) => least + ((most - least) / (count - 1)) * index);
}

/** Lines of the two axes do not stand on each other. */
function stacksOf(lines: readonly ChartLine[], view: 'line' | 'area' | 'bar'): readonly (readonly StackedPoint[])[] {
  if (view === 'line') return lines.map(({ points }) => points.map((point) => ({ ...point, base: 0 })));
  const axis = (isRight: boolean) =>
    stacked(lines.map((line) => ((line.isRight === true) === isRight ? line.points : [])));
  const [left, right] = [axis(false), axis(true)];
  return lines.map((line, index) => (line.isRight === true ? right : left)[index] ?? []);
}
