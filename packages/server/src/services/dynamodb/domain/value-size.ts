import type { AttributeValue, Item } from './attribute-value.js';
import { numberSize } from './number.js';

/** The bytes that an item counts for: its names and values, without any overhead of its own. AWS's limit is 409,600. */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) {
    // The item's own names, so that `__proto__` is the attribute of this name.
    const value = item[name];
    if (value !== undefined) size += utf8Length(name) + valueSize(value);
  }
  return size;
}

/** The bytes that a value counts for. */
export function valueSize(value: AttributeValue): number {
  if ('S' in value) return utf8Length(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return binaryLength(value.B);
  if ('M' in value) return containerSize(Object.keys(value.M).length) + itemSize(value.M);
  if ('L' in value) {
    let size = containerSize(value.L.length);
    for (const element of value.L) size += valueSize(element);
    return size;
  }
  if ('SS' in value) return sumOf(value.SS, utf8Length);
  if ('NS' in value) return sumOf(value.NS, numberSize);
  if ('BS' in value) return sumOf(value.BS, binaryLength);
  return SCALAR_SIZE;
}

/** Of a boolean and of a null. */
export const SCALAR_SIZE = 1;

/** What a list or a map counts for beside its elements, and the names of a map's. */
export const containerSize = (elements: number): number => 3 + elements;

function sumOf(members: readonly string[], sizeOf: (member: string) => number): number {
  let size = 0;
  for (const member of members) size += sizeOf(member);
  return size;
}

/** The bytes that the text has in UTF-8. */
export function utf8Length(text: string): number {
  const { length } = text;
  if (length > SHORT) return Buffer.byteLength(text);
  for (let at = 0; at < length; at++) if (text.charCodeAt(at) > 0x7f) return Buffer.byteLength(text);
  return length;
}

/** Characters up to which looking at each is quicker than asking Node. */
const SHORT = 10;

/** The bytes that canonical base64 stands for. */
export function binaryLength(base64: string): number {
  const { length } = base64;
  if (length === 0) return 0;
  const padding = base64.charCodeAt(length - 2) === EQUALS ? 2 : base64.charCodeAt(length - 1) === EQUALS ? 1 : 0;
  return (length / 4) * 3 - padding;
}

const EQUALS = 0x3d;
