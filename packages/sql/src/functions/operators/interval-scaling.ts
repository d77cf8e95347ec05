import { DOUBLE, isInterval, isNumeric } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { divisionByZero } from '../../values/row-errors.js';
import type { ResolvedCall } from '../function.js';
import { fitInterval } from './datetime-arithmetic.js';

/** `INTERVAL '3 4' DAY TO HOUR * 2`, `2 * INTERVAL …`, `INTERVAL … / 2`: an interval as the operand, what is less than a ms (or a month) cut off. */
export function intervalScaling(operator: '*' | '/', left: SqlType, right: SqlType): ResolvedCall | undefined {
  if (isInterval(left) && isNumeric(right))
    return { type: left, operandTypes: [left, factorType(right)], evaluate: operator === '*' ? multiplied : divided };
  if (operator === '*' && isNumeric(left) && isInterval(right))
    return { type: right, operandTypes: [factorType(left), right], evaluate: multiplied };
  return undefined;
}

/** Numbers stay as they are. */
const factorType = (type: SqlType): SqlType => (type.kind === 'BIGINT' || type.kind === 'DECIMAL' ? DOUBLE : type);

const multiplied = (a: number, b: number): number => whole(a * b);

function divided(interval: number, divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  return whole(interval / divisor);
}

/** Cut, but for what a binary fraction lacks: 1 s times 0.57 is 570 ms. */
function whole(value: number): number {
  const nearest = Math.round(value);
  return fitInterval((Math.abs(value - nearest) < 1e-6 ? nearest : Math.trunc(value)) + 0);
}
