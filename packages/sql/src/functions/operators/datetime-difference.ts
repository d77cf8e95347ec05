import { isDatetime } from '../../types/sql-type.js';
import type { IntervalQualifier, SqlType } from '../../types/sql-type.js';
import { monthsBetween } from '../../values/datetimes.js';
import { isYearMonthQualifier, truncateInterval } from '../../values/intervals.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';

/** `(a - b) MINUTE TO SECOND`: of two datetimes of one kind; without what is less than the qualifier's last field. */
export const datetimeDifference = (qualifier: IntervalQualifier): ScalarFunction => ({
  name: 'DATETIME_DIFFERENCE',
  signatures: ['(<DATETIME> - <DATETIME>) <INTERVAL_QUALIFIER>'],
  resolve: (operands) => (operands.length === 2 ? resolve(operands, qualifier) : undefined),
});

function resolve([left, right]: readonly Operand[], qualifier: IntervalQualifier): ResolvedCall | undefined {
  if (left === undefined || right === undefined) return undefined;
  const a = left.type.kind === 'NULL' ? right.type : left.type;
  const b = right.type.kind === 'NULL' ? left.type : right.type;
  if (!isDatetime(a) || a.kind !== b.kind) return undefined;
  const months = isYearMonthQualifier(qualifier);
  if (months && a.kind === 'TIME') return undefined;
  const type: SqlType = { kind: 'INTERVAL', qualifier };
  return {
    type,
    operandTypes: [a, b],
    evaluate: months
      ? (later: number, earlier: number) => truncateInterval(monthsBetween(earlier, later), qualifier)
      : (later: number, earlier: number) => truncateInterval(later - earlier, qualifier),
  };
}
