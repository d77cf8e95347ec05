import { CborError, decodeCbor, type CborValue } from '../cbor.js';

/**
 * What is whole in a CBOR document whose end is missing; undefined when that is nothing.
 * @throws CborError for what is no CBOR
 */
export function decodeCborPrefix(bytes: Uint8Array): CborValue | undefined {
  return partOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, 0);
}

const DEEPEST = 64;
const INDEFINITE = 31;
const BREAK = 0xff;
const [BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE] = [2, 3, 4, 5, 6, 7];

function partOf(bytes: Buffer, at: number, depth: number): CborValue | undefined {
  const end = endOf(bytes, at, depth);
  if (end !== undefined) return decodeCbor(bytes.subarray(at, end));
  const head = headOf(bytes, at);
  if (head === undefined || (head.major !== ARRAY && head.major !== MAP)) return undefined;
  const found: CborValue[] = [];
  for (let next: number | undefined = head.end; next !== undefined; next = endOf(bytes, next, depth + 1)) {
    const child = partOf(bytes, next, depth + 1);
    if (child === undefined) break;
    found.push(child);
  }
  if (head.major === ARRAY) return found;
  return Object.fromEntries(pairs(found));
}

function* pairs(values: readonly CborValue[]): Generator<[string, CborValue]> {
  for (let index = 0; index + 1 < values.length; index += 2) {
    const [key, value] = values.slice(index, index + 2);
    if (typeof key === 'string' && value !== undefined) yield [key, value];
  }
}

/** One past the item's last byte; undefined when it is not all there. */
function endOf(bytes: Buffer, at: number, depth: number): number | undefined {
  if (depth > DEEPEST) throw new CborError('nested too deep');
  const head = headOf(bytes, at);
  if (head === undefined) return undefined;
  const { major, info, argument } = head;
  if (info === INDEFINITE) {
    if (major < BYTES || major > MAP) throw new CborError('a length that no item of this type has');
    let next: number | undefined = head.end;
    while (next !== undefined && bytes[next] !== BREAK) next = endOf(bytes, next, depth + 1);
    return next === undefined ? undefined : next + 1;
  }
  if (major === BYTES || major === TEXT) return within(bytes, head.end + argument);
  if (major === ARRAY || major === MAP || major === TAG) {
    let next: number | undefined = head.end;
    const count = major === TAG ? 1 : major === MAP ? argument * 2 : argument;
    for (let left = count; left > 0 && next !== undefined; left--) next = endOf(bytes, next, depth + 1);
    return next;
  }
  return head.end;
}

interface Head {
  readonly major: number;
  readonly info: number;
  readonly argument: number;
  /** Where its content begins. */
  readonly end: number;
}

function headOf(bytes: Buffer, at: number): Head | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const [major, info] = [first >> 5, first & 0x1f];
  const size = info < 24 || info === INDEFINITE ? 0 : 2 ** (info - 24);
  if (size > 8) throw new CborError('reserved length');
  const end = within(bytes, at + 1 + size);
  if (end === undefined) return undefined;
  if (size === 0 || major === SIMPLE) return { major, info, argument: info, end };
  const argument = size === 8 ? Number(bytes.readBigUInt64BE(at + 1)) : bytes.readUIntBE(at + 1, size);
  return { major, info, argument, end };
}

const within = (bytes: Buffer, end: number): number | undefined => (end <= bytes.length ? end : undefined);
