import type { Expression, Name } from '../syntax/ast.js';
import type { SqlType, Value } from '../types/sql-type.js';
import { convert } from './convert.js';

export interface Row {
  readonly time: number;
  readonly values: readonly Value[];
}

/** An expression over rows of a kind. */
export interface Computed {
  readonly type: SqlType;
  /** @throws Failure */
  readonly of: (row: Row) => Value;
}

/** What names, and expressions of a special meaning, are. */
export interface Context {
  readonly name: (name: Name) => Computed;
  /** Aggregates, grouped expressions. */
  readonly special?: (expression: Expression) => Computed | undefined;
}

export const constant = (value: Value, type: SqlType): Computed => ({ type, of: () => value });

export const converted = (operand: Computed, type: SqlType): Computed => ({
  type,
  of: (row) => convert(operand.of(row), operand.type, type),
});

/** NULL where an operand is: those behind it are not asked then. */
export const strict = (type: SqlType, operands: readonly Computed[], of: (...values: Value[]) => Value): Computed => ({
  type,
  of: (row) => {
    const values: Value[] = [];
    for (const operand of operands) {
      const value = operand.of(row);
      if (value === null) return null;
      values.push(value);
    }
    return of(...values);
  },
});

const lengths: Readonly<Record<string, number>> = { DAY: 86_400_000, HOUR: 3_600_000, MINUTE: 60_000, SECOND: 1000 };

/** The length of a unit. */
export function ms(unit: string | undefined): number {
  const length = lengths[unit ?? ''];
  if (length === undefined) throw new TypeError(`The oracle knows no ${unit ?? 'unit'}`);
  return length;
}
