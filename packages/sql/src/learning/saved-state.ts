import type { Saved } from '../aggregates/aggregate.js';

type Numbers = Float64Array | Int32Array | Uint32Array | Int16Array | Uint8Array;

/** An array's content as a snapshot holds it. */
export const saveNumbers = (numbers: Numbers): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice();

/** Fills an array with what was saved of it. */
export function restoreNumbers(into: Numbers, saved: Saved | undefined): void {
  const bytes = savedBytes(saved);
  if (bytes.byteLength !== into.byteLength) throw new TypeError('a saved array has another length');
  new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(bytes);
}

export function savedBytes(saved: Saved | undefined): Uint8Array {
  if (saved instanceof Uint8Array) return saved;
  throw new TypeError('saved bytes were expected');
}

export function savedNumber(saved: Saved | undefined): number {
  if (typeof saved === 'number') return saved;
  throw new TypeError('a saved number was expected');
}

export function savedList(saved: Saved | undefined): readonly Saved[] {
  if (Array.isArray(saved)) return saved as readonly Saved[];
  throw new TypeError('a saved list was expected');
}
