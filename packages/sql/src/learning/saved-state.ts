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

function savedBytes(saved: Saved | undefined): Uint8Array {
  if (saved instanceof Uint8Array) return saved;
  throw new TypeError('saved bytes were expected');
}
