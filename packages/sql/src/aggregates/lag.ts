import type { Operand } from '../functions/function.js';
import { outOfRange } from '../functions/row-errors.js';
import { isAssignable } from '../types/derive.js';
import { INTEGER, isExact, type Value } from '../types/sql-type.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';
import { RecentValues } from './recent-values.js';
import { resolved } from './resolved.js';
import { savedList, savedValue } from './saved.js';

/**
 * The value of the row that came so many (1, where it is not said) before the current one, while it is in the frame; else a default. With IGNORE NULLS rows without a value are not counted.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-lag.html
 */
export const lag: AggregateFunction = {
  name: 'LAG',
  signatures: ['LAG(<ANY>)', 'LAG(<ANY>, <INTEGER>)', 'LAG(<ANY>, <INTEGER>, <ANY>)'],
  onlyOverWindow: true,
  resolve: resolveLag,
};

function resolveLag(
  operands: readonly Operand[],
  { distinct, ignoreNulls }: AggregateOptions,
): ResolvedAggregate | undefined {
  const [operand, offset, otherwise] = operands;
  if (operand === undefined || operands.length > 3 || distinct || operand.type.kind === 'NULL') return undefined;
  const { type } = operand;
  if (offset !== undefined && !isExact(offset.type)) return undefined;
  if (otherwise !== undefined && !isAssignable(otherwise.type, type)) return undefined;
  const furthest = offset === undefined ? 1 : furthestOf(offset.constant);
  if (furthest === undefined) return undefined;
  const operandTypes = [type, INTEGER, type].slice(0, operands.length);
  return resolved(type, operandTypes, (saved) => new Lag(furthest, ignoreNulls, saved));
}

/** Unknown, where the offset depends on rows: then all of the frame is kept. Undefined for a constant that is refused. */
function furthestOf(offset: Value | undefined): number | undefined {
  if (offset === undefined) return Infinity;
  const furthest = Number(offset ?? 0);
  return furthest >= 0 ? furthest : undefined;
}

class Lag implements SlidingAccumulator {
  readonly #ignoreNulls: boolean;
  readonly #values: RecentValues;
  // Of the current row.
  #current: Value = null;
  #offset: Value = 1;
  #otherwise: Value = null;

  constructor(furthest: number, ignoreNulls: boolean, saved?: Saved) {
    this.#ignoreNulls = ignoreNulls;
    const [values, current, offset, otherwise] = saved === undefined ? [] : savedList(saved);
    this.#values = new RecentValues(furthest + 1, values);
    if (saved === undefined) return;
    this.#current = savedValue(current);
    this.#offset = savedValue(offset);
    this.#otherwise = savedValue(otherwise);
  }

  add(value: Value, offset: Value = 1, otherwise: Value = null): void {
    this.#current = value;
    this.#offset = offset;
    this.#otherwise = otherwise;
    if (value !== null || !this.#ignoreNulls) this.#values.add(value);
  }

  remove(value: Value): void {
    if (value !== null || !this.#ignoreNulls) this.#values.remove();
  }

  result(): Value {
    const offset = this.#offset;
    if (typeof offset !== 'number') return null;
    if (offset < 0) throw outOfRange('offset of LAG');
    if (offset === 0) return this.#current;
    // A current row that is not counted is not among the values.
    const before = this.#values.before(this.#current === null && this.#ignoreNulls ? offset - 1 : offset);
    return before === undefined ? this.#otherwise : before;
  }

  save(): Saved {
    return [this.#values.save(), this.#current, this.#offset, this.#otherwise];
  }
}
