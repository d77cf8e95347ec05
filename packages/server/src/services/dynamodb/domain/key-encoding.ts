import { hash } from 'node:crypto';
import type { AttributeValue } from './attribute-value.js';
import type { SortCondition } from './expressions/ast.js';
import { numberKey } from './number-key.js';

/**
 * Keys as strings of bytes, a character from U+0000 to U+00FF for each, as the store has them.
 *
 * A table's entry is the hash of its partition key, then the bytes of its sort key. An index's is the hash of the index's partition key, each of its sort
 * keys closed so that more can follow, and then the table's key, which tells apart items that are equal in the index.
 */

/** Where an item stands in its table. @param sort its sort key's {@link sortBytes} */
export const tableKey = (partition: string, sort = ''): string => partition + sort;

/**
 * Where an item stands in an index.
 * @param sorts {@link sortBytes} of the index's sort keys
 * @param tableHash of the table's partition key
 * @param tableSort sortBytes of the table's sort key
 */
export function indexKey(indexHash: string, sorts: readonly string[], tableHash: string, tableSort = ''): string {
  let key = indexHash;
  for (const sort of sorts) key += escaped(sort);
  return key + tableHash + tableSort;
}

/**
 * 16 bytes that stand for a partition key of one attribute, or for an index's of several: the beginning of the SHA-256 of its texts, which are as
 * good as its bytes because values are normal. Partitions are spread evenly by it, and scanned in its order.
 */
export function partitionHash(values: readonly AttributeValue[]): string {
  const [first] = values;
  if (first === undefined) throw new TypeError('a partition key has at least one attribute');
  const text = values.length === 1 ? keyText(first) : values.map((value) => escaped(keyText(value))).join('');
  return hash('sha256', text, 'binary').slice(0, 16);
}

function keyText(value: AttributeValue): string {
  if ('S' in value) return value.S;
  if ('N' in value) return value.N;
  if ('B' in value) return value.B;
  throw new TypeError(NOT_A_KEY);
}

const NOT_A_KEY = 'a key attribute is a string, a number or a binary';

/** The bytes of a key attribute's value, in whose order items are sorted. */
export function sortBytes(value: AttributeValue): string {
  if ('S' in value) return utf8Bytes(value.S);
  if ('N' in value) return numberKey(value.N);
  if ('B' in value) return Buffer.from(value.B, 'base64').toString('latin1');
  throw new TypeError(NOT_A_KEY);
}

function utf8Bytes(text: string): string {
  for (let at = 0; at < text.length; at++)
    if (text.charCodeAt(at) > 0x7f) return Buffer.from(text, 'utf8').toString('latin1');
  return text;
}

/** The bytes in a form after which more may follow: their order stays, and none is the beginning of another. */
export const escaped = (bytes: string): string => openEscaped(bytes) + CLOSE;

/** What all escaped bytes that begin with these begin with. */
export const openEscaped = (bytes: string): string => (bytes.includes('\0') ? bytes.replaceAll('\0', '\0\xff') : bytes);

/** The first key after all that begin with these bytes, {@link escaped}. */
export const pastEscaped = (bytes: string): string => `${openEscaped(bytes)}\0\x01`;

/** Less than a zero byte in disguise, and than any other byte. */
const CLOSE = '\0\0';

/** Between which keys the store is to look: a `Range` of the port `Tables`. */
export interface KeyRange {
  /** Inclusive. */
  readonly from?: string;
  /** Exclusive. */
  readonly after?: string;
  /** Exclusive. */
  readonly below?: string;
  /** Inclusive. */
  readonly upTo?: string;
}

/** What a query's key condition says of the sort keys. */
export interface SortKeyCondition {
  /** Equal to the first sort keys, in their order. */
  readonly sortEquals: readonly AttributeValue[];
  /** On the one after those. */
  readonly sort?: SortCondition | undefined;
}

/**
 * The keys of a partition whose sort keys fulfil the condition.
 * @param partition the {@link partitionHash} of the table's partition key, or of the index's
 */
export function sortRange(partition: string, condition: SortKeyCondition, isIndex: boolean): KeyRange {
  const { sortEquals, sort } = condition;
  if (isIndex) return indexRange(partition, sortEquals, sort);
  const [value] = sortEquals;
  return tableRange(partition, value === undefined ? sort : { op: '=', value });
}

/** The sort key ends the key. */
function tableRange(partition: string, condition?: SortCondition): KeyRange {
  if (condition === undefined) return beginningWith(partition);
  if (condition.op === 'begins-with') return beginningWith(partition + sortBytes(condition.prefix));
  if (condition.op === 'between')
    return { from: partition + sortBytes(condition.low), upTo: partition + sortBytes(condition.high) };
  const key = partition + sortBytes(condition.value);
  switch (condition.op) {
    case '=':
      return { from: key, upTo: key };
    case '<':
      return { from: partition, below: key };
    case '<=':
      return { from: partition, upTo: key };
    case '>':
      return { after: key, ...endOf(partition) };
    case '>=':
      return { from: key, ...endOf(partition) };
  }
}

/** More follows after each sort key. */
function indexRange(partition: string, equal: readonly AttributeValue[], condition?: SortCondition): KeyRange {
  let prefix = partition;
  for (const value of equal) prefix += escaped(sortBytes(value));
  if (condition === undefined) return beginningWith(prefix);
  if (condition.op === 'begins-with') return beginningWith(prefix + openEscaped(sortBytes(condition.prefix)));
  if (condition.op === 'between')
    return { from: prefix + escaped(sortBytes(condition.low)), below: prefix + pastEscaped(sortBytes(condition.high)) };
  const bytes = sortBytes(condition.value);
  const first = prefix + escaped(bytes);
  const past = prefix + pastEscaped(bytes);
  switch (condition.op) {
    case '=':
      return { from: first, below: past };
    case '<':
      return { from: prefix, below: first };
    case '<=':
      return { from: prefix, below: past };
    case '>':
      return { from: past, ...endOf(prefix) };
    case '>=':
      return { from: first, ...endOf(prefix) };
  }
}

/** All keys that begin with these bytes. */
const beginningWith = (prefix: string): KeyRange => ({ from: prefix, ...endOf(prefix) });

/** Below the first key after all that begin with these bytes; without a bound when none comes after them. */
function endOf(prefix: string): { readonly below?: string } {
  let end = prefix.length;
  while (end > 0 && prefix.charCodeAt(end - 1) === 0xff) end--;
  if (end === 0) return {};
  return { below: prefix.slice(0, end - 1) + String.fromCharCode(prefix.charCodeAt(end - 1) + 1) };
}

/** The keys, of a table or of an index, that belong to a segment. @param segment from 0 @param total 1 to 1,000,000 */
export function segmentRange(segment: number, total: number): KeyRange {
  const from = segment === 0 ? {} : { from: firstOf(segment, total) };
  return segment + 1 === total ? from : { ...from, below: firstOf(segment + 1, total) };
}

/** The segment that a key belongs to. @param key a partition hash, or a key that begins with one */
export function scanSegment(key: string, total: number): number {
  let value = 0;
  for (let at = 0; at < SEGMENT_BYTES; at++) value = value * 256 + key.charCodeAt(at);
  return Math.floor((value * total) / SEGMENT_VALUES);
}

/** The least hash of a segment. */
function firstOf(segment: number, total: number): string {
  const value = Math.ceil((segment * SEGMENT_VALUES) / total);
  return String.fromCharCode(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

/** Partition hashes are told apart by so many leading bytes, which are more than there can be segments. */
const SEGMENT_BYTES = 4;
const SEGMENT_VALUES = 2 ** 32;
