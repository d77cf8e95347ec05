import { spanning, sqlErrorAt, type Span } from '../errors.js';
import {
  keptDecimal,
  longestVarchar,
  mostDecimalDigits,
  type IntervalField,
  type IntervalQualifier,
  type SqlType,
} from '../types/sql-type.js';
import type { DeclaredType } from './ast.js';
import type { Cursor } from './cursor.js';
import type { Token } from './lexer.js';
import { identifierLabels, isIdentifier } from './names.js';

/** A type as declared: `VARCHAR(16)`, `DECIMAL(4, 2)`, `INTERVAL DAY TO SECOND`. Synonyms become the name under which AWS describes the type. */
export function declaredType(cursor: Cursor): DeclaredType {
  const name = cursor.peek();
  const rule = name.kind === 'word' ? types.get(name.text) : undefined;
  cursor.note(types.keys());
  cursor.noteLabel(...identifierLabels);
  if (isIdentifier(name)) throw sqlErrorAt(name.at, `Unknown datatype name '${name.text}'`);
  if (rule === undefined) cursor.fail();
  cursor.next();
  const end = { at: name.at };
  const type = rule(cursor, name, end);
  return { type, at: spanning(name.at, end.at) };
}

/** `end` is told where the type ends. */
type TypeRule = (cursor: Cursor, name: Token, end: { at: Span }) => SqlType;

const simple =
  (kind: 'BOOLEAN' | 'TINYINT' | 'SMALLINT' | 'INTEGER' | 'BIGINT' | 'REAL' | 'DOUBLE' | 'DATE'): TypeRule =>
  () => ({ kind });

/** TIME and TIMESTAMP keep milliseconds, whatever precision is said. */
const datetime =
  (kind: 'TIME' | 'TIMESTAMP'): TypeRule =>
  (cursor, _name, end) => {
    parenthesizedNumbers(cursor, end, 1);
    return { kind };
  };

const decimal: TypeRule = (cursor, name, end) => {
  const [precision = mostDecimalDigits, scale = 0] = parenthesizedNumbers(cursor, end, 2);
  if (precision < 1 || precision > mostDecimalDigits + 1)
    throw sqlErrorAt(
      spanning(name.at, end.at),
      `DECIMAL precision ${precision} must be between 1 and ${mostDecimalDigits}`,
    );
  if (scale > precision)
    throw sqlErrorAt(spanning(name.at, end.at), `DECIMAL scale ${scale} must be between 0 and ${precision}`);
  return keptDecimal(precision, scale);
};

const sized =
  (fixed: 'CHAR' | 'BINARY', varying: 'VARCHAR' | 'VARBINARY'): TypeRule =>
  (cursor, name, end) => {
    const word = cursor.accept('VARYING');
    if (word !== undefined) end.at = word.at;
    return withLength(word === undefined ? fixed : varying, cursor, name, end);
  };

const long =
  (kind: 'VARCHAR' | 'VARBINARY'): TypeRule =>
  (cursor, name, end) =>
    withLength(kind, cursor, name, end);

function withLength(
  kind: 'CHAR' | 'VARCHAR' | 'BINARY' | 'VARBINARY',
  cursor: Cursor,
  name: Token,
  end: { at: Span },
): SqlType {
  const unsaid = kind === 'CHAR' || kind === 'BINARY' ? 1 : longestVarchar;
  const [length = unsaid] = parenthesizedNumbers(cursor, end, 1);
  if (length < 1 || length > longestVarchar)
    throw sqlErrorAt(spanning(name.at, end.at), `${kind} length ${length} must be between 1 and ${longestVarchar}`);
  return { kind, length };
}

