import { isDatetime, isInterval, isNumeric, type Value } from '../types/sql-type.js';
import { spend } from './effort.js';
import type { Direction, Field } from './relation.js';
import type { Typed } from './typed.js';
import { differenceName } from './difference-name.js';
import { anyPart, replaced } from './typed-tree.js';

/**
 * How an expression goes from row to row, by the rules of
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-monotonic-expressions-operators.html
 */
export function directionOf(typed: Typed, fields: readonly Field[]): Direction {
  spend(1);
  switch (typed.kind) {
    case 'constant':
      return 'constant';
    case 'rowtime':
    case 'now':
      return 'up';
    case 'column':
      return fields[typed.index]?.direction ?? 'none';
    case 'cast': {
      const { type, operand } = typed;
      const direction = directionOf(operand, fields);
      if (direction === 'constant') return direction;
      const kept =
        (isNumeric(type) || isInterval(type) || type.kind === 'TIMESTAMP' || type.kind === 'DATE') &&
        (isNumeric(operand.type) || isInterval(operand.type) || isDatetime(operand.type)) &&
        operand.type.kind !== 'TIME';
      return kept ? direction : 'none';
    }
    case 'call':
      return ofCall(typed, fields);
    default:
      return anyPart(typed, ({ kind }) => kind === 'column' || kind === 'rowtime' || kind === 'now')
        ? 'none'
        : 'constant';
  }
}

/** Names whose result follows their first operand, while the others are constants. */
const following: ReadonlySet<string> = new Set(['FLOOR', 'CEIL', 'CEILING', 'STEP', 'UNIX_TIMESTAMP', 'TO_TIMESTAMP']);

function ofCall(typed: Extract<Typed, { kind: 'call' }>, fields: readonly Field[]): Direction {
  if (typed.name === 'MONOTONIC') return 'up';
  const directions = typed.operands.map((operand) => directionOf(operand, fields));
  if (directions.every((direction) => direction === 'constant')) return 'constant';
  const [first = 'none', second] = directions;
  const [left, right] = typed.operands;
  if (typed.name.startsWith(differenceName) && second !== undefined) return together(first, reversed(second));
  switch (typed.name) {
    case '+':
      return second === undefined ? first : together(first, second);
    case '-':
      return second === undefined ? reversed(first) : together(first, reversed(second));
    case '*':
      if (second === 'constant') return scaled(first, right);
      return first === 'constant' && second !== undefined ? scaled(second, left) : 'none';
    case '/':
      return second === 'constant' ? scaled(first, right) : 'none';
    default:
      if (typed.call.monotonic === true) return directions.reduce(together);
      return following.has(typed.name) && directions.slice(1).every((direction) => direction === 'constant')
        ? first
        : 'none';
  }
}

const reversed = (direction: Direction): Direction =>
  direction === 'up' ? 'down' : direction === 'down' ? 'up' : direction;

function together(a: Direction, b: Direction): Direction {
  if (a === 'constant') return b;
  return b === 'constant' || a === b ? a : 'none';
}

function scaled(direction: Direction, factor: Typed | undefined): Direction {
  if (factor?.kind !== 'constant') return 'none';
  const sign = signOf(factor.value);
  if (sign === undefined) return 'none';
  return sign > 0 ? direction : sign < 0 ? reversed(direction) : 'constant';
}

function signOf(value: Value): number | undefined {
  if (typeof value === 'number') return Math.sign(value);
  if (typeof value === 'bigint') return value > 0n ? 1 : value < 0n ? -1 : 0;
  return undefined;
}

export const isMonotonic = (direction: Direction): boolean => direction === 'up' || direction === 'down';

/** An expression over ROWTIME in place of the values that are known to be computed from it. */
export const inRowtime = (typed: Typed, fields: readonly Field[]): Typed =>
  replaced(typed, (part) => (part.kind === 'column' ? fields[part.index]?.ofRowtime : undefined));

/** Whether it is computed from nothing but ROWTIME. */
export const isOfRowtime = (typed: Typed): boolean =>
  anyPart(typed, ({ kind }) => kind === 'rowtime') &&
  !anyPart(typed, ({ kind }) => kind === 'column' || kind === 'now');
