import type { SqlType, Value } from '../types/sql-type.js';
import { groupKey, type GroupKey } from '../values/compare.js';
import type { Accumulator, ResolvedAggregate, Saved, SlidingAccumulator } from './aggregate.js';
import type { EvenAggregate } from './resolved.js';
import { savedList, savedNumber } from './saved.js';

/** An aggregate of one operand over its distinct values; its accumulators take values back in any order. */
export function distinctly(type: SqlType, aggregate: EvenAggregate): ResolvedAggregate {
  const keyOf = groupKey(type) as KeyOf;
  return {
    type: aggregate.type,
    operandTypes: aggregate.operandTypes,
    create: () => new Distinct(keyOf, aggregate.create()),
    createSliding: () => new SlidingDistinct(keyOf, aggregate.createSliding()),
    restore: (saved) => restored(keyOf, aggregate, saved),
  };
}

type KeyOf = (value: Value) => GroupKey;

/** Passes on each value once. */
class Distinct implements Accumulator {
  readonly #keyOf: KeyOf;
  readonly #of: Accumulator;
  readonly #seen: Set<GroupKey>;

  constructor(keyOf: KeyOf, of: Accumulator, seen: Iterable<GroupKey> = []) {
    this.#keyOf = keyOf;
    this.#of = of;
    this.#seen = new Set(seen);
  }

  get remembered(): number {
    return this.#seen.size;
  }

  add(value: Value): void {
    if (value === null) return;
    const seen = this.#seen.size;
    this.#seen.add(this.#keyOf(value));
    if (this.#seen.size > seen) this.#of.add(value);
  }

  result(): Value {
    return this.#of.result();
  }

  save(): Saved {
    return [this.#of.save(), [...this.#seen]];
  }
}

/** Passes on each value when it comes first, and when its last occurrence leaves. */
class SlidingDistinct implements SlidingAccumulator {
  readonly #keyOf: KeyOf;
  readonly #of: SlidingAccumulator;
  readonly #occurrences: Map<GroupKey, number>;

  constructor(keyOf: KeyOf, of: SlidingAccumulator, occurrences: Iterable<readonly [GroupKey, number]> = []) {
    this.#keyOf = keyOf;
    this.#of = of;
    this.#occurrences = new Map(occurrences);
  }

  add(value: Value): void {
    if (value === null) return;
    const key = this.#keyOf(value);
    const before = this.#occurrences.get(key) ?? 0;
    this.#occurrences.set(key, before + 1);
    if (before === 0) this.#of.add(value);
  }

  remove(value: Value): void {
    if (value === null) return;
    const key = this.#keyOf(value);
    const before = this.#occurrences.get(key) ?? 0;
    if (before > 1) {
      this.#occurrences.set(key, before - 1);
    } else {
      this.#occurrences.delete(key);
      this.#of.remove(value);
    }
  }

  result(): Value {
    return this.#of.result();
  }

  save(): Saved {
    return [this.#of.save(), [...this.#occurrences.keys()], [...this.#occurrences.values()]];
  }
}

function restored(keyOf: KeyOf, aggregate: EvenAggregate, saved: Saved): Accumulator {
  const [of, savedKeys, counts] = savedList(saved);
  const keys = savedList(savedKeys) as readonly GroupKey[];
  const accumulator = aggregate.restore(of ?? null);
  if (counts === undefined) return new Distinct(keyOf, accumulator, keys);
  const numbers = savedList(counts).map(savedNumber);
  return new SlidingDistinct(
    keyOf,
    accumulator,
    keys.map((key, index) => [key, numbers[index] ?? 0] as const),
  );
}
