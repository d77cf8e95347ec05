import type { AttributeValue } from '../attribute-value.js';
import type { SortCondition } from '../expressions/ast.js';
import { sortBytes } from '../key-encoding.js';

/** The sort keys between two, as strings of bytes. */
export interface KeyRange {
  readonly from: string;
  readonly fromExcluded: boolean;
  /** Absent: to the end. */
  readonly to?: string;
  readonly toExcluded: boolean;
}

export const EVERYTHING: KeyRange = { from: '', fromExcluded: false, toExcluded: false };

/** The sort keys that fulfil a condition. */
export function rangeOf(condition: SortCondition): KeyRange {
  switch (condition.op) {
    case 'between':
      return closed(sortBytes(condition.low), sortBytes(condition.high));
    case 'begins-with': {
      const from = sortBytes(condition.prefix);
      const to = successor(from);
      return { from, fromExcluded: false, ...(to === undefined ? {} : { to }), toExcluded: true };
    }
  }
  const key = sortBytes(condition.value);
  switch (condition.op) {
    case '=':
      return closed(key, key);
    case '<':
      return { from: '', fromExcluded: false, to: key, toExcluded: true };
    case '<=':
      return closed('', key);
    case '>':
      return { from: key, fromExcluded: true, toExcluded: false };
    case '>=':
      return { from: key, fromExcluded: false, toExcluded: false };
  }
}

const closed = (from: string, to: string): KeyRange => ({ from, fromExcluded: false, to, toExcluded: false });

/** The first string after all that begin with these bytes. */
function successor(bytes: string): string | undefined {
  let end = bytes.length;
  while (end > 0 && bytes.charCodeAt(end - 1) === 0xff) end--;
  return end === 0 ? undefined : bytes.slice(0, end - 1) + String.fromCharCode(bytes.charCodeAt(end - 1) + 1);
}

export function intersection(one: KeyRange, other: KeyRange): KeyRange {
  const [lower, higher] = one.from < other.from ? [one, other] : [other, one];
  const fromExcluded = one.from === other.from ? one.fromExcluded || other.fromExcluded : higher.fromExcluded;
  return { from: higher.from, fromExcluded, ...nearerEnd(lower, higher) };
}

function nearerEnd(one: KeyRange, other: KeyRange): Pick<KeyRange, 'to' | 'toExcluded'> {
  if (one.to === undefined) return endOf(other);
  if (other.to === undefined) return endOf(one);
  if (one.to === other.to) return { to: one.to, toExcluded: one.toExcluded || other.toExcluded };
  return endOf(one.to < other.to ? one : other);
}

const endOf = ({ to, toExcluded }: KeyRange): Pick<KeyRange, 'to' | 'toExcluded'> => ({
  ...(to === undefined ? {} : { to }),
  toExcluded,
});

export function isEmpty({ from, fromExcluded, to, toExcluded }: KeyRange): boolean {
  if (to === undefined || from < to) return false;
  return from > to || fromExcluded || toExcluded;
}

/** Type and bytes: what tells key values apart. */
export const keyText = (value: AttributeValue): string =>
  `${'S' in value ? 'S' : 'N' in value ? 'N' : 'B'}${sortBytes(value)}`;
