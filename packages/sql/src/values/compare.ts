import type { SqlType, Value } from '../types/sql-type.js';
import { compareBytes, compareStrings, hexText, withoutPadding } from './strings.js';

export type Comparator = (a: never, b: never) => number;
export type GroupKey = string | number | bigint | boolean;

/** Of values of one type that are not NULL: negative, 0, positive. A total order; blanks at strings' ends and the sign of 0 do not count. */
export function comparator(type: SqlType): Comparator {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return compareStrings;
    case 'BINARY':
    case 'VARBINARY':
      return compareBytes;
    case 'REAL':
    case 'DOUBLE':
      return compareApproximate;
    case 'BIGINT':
    case 'DECIMAL':
      return compareBigints;
    case 'BOOLEAN':
      return compareBooleans;
    default:
      return compareNumbers;
  }
}

export const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const compareBigints = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
export const compareBooleans = (a: boolean, b: boolean): number => (a === b ? 0 : a ? 1 : -1);

/** NaN, which no operator yields but a record may, comes last and is equal to itself. */
function compareApproximate(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : -1;
}

export interface SortOrder {
  readonly descending: boolean;
  /** NULL is less than every value where it is not said. */
  readonly nulls?: 'FIRST' | 'LAST';
}

/** Of values of one type, NULL among them, as an ORDER BY item puts them. */
export function sortComparator(type: SqlType, { descending, nulls }: SortOrder): (a: Value, b: Value) => number {
  const compare = comparator(type) as (a: Value, b: Value) => number;
  const nullFirst = nulls === undefined ? !descending : nulls === 'FIRST';
  const ofNull = nullFirst ? -1 : 1;
  return (a, b) => {
    if (a === null) return b === null ? 0 : ofNull;
    if (b === null) return -ofNull;
    return descending ? compare(b, a) : compare(a, b);
  };
}

/** The key of values that are keys as they are. */
export const ownKey = (value: GroupKey): GroupKey => value;

/**
 * A function from a value, not NULL, to what a Map may be keyed by: equal where the comparator says 0, and only there.
 * It is `ownKey` itself where nothing is to be done.
 */
export function groupKey(type: SqlType): (value: never) => GroupKey {
  switch (type.kind) {
    case 'CHAR':
    case 'VARCHAR':
      return withoutPadding;
    case 'BINARY':
    case 'VARBINARY':
      return hexText;
    case 'REAL':
    case 'DOUBLE':
      return unsignedZero;
    default:
      return ownKey;
  }
}

const unsignedZero = (value: number): number => (value === 0 ? 0 : value);
