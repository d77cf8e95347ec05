import type { Format } from '../format.js';

export type MetricUnit = 'count' | 'bytes' | 'ms' | 's' | 'percent' | 'none' | 'count/s' | 'bytes/s';

/** A value in words. */
export function valueText(y: number, unit: MetricUnit, format: Format): string {
  if (unit === 'bytes') return format.bytes(y);
  if (unit === 'bytes/s') return `${format.bytes(y)}/s`;
  if (unit === 'count/s') return `${format.number(y)}/s`;
  if (unit === 'ms') return format.duration(y);
  if (unit === 's') return format.duration(y * 1000);
  if (unit === 'percent') return `${format.number(y)}%`;
  return format.number(y, Math.abs(y) < 1 ? 4 : 2);
}

/** The same where there is little room: at an axis. */
export function axisText(y: number, unit: MetricUnit, format: Format, language: string): string {
  if (unit !== 'count' && unit !== 'none' && unit !== 'count/s') return valueText(y, unit, format);
  const text = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 4 }).format(y);
  return unit === 'count/s' ? `${text}/s` : text;
}

/** What a metric is counted in, as far as its name says. */
export function unitOf(metric: string): MetricUnit {
  if (/Bytes/.test(metric)) return 'bytes';
  if (/Milliseconds|Latency|Duration|IteratorAge/.test(metric)) return 'ms';
  return 'none';
}
