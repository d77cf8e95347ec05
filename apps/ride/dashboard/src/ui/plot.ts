import type { Vitals } from '../contracts.js';

/** How long the plot's time axis is, milliseconds. */
export const PLOT_MILLIS = 120_000;
/** A pause longer than this breaks the line: nobody knows how it was in between. */
const GAP_MILLIS = 8_000;

export interface PlotSize {
  readonly width: number;
  readonly height: number;
  /** The points at the top edge; zero is the bottom. */
  readonly most: number;
}

/** An SVG path of one of the points' course up to `now`, at the right edge; empty when there is nothing to draw. Unknown points (NaN) are left out. */
export function linePath(history: readonly Vitals[], member: 'health' | 'magic', now: number, size: PlotSize): string {
  let path = '';
  let before = Number.NEGATIVE_INFINITY;
  for (const vitals of history) {
    if (now - vitals.at > PLOT_MILLIS || Number.isNaN(vitals[member])) continue;
    const x = size.width * (1 - Math.max(0, now - vitals.at) / PLOT_MILLIS);
    path += `${vitals.at - before > GAP_MILLIS ? 'M' : 'L'}${x.toFixed(1)} ${plotY(vitals[member], size).toFixed(1)}`;
    before = vitals.at;
  }
  return path;
}

export const plotY = (points: number, { height, most }: PlotSize): number =>
  height * (1 - Math.min(most, Math.max(0, points)) / most);

/** The least and the most of the points in a history; undefined when it has none. */
export function extent(
  history: readonly Vitals[],
  member: 'health' | 'magic',
): { readonly least: number; readonly most: number } | undefined {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { [member]: points } of history) {
    if (Number.isNaN(points)) continue;
    least = Math.min(least, points);
    most = Math.max(most, points);
  }
  return least > most ? undefined : { least, most };
}

/** An SVG path through equally spaced values from left to right, the highest at the top. */
export function sparkPath(values: readonly number[], width: number, height: number, most: number): string {
  if (values.length < 2) return '';
  const step = width / (values.length - 1);
  const y = (value: number): number => height - (most === 0 ? 0 : (Math.min(value, most) / most) * height);
  return values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
}
