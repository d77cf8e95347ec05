import { type SqlError, type Span, sqlErrorAt } from '../errors.js';
import {
  type SqlType,
  isBinary,
  isCharacter,
  isInterval,
  isNumeric,
  isYearMonth,
  typeText,
} from '../types/sql-type.js';

/** `Cannot apply '-' to arguments of type '<DATE> - <DATE>'. Supported form(s): …` */
export function cannotApply(
  at: Span,
  name: string,
  types: readonly SqlType[],
  signatures: readonly string[],
  words: readonly string[] = [],
): SqlError {
  const forms = signatures.map((signature) => `'${signature}'`).join('\n');
  return sqlErrorAt(
    at,
    `Cannot apply '${name}' to arguments of type '${callText(name, types.map(typeText), words)}'. Supported form(s): ${forms}`,
  );
}

/** `No match found for function signature F(<NUMERIC>)` */
export const noMatch = (at: Span, name: string, types: readonly SqlType[]): SqlError =>
  sqlErrorAt(
    at,
    `No match found for function signature ${name}(${types.map((type) => `<${family(type)}>`).join(', ')})`,
  );

function callText(name: string, types: readonly string[], words: readonly string[]): string {
  const [first = '', second, ...more] = types.map((type) => `<${type}>`);
  if (/^[A-Z_][A-Z0-9_]*$/u.test(name) && !spelledOut.has(name))
    return `${name}(${[...types.map((type) => `<${type}>`), ...words].join(', ')})`;
  if (second === undefined) return name.startsWith('IS ') ? `${first} ${name}` : `${name}${first}`;
  if (name.includes('BETWEEN')) return `${first} ${name} ${[second, ...more].join(' AND ')}`;
  return more.length === 0 ? `${first} ${name} ${second}` : `${first} ${name} ${second} ${more.join(' ')}`;
}

const spelledOut: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'LIKE', 'BETWEEN', 'OVERLAPS', 'IN']);

function family(type: SqlType): string {
  if (isNumeric(type)) return 'NUMERIC';
  if (isCharacter(type)) return 'CHARACTER';
  if (isBinary(type)) return 'BINARY';
  if (isInterval(type)) return isYearMonth(type) ? 'INTERVAL_YEAR_MONTH' : 'INTERVAL_DAY_TIME';
  return type.kind;
}
