import { isUtf8 } from 'node:buffer';

/** What a CBOR item (RFC 8949) decodes to. Tags are dropped: their content stands for them, bignums (tags 2 and 3) excepted. */
export type CborValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue };

/** A document that is not well-formed, or asks for more than a request may: the message is for our log, not for the wire. */
export class CborError extends Error {
  override readonly name = 'CborError';
}

/** Deeper documents are refused before the stack is. */
const DEEPEST = 200;
/** An item takes one byte on the wire and some fifty in memory: this many are refused. */
const MOST_ITEMS = 1_000_000;

/**
 * Reads one CBOR document that fills the bytes. Byte strings are views of the input where it has them in one piece; integers beyond 2^53
 * are bigints; undefined is null; of a key that comes twice the last value counts.
 * @throws CborError on truncated, malformed or trailing bytes, keys that are not text, invalid UTF-8, and hostile sizes
 */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const value = reader.item(0);
  reader.end();
  return value;
}

/** The additional information of an item whose length is left to a later break. */
const INDEFINITE = 31;
const BREAK = 0xff;
const [UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG] = [0, 1, 2, 3, 4, 5, 6];

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  #items = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  item(depth: number): CborValue {
    if (depth > DEEPEST) throw new CborError('nested too deep');
    if (++this.#items > MOST_ITEMS) throw new CborError('too many items');
    const head = this.#byte();
    const major = head >> 5;
    const info = head & 0x1f;
    switch (major) {
      case UNSIGNED:
        return this.#integer(info, false);
      case NEGATIVE:
        return this.#integer(info, true);
      case BYTES:
        return this.#string(BYTES, info);
      case TEXT:
        return this.#text(info);
      case ARRAY:
        return this.#array(info, depth);
      case MAP:
        return this.#map(info, depth);
      case TAG:
        return this.#tagged(info, depth);
      default:
        return this.#simple(info);
    }
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new CborError('bytes after the document');
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new CborError('truncated');
    return byte;
  }

  /** Moves past `length` bytes, which must be there, and returns where they begin. */
  #skip(length: number): number {
    const start = this.#at;
    if (length > this.#bytes.length - start) throw new CborError('truncated');
    this.#at = start + length;
    return start;
  }

  /** The number behind an item's first byte; approximate beyond 2^53, where only its being too much matters. */
  #argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#byte();
    if (info === 25) return this.#bytes.readUInt16BE(this.#skip(2));
    if (info === 26) return this.#bytes.readUInt32BE(this.#skip(4));
    if (info !== 27) throw new CborError('reserved length');
    const at = this.#skip(8);
    return this.#bytes.readUInt32BE(at) * 2 ** 32 + this.#bytes.readUInt32BE(at + 4);
  }

  #integer(info: number, negative: boolean): number | bigint {
    const argument = this.#argument(info);
    const value = negative ? -1 - argument : argument;
    if (Number.isSafeInteger(value)) return value;
    const exact = this.#bytes.readBigUInt64BE(this.#at - 8);
    return negative ? -1n - exact : exact;
  }

  #string(major: number, info: number): Buffer {
    if (info !== INDEFINITE) {
      const length = this.#argument(info);
      const start = this.#skip(length);
      return this.#bytes.subarray(start, start + length);
    }
    // Measured first and copied then: a chunk may take a single byte, so a list of them could be far larger than the input.
    const start = this.#at;
    const joined = Buffer.allocUnsafe(this.#chunks(major, undefined));
    this.#at = start;
    this.#chunks(major, joined);
    return joined;
  }

  #chunks(major: number, target: Buffer | undefined): number {
    let total = 0;
    for (let head = this.#byte(); head !== BREAK; head = this.#byte()) {
      if (head >> 5 !== major || (head & 0x1f) === INDEFINITE) throw new CborError('a chunk of another type');
      const length = this.#argument(head & 0x1f);
      const start = this.#skip(length);
      if (target !== undefined) this.#bytes.copy(target, total, start, start + length);
      total += length;
    }
    return total;
  }

  #text(info: number): string {
    const bytes = this.#string(TEXT, info);
    const text = bytes.toString('utf8');
    // Only what could not be decoded is worth a second look: the replacement character may also have been sent.
    if (text.includes('\ufffd') && !isUtf8(bytes)) throw new CborError('invalid UTF-8');
    return text;
  }

  #array(info: number, depth: number): CborValue[] {
    const items: CborValue[] = [];
    if (info === INDEFINITE) {
      while (!this.#atBreak()) items.push(this.item(depth + 1));
      return items;
    }
    for (let left = this.#count(info, 1); left > 0; left--) items.push(this.item(depth + 1));
    return items;
  }

  #map(info: number, depth: number): { [key: string]: CborValue } {
    const entries: { [key: string]: CborValue } = {};
    if (info === INDEFINITE) {
      while (!this.#atBreak()) this.#entry(entries, depth + 1);
      return entries;
    }
    for (let left = this.#count(info, 2); left > 0; left--) this.#entry(entries, depth + 1);
    return entries;
  }

  #entry(entries: { [key: string]: CborValue }, depth: number): void {
    const head = this.#byte();
    if (head >> 5 !== TEXT) throw new CborError('a key that is not text');
    const key = this.#text(head & 0x1f);
    const value = this.item(depth);
    if (key === '__proto__')
      Object.defineProperty(entries, key, { value, enumerable: true, configurable: true, writable: true });
    else entries[key] = value;
  }

  /** The declared number of members, each of which needs at least `bytesEach`. */
  #count(info: number, bytesEach: number): number {
    const count = this.#argument(info);
    if (count * bytesEach > this.#bytes.length - this.#at) throw new CborError('truncated');
    return count;
  }

  #atBreak(): boolean {
    if (this.#bytes[this.#at] !== BREAK) return false;
    this.#at++;
    return true;
  }

  #tagged(info: number, depth: number): CborValue {
    const tag = this.#argument(info);
    const value = this.item(depth + 1);
    if (tag !== 2 && tag !== 3) return value;
    // Turning digits into a bigint takes more than linear time.
    if (!(value instanceof Uint8Array) || value.length > 64) throw new CborError('not a bignum');
    const magnitude = BigInt(`0x0${Buffer.from(value).toString('hex')}`);
    return tag === 2 ? magnitude : -1n - magnitude;
  }

  #simple(info: number): CborValue {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return half(this.#bytes.readUInt16BE(this.#skip(2)));
      case 26:
        return this.#bytes.readFloatBE(this.#skip(4));
      case 27:
        return this.#bytes.readDoubleBE(this.#skip(8));
      default:
        throw new CborError('a simple value without meaning');
    }
  }
}

/** A float of 16 bits: one of sign, five of exponent, ten of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
