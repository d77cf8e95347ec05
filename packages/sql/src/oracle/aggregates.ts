import type { Call } from '../syntax/ast.js';
import { BIGINT, BOOLEAN, isApproximate, isInteger, type SqlType, type Value } from '../types/sql-type.js';
import { compared, isSame } from './compare.js';
import { fractionOf, minus, plus, times, truncated, valueOf, whole, divided, type Fraction } from './fraction.js';

/** An aggregate over all of its rows' operands at once, the current row's last. */
export interface Aggregated {
  readonly type: SqlType;
  /** @throws Failure */
  readonly of: (rows: readonly (readonly Value[])[]) => Value;
}

export const aggregateNames: ReadonlySet<string> = new Set([
  'COUNT',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
  'VAR_POP',
  'VAR_SAMP',
  'STDDEV_POP',
  'STDDEV_SAMP',
  'EVERY',
  'ANY',
  'FIRST_VALUE',
  'LAST_VALUE',
  'NTH_VALUE',
  'LAG',
]);

export function aggregated(call: Call, types: readonly SqlType[]): Aggregated {
  const name = call.name.parts[0].text;
  if (call.star) return { type: BIGINT, of: (rows) => BigInt(rows.length) };
  const [type] = types;
  if (type === undefined) throw new TypeError(`${name} has an operand`);
  if (['FIRST_VALUE', 'LAST_VALUE', 'NTH_VALUE', 'LAG'].includes(name))
    return { type, of: (rows) => positioned(name, call, rows) };
  const values = (rows: readonly (readonly Value[])[]): Value[] => {
    const all = rows.map(([value]) => value ?? null).filter((value) => value !== null);
    if (!call.distinct) return all;
    return all.filter((value, index) => all.findIndex((other) => isSame(value, other, type)) === index);
  };
  return {
    type: name === 'COUNT' ? BIGINT : name === 'EVERY' || name === 'ANY' ? BOOLEAN : type,
    of: (rows) => (name === 'COUNT' ? BigInt(values(rows).length) : summary(name, values(rows), type)),
  };
}

function positioned(name: string, call: Call, rows: readonly (readonly Value[])[]): Value {
  const at = Number(rows.at(-1)?.[1] ?? 1);
  const isCounted = (value: Value | undefined): boolean => value !== null || !call.ignoreNulls;
  const all = rows.map(([value]) => value ?? null);
  const counted = all.filter(isCounted);
  switch (name) {
    case 'FIRST_VALUE':
      return counted[0] ?? null;
    case 'LAST_VALUE':
      return counted.at(-1) ?? null;
    case 'NTH_VALUE':
      return counted.at(call.flag === 'LAST' ? -at : at - 1) ?? null;
    default: {
      const before = all.slice(0, -1).filter(isCounted);
      return at > before.length ? (rows.at(-1)?.[2] ?? null) : (before.at(-at) ?? null);
    }
  }
}

function summary(name: string, values: readonly Value[], type: SqlType): Value {
  const [first, ...more] = values;
  if (first === undefined) return null;
  const sum = (of: readonly Fraction[]): Fraction => of.reduce(plus, whole(0n));
  const best = (isBetter: (order: number) => boolean): Value =>
    more.reduce((kept, value) => (isBetter(compared(value, type, kept, type)) ? value : kept), first);
  const count = whole(BigInt(values.length));
  switch (name) {
    case 'EVERY':
      return !values.includes(false);
    case 'ANY':
      return values.includes(true);
    case 'MIN':
      return best((order) => order < 0);
    case 'MAX':
      return best((order) => order > 0);
  }
  const numbers = values.map((value) => fractionOf(value, type));
  const total = sum(numbers);
  if (name === 'SUM') return valueOf(total, type);
  const mean = divided(total, count);
  if (name === 'AVG') return valueOf(isInteger(type) ? whole(truncated(mean)) : mean, type);
  const sample = name.endsWith('_SAMP');
  if (sample && values.length === 1) return null;
  if (!isApproximate(type)) throw new TypeError(`The oracle knows ${name} of approximate numbers only`);
  const squares = sum(numbers.map((number) => times(minus(number, mean), minus(number, mean))));
  const variance = divided(squares, whole(BigInt(sample ? values.length - 1 : values.length)));
  const result = valueOf(variance, type);
  return name.startsWith('STDDEV') ? Math.sqrt(Number(result)) : result;
}
