import type { Period } from './ast.js';
import type { Budget } from './budget.js';
import { DistinctCounter, Percentiles } from './estimates.js';
import { lengthOf } from './period.js';
import {
  compareKeys,
  finite,
  numberOf,
  ownText,
  sortKey,
  Structure,
  textOf,
  Timestamp,
  toJson,
  type Value,
} from './values.js';

/** Gathers one aggregate of one group. */
export interface Accumulator {
  /** @param time of the event, ms since the epoch; undefined for a row of `stats` */
  add(value: Value, time: number | undefined): void;
  result(): Value;
}

/** What stands behind the first argument. */
export interface AggregateOptions {
  readonly budget: Budget;
  readonly number: number | undefined;
  readonly period: Period | undefined;
}

export interface AggregateDefinition {
  readonly least: number;
  readonly most: number;
  start(options: AggregateOptions): Accumulator;
}

const of = (least: number, most: number, start: AggregateDefinition['start']): AggregateDefinition => ({
  least,
  most,
  start,
});

/** One that looks at numbers only. */
const ofNumbers = (add: (number: number) => void, result: () => Value): Accumulator => ({
  add: (value) => {
    const number = numberOf(value);
    if (number !== undefined) add(number);
  },
  result,
});

const count = of(0, 1, () => {
  let sum = 0;
  return {
    add: (value) => {
      if (value !== undefined) sum++;
    },
    result: () => sum,
  };
});

const sum = of(1, 1, () => {
  let total: number | undefined;
  return ofNumbers(
    (number) => (total = (total ?? 0) + number),
    () => total,
  );
});

const percentile = of(2, 2, ({ budget, number = 50 }) => {
  const percentiles = new Percentiles(budget);
  return ofNumbers(
    (one) => percentiles.add(one),
    () => percentiles.at(number),
  );
});

/** Times are shown as numbers once they are aggregated. */
const plain = (value: Value): Value =>
  value instanceof Timestamp ? value.ms : typeof value === 'string' ? ownText(value) : value;

/** Keeps the value that is better than the one kept; the first of equal ones. */
function keeping(isBetter: (one: Value, kept: Value, oneTime: number, keptTime: number) => boolean): () => Accumulator {
  return () => {
    let kept: Value;
    let keptTime = 0;
    return {
      add: (value, time = 0) => {
        if (value === undefined || (kept !== undefined && !isBetter(value, kept, time, keptTime))) return;
        [kept, keptTime] = [plain(value), time];
      },
      result: () => {
        const number = numberOf(kept);
        return typeof kept === 'string' && number !== undefined ? number : kept;
      },
    };
  };
}

const isLess = (a: Value, b: Value): boolean => compareKeys(sortKey(a), sortKey(b)) < 0;

/** Aggregates of `stats`, by their names in lower case. */
export const AGGREGATES: ReadonlyMap<string, AggregateDefinition> = new Map(
  Object.entries({
    count,
    count_over_time: count,
    sum,
    sum_over_time: sum,
    avg: of(1, 1, () => {
      let [total, numbers] = [0, 0];
      return ofNumbers(
        (number) => {
          total += number;
          numbers++;
        },
        () => (numbers === 0 ? undefined : total / numbers),
      );
    }),
    stddev: of(1, 1, () => {
      let [numbers, mean, squares] = [0, 0, 0];
      return ofNumbers(
        (number) => {
          numbers++;
          const distance = number - mean;
          mean += distance / numbers;
          squares += distance * (number - mean);
        },
        () => (numbers === 0 ? undefined : Math.sqrt(squares / numbers)),
      );
    }),
    count_distinct: of(1, 1, ({ budget }) => {
      const counter = new DistinctCounter(budget);
      return {
        add: (value) => {
          const text = textOf(value);
          if (text !== undefined) counter.add(text);
        },
        result: () => counter.count,
      };
    }),
    min: of(
      1,
      1,
      keeping((one, kept) => isLess(one, kept)),
    ),
    max: of(
      1,
      1,
      keeping((one, kept) => isLess(kept, one)),
    ),
    sortsfirst: of(
      1,
      1,
      keeping((one, kept) => isLess(one, kept)),
    ),
    sortslast: of(
      1,
      1,
      keeping((one, kept) => isLess(kept, one)),
    ),
    earliest: of(
      1,
      1,
      keeping((_, __, time, keptTime) => time < keptTime),
    ),
    latest: of(
      1,
      1,
      keeping((_, __, time, keptTime) => time > keptTime),
    ),
    pct: percentile,
    percentile,
    median: of(1, 1, ({ budget }) => percentile.start({ budget, number: 50, period: undefined })),
    values: of(1, 1, ({ budget }) => {
      const values = new Map<string, Value>();
      return {
        add: (value) => {
          const text = textOf(value);
          if (text === undefined || values.has(text)) return;
          budget.spend(100 + 4 * text.length);
          values.set(ownText(text), plain(value));
        },
        result: () => new Structure(Array.from(values.values(), (value) => toJson(value))),
      };
    }),
    /** By how much a number changes in a period, from its earliest value to its latest. */
    rate: of(2, 2, ({ period }) => {
      let first: { time: number; number: number } | undefined;
      let last = first;
      return {
        add: (value, time = 0) => {
          const number = numberOf(value);
          if (number === undefined) return;
          if (first === undefined || time < first.time) first = { time, number };
          if (last === undefined || time >= last.time) last = { time, number };
        },
        result: () => {
          if (first === undefined || last === undefined || period === undefined) return undefined;
          const length = last.time - first.time;
          return length === 0 ? 0 : finite(((last.number - first.number) / length) * lengthOf(period));
        },
      };
    }),
  } satisfies Record<string, AggregateDefinition>),
);
