import { asDecimal } from '../../types/derive.js';
import type { Digits } from '../../types/derive.js';
import { decimal, mostDecimalDigits } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { fitDecimal, powerOfTen, rescale, roundedQuotient } from '../../values/decimals.js';
import { divisionByZero } from '../../values/row-errors.js';
import type { ResolvedCall } from '../function.js';
import type { ArithmeticOperator } from './arithmetic-operator.js';

/**
 * Of exact numbers, one of them a DECIMAL at least. What the result's scale cannot hold is rounded half away from zero, what its precision cannot is an overflow.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-numeric-types-precision.html
 */
export function decimalArithmetic(operator: ArithmeticOperator, left: SqlType, right: SqlType): ResolvedCall {
  const a = asDecimal(left);
  const b = asDecimal(right);
  const result = digitsOfResult(operator, a, b);
  return {
    type: decimal(result.precision, result.scale),
    operandTypes: [unscaledType(left), unscaledType(right)],
    evaluate: evaluation(operator, a, b, result),
  };
}

/** The type with the same values whose values are bigints. */
const unscaledType = (type: SqlType): SqlType =>
  type.kind === 'DECIMAL' || type.kind === 'BIGINT' ? type : decimal(asDecimal(type).precision, 0);

const capped = (digits: number): number => Math.min(mostDecimalDigits, digits);

function digitsOfResult(operator: ArithmeticOperator, a: Digits, b: Digits): Digits {
  switch (operator) {
    case '+':
    case '-': {
      const scale = Math.max(a.scale, b.scale);
      const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
      return { precision: capped(whole + scale + 1), scale };
    }
    case '*':
      return { precision: capped(a.precision + b.precision), scale: capped(a.scale + b.scale) };
    case '/': {
      const whole = capped(a.precision - a.scale + b.scale);
      const wanted = Math.max(6, a.scale + b.precision + 1);
      // The first operand's places are kept, even where whole digits are lost for them.
      const scale = Math.max(a.scale, Math.min(wanted, mostDecimalDigits - whole));
      return { precision: capped(whole + scale), scale };
    }
  }
}

type Evaluation = (a: bigint, b: bigint) => bigint;

function evaluation(operator: ArithmeticOperator, left: Digits, right: Digits, result: Digits): Evaluation {
  switch (operator) {
    case '+':
      return addition(left, right, result, 1n);
    case '-':
      return addition(left, right, result, -1n);
    case '*':
      return multiplication(left, right, result);
    case '/':
      return division(left, right, result);
  }
}

function addition(left: Digits, right: Digits, { precision, scale }: Digits, sign: 1n | -1n): Evaluation {
  const leftFactor = powerOfTen(scale - left.scale);
  const rightFactor = powerOfTen(scale - right.scale) * sign;
  // The digit that a carry may need is there unless the precision was capped.
  if (precision < mostDecimalDigits) return (a, b) => a * leftFactor + b * rightFactor;
  return (a, b) => fitDecimal(a * leftFactor + b * rightFactor, precision);
}

function multiplication(left: Digits, right: Digits, { precision, scale }: Digits): Evaluation {
  const full = left.scale + right.scale;
  if (full === scale && left.precision + right.precision <= precision) return (a, b) => a * b;
  return (a, b) => fitDecimal(rescale(a * b, full, scale), precision);
}

function division(left: Digits, right: Digits, { precision, scale }: Digits): Evaluation {
  const shift = scale - left.scale + right.scale;
  const factor = powerOfTen(shift);
  return (a, b) => {
    if (b === 0n) throw divisionByZero();
    return fitDecimal(roundedQuotient(a * factor, b), precision);
  };
}
