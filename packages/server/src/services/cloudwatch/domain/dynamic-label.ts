import type { TimeSeries } from '../query-types.js';

interface Moment {
  /** ms since the epoch */
  readonly now: number;
  /** `+0130` */
  readonly timezone: string;
}

// A label may have so many dynamic values; what follows stays as it is.
const MOST = 6;

/**
 * Puts what a series is like into a label: `${AVG}`, `${PROP('MetricName')}`. What is no dynamic value stays; one that the series has none of is `--`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html
 * @param series its label is what `${LABEL}` stands for
 */
export function dynamicLabel(template: string, series: TimeSeries, moment: Moment): string {
  if (!template.includes('${')) return template;
  let left = MOST;
  return template.replace(/\$\{([A-Z_]+)(?:\('([^']*)'\))?\}/g, (text, name: string, argument: string | undefined) => {
    if (left === 0) return text;
    const value =
      argument === undefined
        ? liveValue(name, series, moment)
        : name === 'PROP'
          ? property(argument, series)
          : undefined;
    if (value === undefined) return text;
    left--;
    return value;
  });
}

const NOTHING = '--';

/** @returns undefined for what is no dynamic value */
function liveValue(name: string, series: TimeSeries, moment: Moment): string | undefined {
  if (name === 'LABEL') return series.label;
  const { timestamps, values } = series;
  const last = values.length - 1;
  if (name === 'DATAPOINT_COUNT') return String(values.length);
  const [lowest, highest] = [values.indexOf(least(values)), values.indexOf(most(values))];
  const number = (value: number | undefined): string => (value === undefined ? NOTHING : numberText(value));
  const time = (index: number): string => timeText(timestamps[index], moment.timezone);
  const relative = (index: number): string => durationBetween(timestamps[index], moment.now);
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'AVG':
      return number(last < 0 ? undefined : sum / values.length);
    case 'SUM':
      return number(last < 0 ? undefined : sum);
    case 'FIRST':
      return number(values[0]);
    case 'LAST':
      return number(values[last]);
    case 'MIN':
      return number(values[lowest]);
    case 'MAX':
      return number(values[highest]);
    case 'FIRST_LAST_RANGE':
      return number(difference(values[0], values[last]));
    case 'MIN_MAX_RANGE':
      return number(difference(values[lowest], values[highest]));
    case 'FIRST_TIME':
      return time(0);
    case 'LAST_TIME':
      return time(last);
    case 'MIN_TIME':
      return time(lowest);
    case 'MAX_TIME':
      return time(highest);
    case 'FIRST_TIME_RELATIVE':
      return relative(0);
    case 'LAST_TIME_RELATIVE':
      return relative(last);
    case 'MIN_TIME_RELATIVE':
      return relative(lowest);
    case 'MAX_TIME_RELATIVE':
      return relative(highest);
    case 'FIRST_LAST_TIME_RANGE':
      return durationBetween(timestamps[0], timestamps[last]);
    case 'MIN_MAX_TIME_RANGE':
      return durationBetween(timestamps[lowest], timestamps[highest]);
    default:
      return undefined;
  }
}

/** @returns undefined for a property that there is not */
function property(name: string, { metric, period }: TimeSeries): string | undefined {
  if (name === 'Period') return String(period);
  if (name.startsWith('Dim.')) return metric?.dimensions[name.slice('Dim.'.length)] ?? NOTHING;
  switch (name) {
    case 'AccountId':
    case 'AccountLabel':
      return metric?.account ?? NOTHING;
    case 'MetricName':
      return metric?.name ?? NOTHING;
    case 'Namespace':
      return metric?.namespace ?? NOTHING;
    case 'Region':
      return metric?.region ?? NOTHING;
    case 'Stat':
      return metric?.stat ?? NOTHING;
    default:
      return undefined;
  }
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

const difference = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : b - a;

const numberText = (value: number): string => String(Math.round(value * 1e4) / 1e4);

function timeText(time: number | undefined, timezone: string): string {
  if (time === undefined) return NOTHING;
  const minutes = Number(timezone.slice(1, 3)) * 60 + Number(timezone.slice(3));
  const local = time + (timezone.startsWith('-') ? -minutes : minutes) * 60_000;
  return new Date(local).toISOString().slice(0, 16).replace('T', ' ');
}

const UNITS = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** The two greatest units: `3h 25m`. */
function durationBetween(one: number | undefined, other: number | undefined): string {
  if (one === undefined || other === undefined) return NOTHING;
  let seconds = Math.floor(Math.abs(other - one) / 1_000);
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count > 0 && parts.length < 2) parts.push(`${count}${unit}`);
    seconds -= count * length;
  }
  return parts.length === 0 ? '0s' : parts.join(' ');
}
