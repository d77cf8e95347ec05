import { SqlError, sqlErrorAt } from '../errors.js';
import type { Span } from '../errors.js';
import type { Expression } from '../syntax/ast.js';
import { parseDate, parseTime, parseTimestamp } from '../values/datetimes.js';
import { leadingFieldText, parseInterval, qualifierText } from '../values/intervals.js';
import { greatestBigint, leastBigint } from '../values/numbers.js';
import { parseHex } from '../values/strings.js';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  NULL,
  TIME,
  TIMESTAMP,
  char,
  decimal,
  mostDecimalDigits,
} from './sql-type.js';
import type { IntervalQualifier, SqlType, Value } from './sql-type.js';

export type Literal = Extract<Expression, { kind: 'literal' }>['literal'];

export interface TypedValue {
  readonly type: SqlType;
  readonly value: Value;
}

/**
 * The type and the value of a literal.
 * @param negated of a number behind a minus: so that BIGINT's least is within its range
 * @throws SqlError for what is out of range or not of its format
 */
export function typedLiteral(literal: Literal, at: Span, negated = false): TypedValue {
  switch (literal.type) {
    case 'exact':
      return exact(literal.text, at, negated);
    case 'approximate': {
      const value = Number(literal.text);
      if (!Number.isFinite(value)) throw outOfRange(literal.text, at);
      return { type: DOUBLE, value: negated ? -value : value };
    }
    case 'string':
      return { type: char(literal.text.length), value: literal.text };
    case 'binary': {
      const value = parseHex(literal.hex);
      if (value === undefined)
        throw sqlErrorAt(at, "Binary literal string must contain only characters '0' - '9', 'A' - 'F'");
      return { type: { kind: 'BINARY', length: value.length }, value };
    }
    case 'date':
      return datetime(DATE, literal.text, parseDate, 'yyyy-MM-dd', at);
    case 'time':
      return datetime(TIME, literal.text, parseTime, 'HH:mm:ss', at);
    case 'timestamp':
      return datetime(TIMESTAMP, literal.text, parseTimestamp, 'yyyy-MM-dd HH:mm:ss', at);
    case 'interval': {
      const value = intervalValue(literal.text, literal.qualifier, at);
      return {
        type: { kind: 'INTERVAL', qualifier: literal.qualifier },
        value: literal.negative ? -value + 0 : value,
      };
    }
    case 'boolean':
      return { type: BOOLEAN, value: literal.value };
    case 'null':
      return { type: NULL, value: null };
  }
}

/** An integer is the narrower of INTEGER and BIGINT that holds it; with a point it is a DECIMAL of the digits as written. */
function exact(text: string, at: Span, negated: boolean): TypedValue {
  const [whole = '', fraction = ''] = text.split('.');
  const magnitude = BigInt(whole + fraction);
  const unscaled = negated ? -magnitude : magnitude;
  if (fraction === '') {
    if (unscaled > greatestBigint || unscaled < leastBigint) throw outOfRange(text, at);
    const number = Number(unscaled);
    return number === (number | 0) ? { type: INTEGER, value: number } : { type: BIGINT, value: unscaled };
  }
  const scale = fraction.length;
  if (scale > mostDecimalDigits || String(magnitude).length > mostDecimalDigits) throw outOfRange(text, at);
  return { type: decimal(Math.min(mostDecimalDigits, whole.length + scale), scale), value: unscaled };
}

const outOfRange = (text: string, at: Span): SqlError => sqlErrorAt(at, `Numeric literal '${text}' out of range`);

function datetime(
  type: SqlType,
  text: string,
  parse: (text: string) => number | undefined,
  format: string,
  at: Span,
): TypedValue {
  const value = parse(text);
  // The parser of the service words this one itself, without the place.
  if (value === undefined) throw new SqlError(`Illegal ${type.kind} literal '${text}': not in format '${format}'`, at);
  return { type, value };
}

function intervalValue(text: string, qualifier: IntervalQualifier, at: Span): number {
  const parsed = parseInterval(text, qualifier);
  if ('value' in parsed) return parsed.value;
  if (parsed.problem === 'precision')
    throw sqlErrorAt(
      at,
      `Interval field value ${grouped(parsed.digits)} exceeds precision of ${leadingFieldText(qualifier)} field`,
    );
  throw sqlErrorAt(at, `Illegal interval literal format '${text}' for INTERVAL ${qualifierText(qualifier)}`);
}

/** Java's message formats group digits: `1,000`. */
function grouped(digits: string): string {
  const first = digits.length % 3 || 3;
  return [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(',');
}
