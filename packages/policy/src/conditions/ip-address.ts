import { plainComparison, type CompileComparison } from './comparison.js';

/** `IpAddress`: single addresses and CIDR ranges, of both families. */
export const addressComparison: CompileComparison = plainComparison((values) => {
  const ranges = values.map(parseRange).filter((range) => range !== undefined);
  return (text) => {
    const address = parseAddress(text);
    return address !== undefined && ranges.some((range) => contains(range, address));
  };
});

/** The words of 32 bits of an address: one of IPv4, four of IPv6. An IPv4 address that IPv6 maps is the IPv4 address. */
export type Address = readonly number[];

export interface AddressRange {
  readonly address: Address;
  /** For each word of the address, the bits that count. */
  readonly masks: readonly number[];
}

/** Whether an address is of the range's family, and in it. */
export function contains(range: AddressRange, address: Address): boolean {
  if (range.address.length !== address.length) return false;
  for (let index = 0; index < address.length; index++) {
    if ((((range.address[index] ?? 0) ^ (address[index] ?? 0)) & (range.masks[index] ?? 0)) !== 0) return false;
  }
  return true;
}

/** Reads an address or a CIDR range, whose host bits do not count. @returns undefined when the text is neither */
export function parseRange(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  const bare = slash < 0 ? text : text.slice(0, slash);
  const address = parseAddress(bare);
  if (address === undefined) return undefined;
  let prefix = address.length * 32;
  if (slash >= 0) {
    const digits = text.slice(slash + 1);
    if (!/^\d{1,3}$/.test(digits)) return undefined;
    // The prefix of a mapped address counts from the start of the IPv6 address that it was written as.
    const mapped = address.length === 1 && bare.includes(':') ? 96 : 0;
    if (Number(digits) > prefix + mapped || Number(digits) < mapped) return undefined;
    prefix = Number(digits) - mapped;
  }
  return { address, masks: address.map((_, index) => maskOf(prefix - 32 * index)) };
}

/** The `bits` highest of 32: none when negative, all from 32 on. */
function maskOf(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? -1 : ~(2 ** (32 - bits) - 1);
}

/** Reads an IPv4 address in four decimals, or an IPv6 address without a zone. @returns undefined when the text is neither */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const word = parseIpv4(text);
    return word === undefined ? undefined : [word];
  }
  const words = parseIpv6(text);
  return words?.[0] === 0 && words[1] === 0 && words[2] === 0xffff ? words.slice(3) : words;
}

function parseIpv4(text: string): number | undefined {
  let word = 0;
  let octet = -1;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (octet < 0 || ++dots > 3) return undefined;
      word = (word << 8) | octet;
      octet = -1;
      // Some read 010 as ten and some as eight: it is neither here.
    } else if (code < 48 || code > 57 || octet === 0) return undefined;
    else octet = (octet < 0 ? 0 : octet * 10) + code - 48;
    if (octet > 255) return undefined;
  }
  return dots === 3 && octet >= 0 ? (word << 8) | octet : undefined;
}

function parseIpv6(text: string): number[] | undefined {
  const groups: number[] = [];
  let gap = -1;
  let start = 0;
  let group = 0;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : COLON;
    const digit = hexOf(code);
    if (digit >= 0) {
      if (index - start > 3) return undefined;
      group = group * 16 + digit;
      continue;
    }
    if (code === DOT) {
      const word = parseIpv4(text.slice(start));
      if (word === undefined) return undefined;
      groups.push(word >>> 16, word & 0xffff);
      break;
    }
    if (code !== COLON || groups.length > 8) return undefined;
    if (index > start) groups.push(group);
    // No digits: right only at the start or the end of an address, beside its gap.
    else if (!(index === 0 && text.startsWith('::')) && !(index === text.length && gap === groups.length))
      return undefined;
    if (text.charCodeAt(index + 1) === COLON) {
      if (gap >= 0) return undefined;
      gap = groups.length;
      index++;
    }
    start = index + 1;
    group = 0;
  }
  const missing = 8 - groups.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  if (gap >= 0) groups.splice(gap, 0, ...ZEROS.slice(0, missing));
  return [0, 2, 4, 6].map((index) => ((groups[index] ?? 0) << 16) | (groups[index + 1] ?? 0));
}

const COLON = 58;
const DOT = 46;
const ZEROS: readonly number[] = Array<number>(8).fill(0);

/** @returns the value of a hexadecimal digit; -1 for any other character */
function hexOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
