import type { Operand } from '../functions/function.js';
import { BIGINT, type Value } from '../types/sql-type.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate, SlidingAccumulator } from './aggregate.js';
import { distinctly } from './distinct.js';
import { resolved } from './resolved.js';
import { savedNumber } from './saved.js';

/**
 * COUNT(*), of rows; COUNT(x), of those in which x is not NULL. AWS refuses COUNT(DISTINCT x); it counts values here.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-count.html
 */
export const count: AggregateFunction = {
  name: 'COUNT',
  signatures: ['COUNT(<ANY>)', 'COUNT(*)'],
  takesStar: true,
  resolve: resolveCount,
};

function resolveCount(
  operands: readonly Operand[],
  { star, distinct }: AggregateOptions,
): ResolvedAggregate | undefined {
  if (star) return resolved(BIGINT, [], (saved) => new RowCount(saved === undefined ? 0 : savedNumber(saved)));
  const [operand, ...more] = operands;
  if (operand === undefined || more.length > 0) return undefined;
  const { type } = operand;
  const plain = resolved(BIGINT, [type], (saved) => new ValueCount(saved === undefined ? 0 : savedNumber(saved)));
  return distinct ? distinctly(type, plain) : plain;
}

class RowCount implements SlidingAccumulator {
  #count: number;

  constructor(rows: number) {
    this.#count = rows;
  }

  add(): void {
    this.#count++;
  }

  remove(): void {
    this.#count--;
  }

  result(): Value {
    return BigInt(this.#count);
  }

  save(): number {
    return this.#count;
  }
}

class ValueCount implements SlidingAccumulator {
  #count: number;

  constructor(values: number) {
    this.#count = values;
  }

  add(value: Value): void {
    if (value !== null) this.#count++;
  }

  remove(value: Value): void {
    if (value !== null) this.#count--;
  }

  result(): Value {
    return BigInt(this.#count);
  }

  save(): number {
    return this.#count;
  }
}
