import type { Value } from '../types/sql-type.js';

/**
 * A row's columns as numbers, into `record`. False when one is missing: NULL, not a number or infinite. Such a row is a point nowhere: it is given
 * out, and neither scored nor learnt from. (What AWS does with one is not documented.)
 */
export function readRecord(values: readonly Value[], columns: readonly number[], record: Float64Array): boolean {
  for (let index = 0; index < columns.length; index++) {
    const value = values[columns[index] as number];
    const number = typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : NaN;
    if (!Number.isFinite(number)) return false;
    // Sums of ranges must not overflow; and -0 is 0.
    record[index] = Math.min(farthest, Math.max(-farthest, number)) + 0;
  }
  return true;
}

const farthest = 1e300;