const types: ReadonlyMap<string, TypeRule> = new Map([
  ['BOOLEAN', simple('BOOLEAN')],
  ['TINYINT', simple('TINYINT')],
  ['SMALLINT', simple('SMALLINT')],
  ['INTEGER', simple('INTEGER')],
  ['INT', simple('INTEGER')],
  ['BIGINT', simple('BIGINT')],
  ['REAL', simple('REAL')],
  [
    'DOUBLE',
    (cursor, _name, end) => {
      const precision = cursor.accept('PRECISION');
      if (precision !== undefined) end.at = precision.at;
      return { kind: 'DOUBLE' };
    },
  ],
  [
    'FLOAT',
    (cursor, _name, end) => {
      parenthesizedNumbers(cursor, end, 1);
      return { kind: 'DOUBLE' };
    },
  ],
  ['DECIMAL', decimal],
  ['DEC', decimal],
  ['NUMERIC', decimal],
  ['CHAR', sized('CHAR', 'VARCHAR')],
  ['CHARACTER', sized('CHAR', 'VARCHAR')],
  ['VARCHAR', long('VARCHAR')],
  ['BINARY', sized('BINARY', 'VARBINARY')],
  ['VARBINARY', long('VARBINARY')],
  ['DATE', simple('DATE')],
  ['TIME', datetime('TIME')],
  ['TIMESTAMP', datetime('TIMESTAMP')],
  [
    'INTERVAL',
    (cursor, _name, end) => {
      const { qualifier, at } = intervalQualifier(cursor);
      end.at = at;
      return { kind: 'INTERVAL', qualifier };
    },
  ],
]);

const fields: readonly IntervalField[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];
const lastFields: Readonly<Record<IntervalField, readonly IntervalField[]>> = {
  YEAR: ['MONTH'],
  MONTH: [],
  DAY: ['HOUR', 'MINUTE', 'SECOND'],
  HOUR: ['MINUTE', 'SECOND'],
  MINUTE: ['SECOND'],
  SECOND: [],
};

/** Whether an interval qualifier comes: `(a - b) MINUTE` */
export const atIntervalQualifier = (cursor: Cursor): boolean => cursor.at(...fields);

/** `MINUTE`, `DAY(3) TO SECOND(2)`, `SECOND(3, 1)`, and where it stands. */
export function intervalQualifier(cursor: Cursor): { qualifier: IntervalQualifier; at: Span } {
  const first = cursor.expect(...fields);
  const end = { at: first.at };
  const from = fieldOf(first);
  const [precision, secondFraction] = parenthesizedNumbers(cursor, end, from === 'SECOND' ? 2 : 1);
  let to = from;
  let fraction = secondFraction;
  if (lastFields[from].length > 0 && cursor.accept('TO') !== undefined) {
    const last = cursor.expect(...lastFields[from]);
    end.at = last.at;
    to = fieldOf(last);
    if (to === 'SECOND') [fraction] = parenthesizedNumbers(cursor, end, 1);
  }
  refuseOutOfRange('leading field', precision, mostLeadingDigits, spanning(first.at, end.at));
  refuseOutOfRange('fractional second', fraction, mostFractionDigits, spanning(first.at, end.at));
  const qualifier: IntervalQualifier = {
    from,
    to,
    ...(precision === undefined ? {} : { precision }),
    ...(fraction === undefined ? {} : { fraction }),
  };
  return { qualifier, at: spanning(first.at, end.at) };
}

const mostLeadingDigits = 10;
const mostFractionDigits = 9;

function refuseOutOfRange(what: string, digits: number | undefined, most: number, at: Span): void {
  if (digits !== undefined && digits > most) throw sqlErrorAt(at, `Interval ${what} precision ${digits} out of range`);
}

const fieldOf = ({ text }: Token): IntervalField => fields.find((field) => field === text) ?? 'SECOND';

/** `(1)`, `(1, 2)` or nothing at all */
function parenthesizedNumbers(cursor: Cursor, end: { at: Span }, most: 1 | 2): number[] {
  const numbers: number[] = [];
  if (cursor.accept('(') === undefined) return numbers;
  numbers.push(wholeNumber(cursor));
  if (most === 2 && cursor.accept(',') !== undefined) numbers.push(wholeNumber(cursor));
  end.at = cursor.expect(')').at;
  return numbers;
}

const wholeNumber = (cursor: Cursor): number => Number(cursor.expectKind('integer', '<UNSIGNED_INTEGER_LITERAL>').text);
