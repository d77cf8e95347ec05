import { decimal, isApproximate, isInteger } from '../../types/sql-type.js';
import type { SqlType, Value } from '../../types/sql-type.js';
import { powerOfTen } from '../../values/decimals.js';
import type { ResolvedCall } from '../function.js';

/** To the next integer: of the same type, a DECIMAL without its scale. Undefined for what is no number. */
export function roundNumber(type: SqlType, direction: 'down' | 'up'): ResolvedCall | undefined {
  const call = { type, operandTypes: [type], monotonic: true };
  if (isInteger(type)) return { ...call, evaluate: (value: number | bigint): Value => value };
  if (isApproximate(type)) {
    const round = direction === 'down' ? Math.floor : Math.ceil;
    return { ...call, evaluate: (value: number) => round(value) + 0 };
  }
  if (type.kind !== 'DECIMAL') return undefined;
  const unit = powerOfTen(type.scale);
  return {
    ...call,
    type: decimal(type.precision, 0),
    evaluate: direction === 'down' ? (value: bigint) => down(value, unit) : (value: bigint) => -down(-value, unit),
  };
}

function down(value: bigint, unit: bigint): bigint {
  const quotient = value / unit;
  return value < 0n && quotient * unit !== value ? quotient - 1n : quotient;
}
