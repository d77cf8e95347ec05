/** The fields of one protocol buffers message: just what aggregated records are made of. */
export class Fields {
  readonly #blobs: Map<number, Buffer[]>;
  readonly #numbers: Map<number, number>;

  private constructor(blobs: Map<number, Buffer[]>, numbers: Map<number, number>) {
    this.#blobs = blobs;
    this.#numbers = numbers;
  }

  /** Undefined when the bytes are no message. */
  static read(bytes: Buffer): Fields | undefined {
    const blobs = new Map<number, Buffer[]>();
    const numbers = new Map<number, number>();
    const reader = new Reader(bytes);
    while (!reader.isAtEnd) {
      const tag = reader.varint();
      if (tag === undefined || tag < 8) return undefined;
      const field = Math.floor(tag / 8);
      const type = tag % 8;
      if (type === VARINT) {
        const value = reader.varint();
        if (value === undefined) return undefined;
        numbers.set(field, value);
      } else {
        const length = type === LENGTH ? reader.varint() : FIXED[type];
        const blob = length === undefined ? undefined : reader.take(length);
        if (blob === undefined) return undefined;
        if (type !== LENGTH) continue;
        const others = blobs.get(field);
        if (others) others.push(blob);
        else blobs.set(field, [blob]);
      }
    }
    return new Fields(blobs, numbers);
  }

  /** The values of a repeated field of bytes or messages. */
  blobs(field: number): readonly Buffer[] {
    return this.#blobs.get(field) ?? [];
  }

  texts(field: number): string[] {
    return this.blobs(field).map((blob) => blob.toString());
  }

  /** The last value of a whole number: it is the one that counts. */
  lastNumber(field: number): number | undefined {
    return this.#numbers.get(field);
  }
}

const VARINT = 0;
const LENGTH = 2;
/** Bytes of the types of fixed length. Groups are not read. */
const FIXED: { readonly [type: number]: number | undefined } = { 1: 8, 5: 4 };
const LONGEST_VARINT = 10;

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Exact up to 2^53: nothing larger is an index or a length here. */
  varint(): number | undefined {
    let value = 0;
    for (let count = 0; count < LONGEST_VARINT; count++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return undefined;
      value += (byte & 0x7f) * 2 ** (7 * count);
      if (byte < 0x80) return value;
    }
    return undefined;
  }

  take(length: number): Buffer | undefined {
    const end = this.#at + length;
    if (end > this.#bytes.length) return undefined;
    const blob = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return blob;
  }
}
