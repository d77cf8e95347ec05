import { sqlErrorAt } from '../errors.js';
import type { Expression } from '../syntax/ast.js';
import { type SqlType, type Value, isDatetime, isInterval, isYearMonth } from '../types/sql-type.js';
import { monthsBetween } from '../values/datetimes.js';
import { isYearMonthQualifier, qualifierText, truncateInterval } from '../values/intervals.js';
import { differenceName } from './difference-name.js';
import { bindExpression } from './binding.js';
import type { ExpressionContext } from './context.js';
import { converted } from './fold.js';
import { cannotApply } from './problems.js';
import type { Typed } from './typed.js';

const signatures = ['<DATETIME> - <DATETIME>'];

/** `(a - b) MINUTE TO SECOND`: the time between two datetimes of one type, less than its last field cut off. */
export function bindDifference(
  { left, right, qualifier, at }: Extract<Expression, { kind: 'datetime-difference' }>,
  context: ExpressionContext,
): Typed {
  const operands = [bindExpression(left, context), bindExpression(right, context)];
  const known = operands.find(({ type }) => type.kind !== 'NULL')?.type;
  const type: SqlType = { kind: 'INTERVAL', qualifier };
  // `(a - b)` of intervals, too, may be given a qualifier.
  const fits =
    known !== undefined &&
    (isDatetime(known) || (isInterval(known) && isYearMonth(known) === isYearMonthQualifier(qualifier)));
  if (!fits)
    throw cannotApply(
      at,
      '-',
      operands.map((operand) => operand.type),
      signatures,
    );
  if (!operands.every((operand) => operand.type.kind === known.kind || operand.type.kind === 'NULL'))
    throw sqlErrorAt(at, 'Parameters must be of the same type');
  const difference = isDatetime(known) && isYearMonthQualifier(qualifier) ? months : milliseconds;
  return {
    kind: 'call',
    name: differenceName + qualifierText(qualifier),
    call: {
      type,
      operandTypes: [known, known],
      evaluate: (a: number, b: number): Value => truncateInterval(difference(a, b), qualifier),
    },
    operands: operands.map((operand) => converted(operand, known)),
    type,
  };
}

const milliseconds = (a: number, b: number): number => a - b;
const months = (a: number, b: number): number => monthsBetween(b, a);
