import type { Value } from '../types/sql-type.js';
import type { Saved } from './aggregate.js';

// What a snapshot holds, read back.

export function savedList(saved: Saved | undefined): readonly Saved[] {
  if (Array.isArray(saved)) return saved as readonly Saved[];
  throw new TypeError('The snapshot is not one of this engine: a list is missing');
}

export function savedNumber(saved: Saved | undefined): number {
  if (typeof saved === 'number') return saved;
  throw new TypeError('The snapshot is not one of this engine: a number is missing');
}

export function savedBigint(saved: Saved | undefined): bigint {
  if (typeof saved === 'bigint') return saved;
  throw new TypeError('The snapshot is not one of this engine: a bigint is missing');
}

export function savedValue(saved: Saved | undefined): Value {
  if (saved !== undefined && !Array.isArray(saved)) return saved as Value;
  throw new TypeError('The snapshot is not one of this engine: a value is missing');
}

export const savedValues = (saved: Saved | undefined): Value[] => savedList(saved).map(savedValue);
