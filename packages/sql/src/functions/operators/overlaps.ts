import { BOOLEAN, isDatetime, isInterval } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { shift } from './datetime-arithmetic.js';

/** `(start, end) OVERLAPS (start, end)`, an interval from the start for an end: whether the periods, without their ends, have a moment in common. */
export const overlaps: ScalarFunction = {
  name: 'OVERLAPS',
  signatures: [
    '(<DATETIME>, <DATETIME>) OVERLAPS (<DATETIME>, <DATETIME>)',
    '(<DATETIME>, <DATETIME>) OVERLAPS (<DATETIME>, <INTERVAL>)',
    '(<DATETIME>, <INTERVAL>) OVERLAPS (<DATETIME>, <DATETIME>)',
    '(<DATETIME>, <INTERVAL>) OVERLAPS (<DATETIME>, <INTERVAL>)',
  ],
  resolve: (operands) => (operands.length === 4 ? resolve(operands) : undefined),
};

type End = (start: number, end: number) => number;

function resolve([start1, end1, start2, end2]: readonly Operand[]): ResolvedCall | undefined {
  if (start1 === undefined || end1 === undefined || start2 === undefined || end2 === undefined) return undefined;
  if (!isDatetime(start1.type) || start2.type.kind !== start1.type.kind) return undefined;
  const firstEnd = endOf(start1.type, end1.type);
  const secondEnd = endOf(start2.type, end2.type);
  if (firstEnd === undefined || secondEnd === undefined) return undefined;
  return {
    type: BOOLEAN,
    operandTypes: [start1.type, end1.type, start2.type, end2.type],
    evaluate: (s1: number, e1: number, s2: number, e2: number) => overlap(s1, firstEnd(s1, e1), s2, secondEnd(s2, e2)),
  };
}

function endOf(start: SqlType, end: SqlType): End | undefined {
  if (isInterval(end)) return shift(start, end, '+');
  return end.kind === start.kind ? (_, at) => at : undefined;
}

/** A period may be given from its end; one that is a moment overlaps what it lies in or begins. */
function overlap(a: number, b: number, c: number, d: number): boolean {
  const start1 = Math.min(a, b);
  const start2 = Math.min(c, d);
  if (start1 === start2) return true;
  return start1 < start2 ? start2 < Math.max(a, b) : start1 < Math.max(c, d);
}
