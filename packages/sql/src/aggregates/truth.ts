import type { Operand } from '../functions/function.js';
import { BOOLEAN, type Value } from '../types/sql-type.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';
import { resolved } from './resolved.js';
import { savedList, savedNumber } from './saved.js';

/**
 * Whether a condition is true in all rows in which it is known; NULL where there are none.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-every.html
 */
export const every: AggregateFunction = {
  name: 'EVERY',
  signatures: ['EVERY(<BOOLEAN>)'],
  resolve: (operands, options) => resolveTruth(operands, options, (_, falses) => falses === 0),
};

/**
 * Whether a condition is true in any row; NULL where it is known in none.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-any.html
 */
export const any: AggregateFunction = {
  name: 'ANY',
  signatures: ['ANY(<BOOLEAN>)'],
  resolve: (operands, options) => resolveTruth(operands, options, (trues) => trues > 0),
};

type Verdict = (trues: number, falses: number) => boolean;

function resolveTruth(
  [operand, ...more]: readonly Operand[],
  { distinct }: AggregateOptions,
  verdict: Verdict,
): ResolvedAggregate | undefined {
  if (operand?.type.kind !== 'BOOLEAN' || more.length > 0 || distinct) return undefined;
  return resolved(BOOLEAN, [BOOLEAN], (saved) => new Truth(verdict, saved));
}

class Truth implements SlidingAccumulator {
  readonly #verdict: Verdict;
  #trues = 0;
  #falses = 0;

  constructor(verdict: Verdict, saved?: Saved) {
    this.#verdict = verdict;
    if (saved === undefined) return;
    const [trues, falses] = savedList(saved);
    this.#trues = savedNumber(trues);
    this.#falses = savedNumber(falses);
  }

  add(value: Value): void {
    if (value === true) this.#trues++;
    else if (value === false) this.#falses++;
  }

  remove(value: Value): void {
    if (value === true) this.#trues--;
    else if (value === false) this.#falses--;
  }

  result(): Value {
    return this.#trues + this.#falses === 0 ? null : this.#verdict(this.#trues, this.#falses);
  }

  save(): Saved {
    return [this.#trues, this.#falses];
  }
}
