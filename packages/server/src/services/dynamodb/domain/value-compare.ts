import { attribute, type AttributeValue, type Item } from './attribute-value.js';
import { compareNumbers } from './number.js';

/** Whether two values are equal: of one type, lists element by element, maps and sets whatever their order. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  if ('S' in a) return 'S' in b && a.S === b.S;
  if ('N' in a) return 'N' in b && a.N === b.N;
  if ('B' in a) return 'B' in b && a.B === b.B;
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL;
  if ('NULL' in a) return 'NULL' in b;
  if ('M' in a) return 'M' in b && sameItem(a.M, b.M);
  if ('L' in a) return 'L' in b && sameLists(a.L, b.L, sameValue);
  // Sets are kept in order, so that equal ones are equal lists.
  if ('SS' in a) return 'SS' in b && sameLists(a.SS, b.SS, sameText);
  if ('NS' in a) return 'NS' in b && sameLists(a.NS, b.NS, sameText);
  return 'BS' in b && sameLists(a.BS, b.BS, sameText);
}

const sameText = (a: string, b: string): boolean => a === b;

function sameLists<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  return a.every((element, index) => {
    const other = b[index];
    return other !== undefined && same(element, other);
  });
}

/** Whether two items, or maps, have the same attributes with equal values. */
export function sameItem(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    const mine = attribute(a, name);
    const other = attribute(b, name);
    if (mine === undefined || other === undefined || !sameValue(mine, other)) return false;
  }
  return true;
}

/**
 * Less than, equal to or greater than 0 as `a` is to `b`: strings and binaries by their bytes, numbers as numbers. Undefined when the types
 * differ, or have no order.
 */
export function compareScalars(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('S' in a) return 'S' in b ? compareTexts(a.S, b.S) : undefined;
  if ('N' in a) return 'N' in b ? compareNumbers(a.N, b.N) : undefined;
  if ('B' in a) return 'B' in b ? compareBinaries(a.B, b.B) : undefined;
  return undefined;
}

/**
 * Compares as UTF-8 does: by code points. JavaScript's own order differs in that it puts the characters above U+FFFF, whose halves begin at U+D800,
 * before those from U+E000 on.
 */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    return left >= SURROGATES && right >= SURROGATES ? codePointRank(left) - codePointRank(right) : left - right;
  }
  return a.length - b.length;
}

const SURROGATES = 0xd800;
const codePointRank = (unit: number): number => (unit > 0xdfff ? unit : unit + 0x10000);

/** Compares the bytes that canonical base64 stands for. */
export function compareBinaries(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return base64Rank(left) - base64Rank(right);
  }
  return a.length - b.length;
}

/** The place in base64's alphabet: capitals, small letters, digits, plus and slash; the padding, where one has come to its end, before all. */
function base64Rank(code: number): number {
  if (code >= 0x61) return code - 0x61 + 26;
  if (code >= 0x41) return code - 0x41;
  if (code === 0x3d) return -1;
  if (code >= 0x30) return code - 0x30 + 52;
  return code === 0x2b ? 62 : 63;
}
