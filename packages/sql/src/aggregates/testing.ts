import assert from 'node:assert/strict';
import type { Operand } from '../functions/function.js';
import type { SqlType, Value } from '../types/sql-type.js';
import type { Accumulator, AggregateOptions, ResolvedAggregate, SlidingAccumulator } from './aggregate.js';
import { aggregateFunctions } from './index.js';

// What the tests of aggregates share.

const plain: AggregateOptions = { distinct: false, star: false, ignoreNulls: false };

export const constant = (value: Value, type: SqlType): Operand => ({ type, constant: value });

export function resolve(
  name: string,
  operands: readonly (SqlType | Operand)[],
  options: Partial<AggregateOptions> = {},
): ResolvedAggregate {
  const aggregate = tryResolve(name, operands, options);
  assert.ok(aggregate, `${name} takes no such operands`);
  return aggregate;
}

export function tryResolve(
  name: string,
  operands: readonly (SqlType | Operand)[],
  options: Partial<AggregateOptions> = {},
): ResolvedAggregate | undefined {
  const found = aggregateFunctions.find((each) => each.name === name);
  assert.ok(found, `there is no ${name}`);
  const known = operands.map((operand) => ('kind' in operand ? { type: operand } : operand));
  return found.resolve(known, { ...plain, ...options });
}

export type Operands = readonly Value[];

export function addAll<T extends Accumulator>(accumulator: T, rows: readonly Operands[]): T {
  for (const row of rows) accumulator.add(...row);
  return accumulator;
}

/** Of a group of rows. */
export const resultOf = (aggregate: ResolvedAggregate, rows: readonly Operands[]): Value =>
  addAll(aggregate.create(), rows).result();

export function sliding(aggregate: ResolvedAggregate): SlidingAccumulator {
  const accumulator = aggregate.createSliding?.();
  assert.ok(accumulator);
  return accumulator;
}

/** An accumulator that knows nothing but what another saved. */
export const revived = (aggregate: ResolvedAggregate, accumulator: Accumulator): Accumulator =>
  aggregate.restore(structuredClone(accumulator.save()));

export const slides = (accumulator: Accumulator): accumulator is SlidingAccumulator => 'remove' in accumulator;
