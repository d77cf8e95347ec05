import { COMPARISONS, type Comparison } from './comparison.js';
import type { Decision, EvaluatedPoint, MissingData, StateValue } from './decision.js';
import { doubleText, longTime, plural, shortTime } from './texts.js';

/** What the texts say of an alarm. */
export interface ReasonedAlarm {
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly periods: number;
  /** Undefined where the alarm does not say: the texts are then shorter. */
  readonly toAlarm: number | undefined;
  readonly missing: MissingData;
  /** Of an alarm on a metric, in ms; of metric math nothing is said. */
  readonly statistic?: string | undefined;
  readonly unit?: string | undefined;
  /** Seconds. */
  readonly period: number;
}

// More points are too many for a reason of 1,023 characters.
const MOST_TOLD = 10;

/** Why an alarm is in a state, in AWS's words. */
export function reasonOf(state: StateValue, decision: Decision, alarm: ReasonedAlarm): string {
  const { real, missing, supporting } = decision;
  const { periods, toAlarm } = alarm;
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${missing === 1 ? '1 datapoint was' : `${missing} datapoints were`} unknown.`;
  }
  const filled = missing > 0 && (alarm.missing === 'breaching' || alarm.missing === 'notBreaching');
  const treatment = `${missing === 1 ? '1 missing datapoint was' : `${missing} missing datapoints were`} treated as [${alarm.missing === 'breaching' ? 'Breaching' : 'NonBreaching'}]`;
  const received = `for ${plural(periods, 'period')} and ${treatment}.`;
  if (supporting.length === 0 && filled) {
    if (real.length === 0) return `Threshold Crossed: no datapoints were received ${received}`;
    return `Threshold Crossed: ${real.length === 1 ? '1 datapoint was' : `${real.length} datapoints were`} received ${received}`;
  }
  const { words } = COMPARISONS[alarm.comparison];
  const verb = `${supporting.length === 1 ? 'was' : 'were'}${state === 'ALARM' ? '' : ' not'}`;
  const threshold = `${words} the threshold (${doubleText(alarm.threshold)})${filled ? ` and ${treatment}` : ''}`;
  const told = supporting.slice(0, MOST_TOLD);
  const list = told.map(({ time, value }) => `${doubleText(value ?? 0)} (${shortTime(time)})`).join(', ');
  const points = `[${list}${told.length < supporting.length ? ', ...' : ''}]`;
  if (toAlarm === undefined) {
    return `Threshold Crossed: ${plural(supporting.length, 'datapoint')} ${points} ${verb} ${threshold}.`;
  }
  const needed = state === 'ALARM' ? toAlarm : periods - toAlarm + 1;
  const way = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return `Threshold Crossed: ${supporting.length} out of the last ${periods} datapoints ${points} ${verb} ${threshold} (minimum ${plural(needed, 'datapoint')} for ${way} transition).`;
}

const LONGEST_DATA = 4_000;

/**
 * The same for machines. Doubles keep their point, so it is written by hand; of many periods the oldest are left out.
 * @param points the evaluated periods, the newest first
 */
export function reasonDataOf(points: readonly EvaluatedPoint[], alarm: ReasonedAlarm, now: number): string {
  const oldest = points.findLast(({ value }) => value !== undefined);
  for (let count = points.length; ; count = Math.floor(count * 0.8)) {
    const some = points.slice(0, count);
    const fields = [
      `"version":"1.0"`,
      `"queryDate":"${longTime(now)}"`,
      ...(oldest === undefined ? [] : [`"startDate":"${longTime(oldest.time)}"`]),
      ...(alarm.unit === undefined ? [] : [`"unit":${JSON.stringify(alarm.unit)}`]),
      ...(alarm.statistic === undefined ? [] : [`"statistic":${JSON.stringify(alarm.statistic)}`]),
      `"period":${alarm.period}`,
      `"recentDatapoints":[${some
        .toReversed()
        .flatMap(({ value }) => (value === undefined ? [] : [doubleText(value)]))
        .join(',')}]`,
      `"threshold":${doubleText(alarm.threshold)}`,
      `"evaluatedDatapoints":[${some.map(pointText).join(',')}]`,
    ];
    const text = `{${fields.join(',')}}`;
    if (text.length <= LONGEST_DATA || count === 0) return text;
  }
}

function pointText({ time, value, sampleCount }: EvaluatedPoint): string {
  const stamp = `"timestamp":"${longTime(time)}"`;
  if (value === undefined) return `{${stamp}}`;
  const count = sampleCount === undefined ? '' : `"sampleCount":${doubleText(sampleCount)},`;
  return `{${stamp},${count}"value":${doubleText(value)}}`;
}
