import {
  attributeNameTooLong,
  duplicatesInSet,
  emptyAttributeName,
  emptySet,
  nestedTooDeep,
  noDatatype,
  nullInSet,
  nullNotTrue,
  severalDatatypes,
} from '../errors.js';
import { setAttribute, type AttributeValue, type Item, type ItemDraft } from './attribute-value.js';
import type { Layer } from './layer.js';
import { compareNumbers, numberSize, parseNumber } from './number.js';
import { compareBinaries, compareTexts } from './value-compare.js';
import type { RawItem, RawValue } from './raw-value.js';
import { DEEPEST } from './value-reader.js';
import { binaryLength, containerSize, SCALAR_SIZE, utf8Length } from './value-size.js';

/**
 * Checks an item, or another map of attributes, in the order of its attributes, and makes it normal: numbers canonical, sets in order. It is
 * the same object when it was normal already.
 * @throws ValidationException in AWS's words
 */
export const checkItem = (raw: RawItem, layer: Layer): Item => checkAttributes(raw, layer, 1);

/**
 * Checks an item as {@link checkItem} does, and says what {@link itemSize} would, without another walk.
 * @throws ValidationException in AWS's words
 */
export function checkSizedItem(raw: RawItem, layer: Layer): { readonly item: Item; readonly size: number } {
  bytes = 0;
  const item = checkAttributes(raw, layer, 1);
  return { item, size: bytes };
}

/**
 * Checks one value, as {@link checkItem} does.
 * @throws ValidationException in AWS's words
 */
export const checkValue = (raw: RawValue | null, layer: Layer): AttributeValue => checkTyped(raw, layer, 1);

/** What has been counted of the value that is being checked. */
let bytes = 0;

function checkAttributes(raw: RawItem, layer: Layer, level: number): Item {
  // Wherever it stands, AWS meets the empty name first.
  if (Object.hasOwn(raw, '')) throw emptyAttributeName();
  let copy: ItemDraft | undefined;
  for (const name in raw) {
    checkName(name);
    // The item's own names, so that `__proto__` is the attribute of this name.
    const before = raw[name] ?? null;
    const value = checkTyped(before, layer, level);
    if (value !== before && copy === undefined) copy = attributesBefore(raw, name);
    if (copy !== undefined) setAttribute(copy, name, value);
  }
  return copy ?? (raw as Item);
}

function attributesBefore(raw: RawItem, last: string): ItemDraft {
  const copy: ItemDraft = {};
  for (const name in raw) {
    if (name === last) break;
    setAttribute(copy, name, raw[name] as AttributeValue);
  }
  return copy;
}

function checkName(name: string): void {
  const length = utf8Length(name);
  if (length > LONGEST_NAME) throw attributeNameTooLong();
  bytes += length;
}

/** Bytes. */
const LONGEST_NAME = 65_535;

function checkTyped(raw: RawValue | null, layer: Layer, level: number): AttributeValue {
  if (level > DEEPEST) throw nestedTooDeep();
  if (raw === null) throw noDatatype();
  let value: AttributeValue | undefined;
  let types = 0;
  for (const type in raw) {
    types++;
    value = checkMember(raw, type as keyof RawValue, layer, level);
  }
  if (value === undefined) throw noDatatype();
  if (types > 1) throw severalDatatypes();
  return value;
}

function checkMember(raw: RawValue, type: keyof RawValue, layer: Layer, level: number): AttributeValue | undefined {
  switch (type) {
    case 'S':
      return raw.S === undefined ? undefined : checkString(raw, raw.S);
    case 'N':
      return raw.N === undefined ? undefined : checkNumber(raw, raw.N, layer);
    case 'B':
      bytes += binaryLength(raw.B ?? '');
      return raw as AttributeValue;
    case 'BOOL':
      bytes += SCALAR_SIZE;
      return raw as AttributeValue;
    case 'NULL':
      if (raw.NULL !== true) throw nullNotTrue();
      bytes += SCALAR_SIZE;
      return raw as AttributeValue;
    case 'M':
      return raw.M === undefined ? undefined : checkMap(raw, raw.M, layer, level);
    case 'L':
      return raw.L === undefined ? undefined : checkList(raw, raw.L, layer, level);
    case 'SS':
      return raw.SS === undefined ? undefined : checkStringSet(raw, raw.SS, layer);
    case 'NS':
      return raw.NS === undefined ? undefined : checkNumberSet(raw, raw.NS, layer);
    case 'BS':
      return raw.BS === undefined ? undefined : checkBinarySet(raw, raw.BS, layer);
  }
}

function checkString(raw: RawValue, text: string): AttributeValue {
  const length = utf8Length(text);
  bytes += length;
  if (length === text.length) return raw as AttributeValue;
  const formed = wellFormed(text);
  return formed === text ? (raw as AttributeValue) : { S: formed };
}

