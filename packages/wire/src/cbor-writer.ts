import type { CborValue } from './cbor.js';

/** Writes a CBOR document (RFC 8949): definite lengths, the shortest heads, floats of 64 bits. */
export function encodeCborValue(value: CborValue): Uint8Array {
  const writer = new CborWriter();
  writer.value(value);
  return writer.finish();
}

const [UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP, TAG] = [0, 1, 2, 3, 4, 5, 6];

/** Puts one item after the other. What an array or a map announces must follow. */
export class CborWriter {
  #bytes = Buffer.allocUnsafe(512);
  #length = 0;

  /** The document; the writer must not be used afterwards. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  null(): void {
    this.#byte(0xf6);
  }

  boolean(value: boolean): void {
    this.#byte(value ? 0xf5 : 0xf4);
  }

  /** An integer of up to 64 bits. @throws RangeError beyond */
  integer(value: number | bigint): void {
    if (value < 0) this.#head(NEGATIVE, typeof value === 'bigint' ? -1n - value : -1 - value);
    else this.#head(UNSIGNED, value);
  }

  double(value: number): void {
    const at = this.#grow(9);
    this.#bytes[at] = 0xfb;
    this.#bytes.writeDoubleBE(value, at + 1);
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.#head(TEXT, length);
    const at = this.#grow(length);
    this.#bytes.write(value, at);
  }

  bytes(value: Uint8Array): void {
    this.#head(BYTES, value.byteLength);
    const at = this.#grow(value.byteLength);
    this.#bytes.set(value, at);
  }

  array(length: number): void {
    this.#head(ARRAY, length);
  }

  /** A map of `size` entries: a text and a value each. */
  map(size: number): void {
    this.#head(MAP, size);
  }

  tag(tag: number): void {
    this.#head(TAG, tag);
  }

  /** Any value: numbers without a fraction as integers. */
  value(value: CborValue): void {
    if (value === null) this.null();
    else if (typeof value === 'boolean') this.boolean(value);
    else if (typeof value === 'string') this.text(value);
    else if (typeof value === 'bigint') this.integer(value);
    else if (typeof value === 'number') {
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.integer(value);
      else this.double(value);
    } else if (value instanceof Uint8Array) this.bytes(value);
    else if (isArray(value)) {
      this.array(value.length);
      for (const item of value) this.value(item);
    } else {
      const entries = Object.entries(value);
      this.map(entries.length);
      for (const [key, entry] of entries) {
        this.text(key);
        this.value(entry);
      }
    }
  }

  #byte(byte: number): void {
    const at = this.#grow(1);
    this.#bytes[at] = byte;
  }

  #head(major: number, argument: number | bigint): void {
    const type = major << 5;
    if (argument < 24) {
      this.#byte(type | Number(argument));
    } else if (argument <= 0xff) {
      const at = this.#grow(2);
      this.#bytes[at] = type | 24;
      this.#bytes[at + 1] = Number(argument);
    } else if (argument <= 0xffff) {
      const at = this.#grow(3);
      this.#bytes[at] = type | 25;
      this.#bytes.writeUInt16BE(Number(argument), at + 1);
    } else if (argument <= 0xffff_ffff) {
      const at = this.#grow(5);
      this.#bytes[at] = type | 26;
      this.#bytes.writeUInt32BE(Number(argument), at + 1);
    } else {
      const at = this.#grow(9);
      this.#bytes[at] = type | 27;
      this.#bytes.writeBigUInt64BE(BigInt(argument), at + 1);
    }
  }

  /** Makes room for `size` more bytes and returns where they go. `#bytes` is another buffer afterwards. */
  #grow(size: number): number {
    const at = this.#length;
    this.#length = at + size;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length));
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    return at;
  }
}

const isArray = (value: CborValue): value is readonly CborValue[] => Array.isArray(value);
