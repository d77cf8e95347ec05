import { csvField } from '../../../shared/metrics/csv.js';
import type { MetricPoint } from '../../../shared/metrics/use-metrics.js';

/** One line of a query's results. */
export interface ResultRow {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  /** By which GetLogRecord finds the event; absent where rows are no events. */
  readonly pointer: string | undefined;
}

interface Field {
  readonly field?: string | undefined;
  readonly value?: string | undefined;
}

/** @param results as GetQueryResults answers */
export const rowsOf = (results: readonly (readonly Field[])[]): readonly ResultRow[] =>
  results.map((fields, index) => {
    const values = Object.fromEntries(fields.map(({ field = '', value = '' }) => [field, value]));
    const { '@ptr': pointer, ...rest } = values;
    return { id: String(index), values: rest, pointer };
  });

/** The columns that rows have, in the order in which they first come. */
export function columnsOf(rows: readonly ResultRow[]): readonly string[] {
  const columns = new Set<string>();
  for (const { values } of rows) for (const name of Object.keys(values)) columns.add(name);
  return [...columns];
}

export type ResultChart =
  | {
      readonly kind: 'time';
      readonly series: readonly {
        readonly id: string;
        readonly label: string;
        readonly points: readonly MetricPoint[];
      }[];
      readonly start: number;
      readonly end: number;
      /** s between two moments. */
      readonly period: number;
    }
  | {
      readonly kind: 'bars';
      readonly value: string;
      readonly bars: readonly { readonly label: string; readonly value: number }[];
    };

const momentForm = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

/** ms since the epoch of `2026-11-22 21:00:00.000`, which is UTC. */
export const momentOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** What can be drawn of statistics: over time where they are by `bin()`, else by what they are grouped by. Undefined of events. */
export function chartOf(rows: readonly ResultRow[]): ResultChart | undefined {
  if (rows.length === 0 || rows.some(({ pointer }) => pointer !== undefined)) return undefined;
  const columns = columnsOf(rows);
  const all = (name: string, test: (value: string) => boolean): boolean =>
    rows.every(({ values }) => {
      const value = values[name] ?? '';
      return value === '' || test(value);
    });
  const time = columns.find((name) => all(name, (value) => momentForm.test(value)));
  const numbers = columns.filter(
    (name) =>
      name !== time && all(name, (value) => Number.isFinite(Number(value))) && rows.some((row) => row.values[name]),
  );
  if (numbers.length === 0) return undefined;
  const groups = columns.filter((name) => name !== time && !numbers.includes(name));
  if (time !== undefined) return timeChart(rows, time, numbers, groups);
  const [value = ''] = numbers;
  // What is grouped by a number has it in the first column.
  const names = groups.length > 0 ? groups : numbers.length > 1 ? numbers.slice(0, 1) : [];
  const shown = groups.length > 0 || numbers.length === 1 ? value : (numbers[1] ?? value);
  return {
    kind: 'bars',
    value: shown,
    bars: rows.map(({ values }) => ({
      label: names.map((name) => values[name] ?? '').join(' · ') || shown,
      value: Number(values[shown] ?? 0),
    })),
  };
}

function timeChart(
  rows: readonly ResultRow[],
  time: string,
  numbers: readonly string[],
  groups: readonly string[],
): ResultChart {
  const series = new Map<string, MetricPoint[]>();
  const moments = new Set<number>();
  for (const { values } of rows) {
    const x = momentOf(values[time] ?? '');
    if (Number.isNaN(x)) continue;
    moments.add(x);
    const group = groups.map((name) => values[name] ?? '').join(' · ');
    for (const name of numbers) {
      const value = values[name];
      if (value === undefined || value === '') continue;
      const label = [group, numbers.length > 1 || group === '' ? name : ''].filter(Boolean).join(' · ');
      const points = series.get(label) ?? [];
      points.push({ x, y: Number(value) });
      series.set(label, points);
    }
  }
  const sorted = [...moments].toSorted((a, b) => a - b);
  const step = sorted.slice(1).reduce((least, x, index) => Math.min(least, x - (sorted[index] ?? 0)), Infinity);
  const period = Number.isFinite(step) ? step / 1000 : 60;
  const start = sorted[0] ?? 0;
  return {
    kind: 'time',
    series: [...series].map(([label, points], index) => ({
      id: String(index),
      label,
      points: points.toSorted((a, b) => a.x - b.x),
    })),
    start,
    end: (sorted.at(-1) ?? start) + period * 1000,
    period,
  };
}

export function csvOf(rows: readonly ResultRow[]): string {
  const columns = columnsOf(rows);
  const table = [columns, ...rows.map(({ values }) => columns.map((name) => values[name] ?? ''))];
  return `${table.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;
}

export const jsonOf = (rows: readonly ResultRow[]): string =>
  JSON.stringify(
    rows.map(({ values }) => values),
    undefined,
    2,
  );
