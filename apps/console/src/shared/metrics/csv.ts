import type { MetricLine } from './use-metrics.js';

/** The moments of lines with each one's value there, the newest first. */
export function rowsOf(
  lines: readonly MetricLine[],
): readonly { readonly x: number; readonly values: readonly (number | undefined)[] }[] {
  const rows = new Map<number, (number | undefined)[]>();
  lines.forEach(({ points }, index) => {
    for (const { x, y } of points) {
      let row = rows.get(x);
      if (row === undefined) rows.set(x, (row = Array.from({ length: lines.length })));
      row[index] = y;
    }
  });
  return [...rows].toSorted(([a], [b]) => b - a).map(([x, values]) => ({ x, values }));
}

/** A field of a CSV line: quoted where it must be, and never a formula for who opens it in a spreadsheet. */
export function csvField(value: string): string {
  const safe = /^[=+\t\r]|^@(?!\w+$)|^-(?![\d.]+$)/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(lines: readonly MetricLine[]): string {
  const table = [
    ['Time', ...lines.map(({ label }) => label)],
    ...rowsOf(lines)
      .toReversed()
      .map(({ x, values }) => [
        new Date(x).toISOString(),
        ...values.map((value) => (value === undefined ? '' : String(value))),
      ]),
  ];
  return `${table.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;
}
