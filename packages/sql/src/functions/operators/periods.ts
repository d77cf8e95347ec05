import { BOOLEAN, isDatetime, isInterval } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { shift } from './datetime-arithmetic.js';

/** Of two periods, each without its end: start and end of the first, then of the second. */
type Relation = (s1: number, e1: number, s2: number, e2: number) => boolean;

/**
 * Temporal predicates. `(start, end) OVERLAPS (start, end)`, an interval from the start for an end; `(start, end) CONTAINS t`.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-temporal-predicate.html
 *
 * The reference draws the relations without words. What is drawn of one relation is of one here: LEADS is to overlap from before, to the other's end at most; LAGS is its mirror image;
 * STRICTLY OVERLAPS is to overlap where neither contains the other.
 */
const relations: readonly (readonly [name: string, relation: Relation])[] = [
  ['OVERLAPS', overlap],
  ['EQUALS', (s1, e1, s2, e2) => s1 === s2 && e1 === e2],
  ['CONTAINS', contains],
  ['PRECEDES', (_, e1, s2) => e1 <= s2],
  ['SUCCEEDS', (s1, _, _2, e2) => s1 >= e2],
  ['LEADS', (s1, e1, s2, e2) => s1 < s2 && s2 < e1 && e1 <= e2],
  ['LAGS', (s1, e1, s2, e2) => s2 <= s1 && s1 < e2 && e2 < e1],
  ['STRICTLY CONTAINS', (s1, e1, s2, e2) => s1 < s2 && e2 < e1],
  ['STRICTLY OVERLAPS', (s1, e1, s2, e2) => (s1 < s2 && s2 < e1 && e1 < e2) || (s2 < s1 && s1 < e2 && e2 < e1)],
  ['STRICTLY PRECEDES', (_, e1, s2) => e1 < s2],
  ['STRICTLY SUCCEEDS', (s1, _, _2, e2) => s1 > e2],
  ['STRICTLY LEADS', (s1, e1, s2, e2) => s1 < s2 && s2 < e1 && e1 < e2],
  ['STRICTLY LAGS', (s1, e1, s2, e2) => s2 < s1 && s1 < e2 && e2 < e1],
  ['IMMEDIATELY PRECEDES', (_, e1, s2) => e1 === s2],
  ['IMMEDIATELY SUCCEEDS', (s1, _, _2, e2) => s1 === e2],
  ['IMMEDIATELY LEADS', (s1, e1, s2, e2) => s1 < s2 && s2 < e1 && e1 === e2],
  ['IMMEDIATELY LAGS', (s1, e1, s2, e2) => s2 === s1 && s1 < e2 && e2 < e1],
];

/** A moment is contained where it is not the period's end: `s <= t AND t < e`. */
const moments: ReadonlyMap<string, (s: number, e: number, t: number) => boolean> = new Map([
  ['CONTAINS', (s, e, t) => s <= t && t < e],
  ['STRICTLY CONTAINS', (s, e, t) => s < t && t < e],
]);

export const periodPredicates: readonly ScalarFunction[] = relations.map(([name, relation]) => ({
  name,
  signatures: signaturesOf(name),
  resolve: (operands) => {
    const moment = moments.get(name);
    return operands.length === 3 && moment !== undefined ? ofMoment(operands, moment) : ofPeriods(operands, relation);
  },
}));

function signaturesOf(name: string): string[] {
  const periods = ['(<DATETIME>, <DATETIME>)', '(<DATETIME>, <INTERVAL>)'];
  const pairs = periods.flatMap((left) => periods.map((right) => `${left} ${name} ${right}`));
  return moments.has(name) ? [...pairs, ...periods.map((left) => `${left} ${name} <DATETIME>`)] : pairs;
}

function ofPeriods(operands: readonly Operand[], relation: Relation): ResolvedCall | undefined {
  const [start1, end1, start2, end2] = operands.map(({ type }) => type);
  if (start1 === undefined || end1 === undefined || start2 === undefined || end2 === undefined) return undefined;
  if (!isDatetime(start1) || start2.kind !== start1.kind || operands.length !== 4) return undefined;
  const firstEnd = endOf(start1, end1);
  const secondEnd = endOf(start2, end2);
  if (firstEnd === undefined || secondEnd === undefined) return undefined;
  return {
    type: BOOLEAN,
    operandTypes: [start1, end1, start2, end2],
    evaluate: (s1: number, e1: number, s2: number, e2: number) => relation(s1, firstEnd(s1, e1), s2, secondEnd(s2, e2)),
  };
}

function ofMoment(
  operands: readonly Operand[],
  holds: (s: number, e: number, t: number) => boolean,
): ResolvedCall | undefined {
  const [start, end, moment] = operands.map(({ type }) => type);
  if (start === undefined || end === undefined || moment?.kind !== start.kind || !isDatetime(start)) return undefined;
  const endAt = endOf(start, end);
  if (endAt === undefined) return undefined;
  return {
    type: BOOLEAN,
    operandTypes: [start, end, moment],
    evaluate: (s: number, e: number, t: number) => holds(s, endAt(s, e), t),
  };
}

type End = (start: number, end: number) => number;

function endOf(start: SqlType, end: SqlType): End | undefined {
  if (isInterval(end)) return shift(start, end, '+');
  return end.kind === start.kind ? (_, at) => at : undefined;
}

function contains(s1: number, e1: number, s2: number, e2: number): boolean {
  return s1 <= s2 && e2 <= e1;
}

/** A period may be given from its end; one that is a moment overlaps what it lies in or begins. */
function overlap(a: number, b: number, c: number, d: number): boolean {
  const start1 = Math.min(a, b);
  const start2 = Math.min(c, d);
  if (start1 === start2) return true;
  return start1 < start2 ? start2 < Math.max(a, b) : start1 < Math.max(c, d);
}
