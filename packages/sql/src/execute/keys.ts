import type { Typed } from '../bind/typed.js';
import type { Value } from '../types/sql-type.js';
import { groupKey, ownKey, type GroupKey } from '../values/compare.js';
import type { Row } from './engine-types.js';
import { compileExpression, type Expression } from './expressions.js';

/** What a Map finds equal values by. NULL is equal to NULL: that is what GROUP BY has. */
export type Key = GroupKey | null;

/** The expressions that rows are grouped, partitioned or joined by. */
export class Keys {
  readonly #expressions: readonly Expression[];
  readonly #keysOf: readonly ((value: Value) => Key)[];

  constructor(expressions: readonly Typed[]) {
    this.#expressions = expressions.map(compileExpression);
    this.#keysOf = expressions.map(({ type }) => {
      const keyOf = groupKey(type) as (value: Value) => GroupKey;
      return (keyOf as unknown) === ownKey
        ? (value) => value as Key
        : (value) => (value === null ? null : keyOf(value));
    });
  }

  /** @throws RowError */
  evaluate(row: Row, now: number): Value[] {
    return evaluateAll(this.#expressions, row, now);
  }

  /** One key for all of a row's values: two are the same only where all values are equal, one by one. */
  keyOf(values: readonly Value[]): Key {
    if (this.#keysOf.length === 1) return this.#keysOf[0]?.(values[0] ?? null) ?? null;
    let joined = '';
    for (let index = 0; index < this.#keysOf.length; index++) {
      const key = this.#keysOf[index]?.(values[index] ?? null) ?? null;
      if (key === null) joined += '~';
      // Lengths stand before texts, so that no text can look like the end of another.
      else if (typeof key === 'string') joined += `${key.length}:${key}`;
      else joined += `${key};`;
    }
    return joined;
  }
}

/** The values of some expressions over a row. @throws RowError */
export function evaluateAll(expressions: readonly Expression[], row: Row, now: number): Value[] {
  // Of the right length at once: pushed to, it would be three times as large, for each group and row that is kept.
  return expressions.map((expression) => expression(row, now));
}
