import type { Call } from '../syntax/ast.js';
import {
  BIGINT,
  INTEGER,
  decimal,
  isApproximate,
  isInteger,
  varchar,
  type SqlType,
  type Value,
} from '../types/sql-type.js';
import { ms, strict, type Computed } from './computed.js';
import { convert } from './convert.js';
import { Failure } from './failure.js';
import { fractionOf, rounded, truncated, valueOf, whole } from './fraction.js';

const lengthOf = ({ type }: Computed): number => ('length' in type ? type.length : 0);
const text = (of: Computed): SqlType => varchar(Math.max(1, lengthOf(of)));

/** The scalar functions that random programs call. */
export function callOf({ name, unit, flag }: Call, operands: readonly Computed[]): Computed {
  const function_ = name.parts[0].text;
  const [a, b] = operands;
  if (a === undefined) throw new TypeError(`${function_} has operands`);
  switch (function_) {
    case 'UPPER':
      return strict(a.type, operands, (value) => String(value).toUpperCase());
    case 'LOWER':
      return strict(a.type, operands, (value) => String(value).toLowerCase());
    case 'INITCAP':
      return strict(a.type, operands, (value) => capitals(String(value)));
    case 'CHAR_LENGTH':
      return strict(INTEGER, operands, (value) => String(value).length);
    case 'POSITION':
      return strict(INTEGER, operands, (sought, within) => String(within).indexOf(String(sought)) + 1);
    case 'SUBSTRING':
      return strict(text(a), operands.map(asInteger), (value, from, count) => part(String(value), from, count));
    case 'TRIM':
      return strict(text(b ?? a), operands, (...values) => trimmed(values, flag));
    case 'ABS':
      return strict(a.type, operands, (value) => {
        const { over, under } = fractionOf(value, a.type);
        return valueOf({ over: over < 0n ? -over : over, under }, a.type);
      });
    case 'MOD':
      return strict(b?.type ?? a.type, operands, (x, y) => rest(x, a.type, y, b?.type ?? a.type));
    case 'FLOOR':
    case 'CEIL':
      return unit === undefined ? toWhole(function_, a) : toUnit(function_, a, ms(unit));
    case 'STEP':
      return stepped(a, b);
    case 'EXTRACT':
      return extracted(unit ?? '', a);
    case 'TSDIFF':
      return strict(BIGINT, operands, (from, to) => BigInt(Number(to) - Number(from)));
    case 'UNIX_TIMESTAMP':
      return strict(BIGINT, operands, (time) => BigInt(Number(time)));
    default:
      throw new TypeError(`The oracle knows no ${function_}`);
  }
}

const asInteger = (operand: Computed): Computed =>
  isInteger(operand.type) ? { type: INTEGER, of: (row) => convert(operand.of(row), operand.type, INTEGER) } : operand;

const capitals = (value: string): string =>
  value
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');

/** Characters by their places from 1 on; places before the first are empty. */
function part(value: string, from: Value, count: Value | undefined): string {
  const start = Number(from);
  const end = count === undefined ? Infinity : start + Number(count);
  if (end < start) throw new Failure('negative length');
  return Array.from(value)
    .filter((_, index) => index + 1 >= start && index + 1 < end)
    .join('');
}

function trimmed(values: readonly Value[], flag: string | undefined): string {
  const [character, value] = values.length === 1 ? [' ', String(values[0])] : values.map(String);
  let result = Array.from(value ?? '');
  const drop = (): void => {
    while (result[0] === character) result = result.slice(1);
  };
  if (flag !== 'TRAILING') drop();
  if (flag !== 'LEADING') {
    result.reverse();
    drop();
    result.reverse();
  }
  return result.join('');
}

function rest(x: Value, typeOfX: SqlType, y: Value, typeOfY: SqlType): Value {
  const [dividend, divisor] = [rounded(fractionOf(x, typeOfX)), rounded(fractionOf(y, typeOfY))];
  if (divisor === 0n) throw new Failure('division by zero');
  return valueOf(whole(dividend % divisor), typeOfY);
}

const down = (value: number, by: number): number => value - (((value % by) + by) % by);

function toWhole(name: 'FLOOR' | 'CEIL', a: Computed): Computed {
  const type = a.type.kind === 'DECIMAL' ? decimal(a.type.precision, 0) : a.type;
  return strict(type, [a], (value) => {
    const exact = fractionOf(value, a.type);
    const cut = truncated(exact);
    const isCut = cut * exact.under !== exact.over;
    const below = isCut && exact.over < 0n ? cut - 1n : cut;
    const result = name === 'FLOOR' || !isCut ? below : below + 1n;
    return isApproximate(type) ? Number(result) : valueOf(whole(result), type);
  });
}

const toUnit = (name: 'FLOOR' | 'CEIL', a: Computed, length: number): Computed =>
  strict(a.type, [a], (value) => {
    const below = down(Number(value), length);
    return name === 'FLOOR' || below === value ? below : below + length;
  });

function stepped(a: Computed, b: Computed | undefined): Computed {
  if (b === undefined) throw new TypeError('STEP has a step');
  if (b.type.kind === 'INTERVAL') return strict(a.type, [a, b], (value, by) => down(Number(value), Number(by)));
  return strict(a.type, [a, b], (value, by) => {
    const step = BigInt(Number(by));
    return valueOf(whole((BigInt(Number(value)) / step) * step), a.type);
  });
}

function extracted(unit: string, a: Computed): Computed {
  return strict(unit === 'SECOND' ? decimal(5, 3) : BIGINT, [a], (value) => {
    const date = new Date(Number(value));
    switch (unit) {
      case 'YEAR':
        return BigInt(date.getUTCFullYear());
      case 'MONTH':
        return BigInt(date.getUTCMonth() + 1);
      case 'DAY':
        return BigInt(date.getUTCDate());
      case 'HOUR':
        return BigInt(date.getUTCHours());
      case 'MINUTE':
        return BigInt(date.getUTCMinutes());
      default:
        return BigInt(date.getUTCSeconds() * 1000 + date.getUTCMilliseconds());
    }
  });
}