/** Half a surrogate pair alone is no character: UTF-8 has no bytes for it, and keys and comparisons go by bytes. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

function checkNumber(raw: RawValue, text: string, layer: Layer): AttributeValue {
  const number = parseNumber(text, layer);
  bytes += numberSize(number);
  return number === text ? (raw as AttributeValue) : { N: number };
}

function checkMap(raw: RawValue, map: RawItem, layer: Layer, level: number): AttributeValue {
  let entries = 0;
  for (const _ in map) entries++;
  bytes += containerSize(entries);
  const checked = checkAttributes(map, layer, level + 1);
  return checked === map ? (raw as AttributeValue) : { M: checked };
}

function checkList(raw: RawValue, list: readonly (RawValue | null)[], layer: Layer, level: number): AttributeValue {
  bytes += containerSize(list.length);
  let copy: AttributeValue[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const before = list[at] ?? null;
    const value = checkTyped(before, layer, level + 1);
    if (value !== before) copy ??= list.slice(0, at) as AttributeValue[];
    copy?.push(value);
  }
  return copy === undefined ? (raw as AttributeValue) : { L: copy };
}

function checkStringSet(raw: RawValue, set: readonly (string | null)[], layer: Layer): AttributeValue {
  const members = normalMembers('SS', set, wellFormed);
  const size = count(members, utf8Length);
  const ordered = inOrder('SS', members, size, compareTexts, layer);
  return ordered === set ? (raw as AttributeValue) : { SS: ordered };
}

function checkNumberSet(raw: RawValue, set: readonly (string | null)[], layer: Layer): AttributeValue {
  const members = normalMembers('NS', set, (text) => parseNumber(text, layer));
  const size = count(members, numberSize);
  const ordered = inOrder('NS', members, size, compareNumbers, layer);
  return ordered === set ? (raw as AttributeValue) : { NS: ordered };
}

function checkBinarySet(raw: RawValue, set: readonly (string | null)[], layer: Layer): AttributeValue {
  const members = normalMembers('BS', set, (base64) => base64);
  const size = count(members, binaryLength);
  const ordered = inOrder('BS', members, size, compareBinaries, layer);
  return ordered === set ? (raw as AttributeValue) : { BS: ordered };
}

type SetType = 'SS' | 'NS' | 'BS';

/** The same list when all members are normal. */
function normalMembers(
  type: SetType,
  set: readonly (string | null)[],
  normal: (member: string) => string,
): readonly string[] {
  if (set.length === 0) throw emptySet(type);
  let copy: string[] | undefined;
  for (let at = 0; at < set.length; at++) {
    const before = set[at] ?? null;
    if (before === null) throw nullInSet(type);
    const member = normal(before);
    if (member !== before) copy ??= set.slice(0, at) as string[];
    copy?.push(member);
  }
  return copy ?? (set as readonly string[]);
}

function count(members: readonly string[], sizeOf: (member: string) => number): number {
  let size = 0;
  for (const member of members) size += sizeOf(member);
  bytes += size;
  return size;
}

/** The members in their order, the same list when they are in it already. */
function inOrder(
  type: SetType,
  members: readonly string[],
  size: number,
  compare: (a: string, b: string) => number,
  layer: Layer,
): readonly string[] {
  if (isAscending(members, compare)) return members;
  // What no item can hold will be refused for its size, or equals nothing that is stored: to order millions of members would cost seconds.
  if (size > LARGEST_ITEM) return members;
  if (new Set(members).size < members.length) throw duplicatesInSet(type, listed(type, members, compare, layer), layer);
  return [...members].sort(compare);
}

/** Bytes. */
const LARGEST_ITEM = 409_600;

function isAscending(members: readonly string[], compare: (a: string, b: string) => number): boolean {
  let last: string | undefined;
  for (const member of members) {
    if (last !== undefined && compare(last, member) >= 0) return false;
    last = member;
  }
  return true;
}

/** The older layer lists members as they came. The newer one has put them in order until it met the one that it had; from there on they are as they came. */
function listed(
  type: SetType,
  members: readonly string[],
  compare: (a: string, b: string) => number,
  layer: Layer,
): string {
  if (layer === 'old') return `[${members.join(', ')}]`;
  const seen = new Set<string>();
  let repeat = 0;
  for (const member of members) {
    if (seen.has(member)) break;
    seen.add(member);
    repeat++;
  }
  const shown = [...members.slice(0, repeat).sort(compare), ...members.slice(repeat)];
  const quoted = shown.map((member) => JSON.stringify(member));
  return `[${quoted.join(type === 'BS' ? ',' : ', ')}]`;
}
