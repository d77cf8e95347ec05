import type { AwsError, Infer } from '@paddock/wire';
import type { ArchivedDatum } from './archive/metric-archive.js';
import { sampleOfSet, sampleOfValue, sampleOfValues, type Sample } from './archive/sample.js';
import {
  bothGivenText,
  invalidParameterCombination,
  invalidParameterValue,
  invalidValueText,
  missingParameter,
  notInSetText,
  requiredText,
  tooManyText,
} from './errors.js';
import type { MetricDatum } from './shapes.js';

type Datum = Infer<typeof MetricDatum>;

/** Where in the request data stands. */
interface Listed {
  readonly path: string;
  readonly data: readonly Datum[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_VALUES = 150;
const LARGEST = 2 ** 360;

/**
 * What PutMetricData was given, to be kept. Without a time it is now.
 * @throws AwsError for what is no datum: every fault of the gravest kind on a line
 */
export function toArchive(namespace: string, listed: readonly Listed[], now: number): ArchivedDatum[] {
  const faults = new Faults();
  const found: ArchivedDatum[] = [];
  for (const { path, data } of listed) {
    for (const [index, datum] of data.entries()) {
      const at = `${path}.member.${index + 1}`;
      checkDatum(datum, at, now, faults);
      if (faults.any) continue;
      const sample = sampleOf(datum);
      // Values that were counted 0 times are nothing.
      if (sample === undefined) continue;
      const dimensions = Object.fromEntries((datum.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
      found.push({
        series: { namespace, metric: datum.MetricName, dimensions },
        unit: datum.Unit ?? 'None',
        time: datum.Timestamp ?? now,
        highResolution: datum.StorageResolution === 1,
        sample,
      });
    }
  }
  faults.throwFirst();
  return found;
}

class Faults {
  readonly missing: string[] = [];
  readonly combination: string[] = [];
  readonly value: string[] = [];

  get any(): boolean {
    return this.missing.length + this.combination.length + this.value.length > 0;
  }

  throwFirst(): void {
    const say = (error: (...messages: readonly string[]) => AwsError, messages: readonly string[]): void => {
      if (messages.length > 0) throw error(...messages.slice(0, 100));
    };
    say(missingParameter, this.missing);
    say(invalidParameterCombination, this.combination);
    say(invalidParameterValue, this.value);
  }
}

function checkDatum(datum: Datum, at: string, now: number, faults: Faults): void {
  const { Value, Values, Counts, StatisticValues, Timestamp, StorageResolution } = datum;
  if (Value === undefined && Values === undefined && StatisticValues === undefined) {
    faults.missing.push(requiredText(`${at}.Value`));
  }
  const exclusive = (one: string, other: string): void =>
    void faults.combination.push(bothGivenText(`${at}.${one}`, `${at}.${other}`));
  if (Value !== undefined && StatisticValues !== undefined) exclusive('Value', 'StatisticValues');
  if (Value !== undefined && Values !== undefined) exclusive('Value', 'Values');
  if (Counts !== undefined && Values === undefined) faults.missing.push(requiredText(`${at}.Values`));
  if (Timestamp !== undefined) {
    if (Timestamp < now - 14 * DAY) {
      faults.value.push(`The parameter ${at}.Timestamp must specify a time within the past two weeks.`);
    } else if (Timestamp > now + 2 * HOUR) {
      faults.value.push(`The parameter ${at}.Timestamp must specify a time no more than two hours in the future.`);
    }
  }
  if (StorageResolution !== undefined && StorageResolution !== 1 && StorageResolution !== 60) {
    faults.value.push(notInSetText(`${at}.StorageResolution`, [1, 60]));
  }
  checkNumbers(datum, at, faults);
  checkDimensions(datum, at, faults);
}

function checkNumbers({ Value, Values, Counts, StatisticValues }: Datum, at: string, faults: Faults): void {
  const number = (value: number, name: string): void => {
    if (!(Math.abs(value) <= LARGEST)) faults.value.push(invalidValueText(`${at}.${name}`, value));
  };
  if (Value !== undefined) number(Value, 'Value');
  for (const [name, values] of Object.entries({ Values, Counts })) {
    if (values === undefined) continue;
    if (values.length > MOST_VALUES) faults.value.push(tooManyText(`${at}.${name}`, MOST_VALUES));
    else for (const value of values) number(value, name);
  }
  if (Values?.length === 0) faults.missing.push(requiredText(`${at}.Values`));
  if (Counts?.some((count) => count < 0)) faults.value.push(`The parameter ${at}.Counts must not be negative.`);
  if (Values !== undefined && Counts !== undefined && Values.length !== Counts.length) {
    faults.value.push(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`);
  }
  if (StatisticValues !== undefined) {
    for (const [name, value] of Object.entries(StatisticValues)) number(value, `StatisticValues.${name}`);
    const { Minimum, Maximum, SampleCount } = StatisticValues;
    if (Minimum > Maximum) {
      const set = `${at}.StatisticValues`;
      faults.value.push(`The parameter ${set}.Maximum must be greater than or equal to ${set}.Minimum.`);
    }
    if (SampleCount < 0) faults.value.push(invalidValueText(`${at}.StatisticValues.SampleCount`, SampleCount));
  }
}

function checkDimensions({ Dimensions = [] }: Datum, at: string, faults: Faults): void {
  for (const [index, { Name, Value }] of Dimensions.entries()) {
    const path = `${at}.Dimensions.member.${index + 1}`;
    if (!isDimensionText(Name) || Name.startsWith(':')) faults.value.push(invalidValueText(`${path}.Name`, Name));
    if (!isDimensionText(Value)) faults.value.push(invalidValueText(`${path}.Value`, Value));
  }
}

/** ASCII without control characters, something of it visible. */
const isDimensionText = (text: string): boolean => /^[ -~]*[!-~][ -~]*$/.test(text);

function sampleOf({ Value, Values, Counts, StatisticValues: set }: Datum): Sample | undefined {
  if (Value !== undefined) return sampleOfValue(Value + 0);
  if (Values !== undefined) return sampleOfValues(Values, Counts);
  if (set === undefined) return undefined;
  return sampleOfSet({ count: set.SampleCount, sum: set.Sum, min: set.Minimum, max: set.Maximum });
}
