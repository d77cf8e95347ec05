/** A moment, which CBOR requests carry as tag 1 with whole milliseconds. */
export class CborTime {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

/**
 * Writes CBOR as the Java SDK does: maps and lists of indefinite length, bytes as they are, times in milliseconds. Written apart from the
 * server's own codec, so that both cannot share a mistake.
 */
export function toCbor(value: unknown): Buffer {
  if (value === null) return Buffer.of(0xf6);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.byteLength), value]);
  if (value instanceof CborTime) return Buffer.concat([head(6, 1), toCbor(value.ms)]);
  if (Array.isArray(value)) return Buffer.concat([Buffer.of(0x9f), ...value.map(toCbor), Buffer.of(0xff)]);
  const entries = Object.entries(value as object).flatMap(([key, item]) => [toCbor(key), toCbor(item)]);
  return Buffer.concat([Buffer.of(0xbf), ...entries, Buffer.of(0xff)]);
}

/** Reads one CBOR document. @throws when it is malformed or something follows it */
export function fromCbor(bytes: Uint8Array): unknown {
  const reader = new Reader(Buffer.from(bytes));
  const value = reader.value();
  if (reader.at !== bytes.byteLength) throw new Error(`${bytes.byteLength - reader.at} bytes follow the document`);
  return value;
}

function head(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) return Buffer.of(type | argument);
  if (argument <= 0xff) return Buffer.of(type | 24, argument);
  const bytes = Buffer.alloc(9);
  bytes[0] = type | 27;
  bytes.writeBigUInt64BE(BigInt(argument), 1);
  return bytes;
}

const BREAK = Symbol('break');

class Reader {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(): unknown {
    const initial = this.#take(1).readUInt8();
    const [major, info] = [initial >> 5, initial & 31];
    if (major === 7) return this.#simple(info);
    if (info === 31) return this.#indefinite(major);
    const argument = this.#argument(info);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return -1 - argument;
      case 2:
        return this.#take(argument);
      case 3:
        return this.#take(argument).toString('utf8');
      case 4:
        return Array.from({ length: argument }, () => this.value());
      case 5:
        return Object.fromEntries(Array.from({ length: argument }, () => [String(this.value()), this.value()]));
      default: {
        const tagged = this.value();
        if (argument !== 1 || typeof tagged !== 'number') throw new Error(`tag ${argument}`);
        return new CborTime(tagged);
      }
    }
  }

  #simple(info: number): unknown {
    if (info === 20 || info === 21) return info === 21;
    if (info === 22) return null;
    if (info === 27) return this.#take(8).readDoubleBE();
    if (info === 26) return this.#take(4).readFloatBE();
    if (info === 31) return BREAK;
    throw new Error(`simple value ${info}`);
  }

  #indefinite(major: number): unknown {
    const items: unknown[] = [];
    for (let item = this.value(); item !== BREAK; item = this.value()) items.push(item);
    if (major === 4) return items;
    if (major === 3) return items.join('');
    if (major === 2) return Buffer.concat(items as Buffer[]);
    const entries: [string, unknown][] = [];
    for (let at = 0; at < items.length; at += 2) entries.push([String(items[at]), items[at + 1]]);
    return Object.fromEntries(entries);
  }

  #argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#take(1).readUInt8();
    if (info === 25) return this.#take(2).readUInt16BE();
    if (info === 26) return this.#take(4).readUInt32BE();
    return Number(this.#take(8).readBigUInt64BE());
  }

  #take(count: number): Buffer {
    if (this.at + count > this.#bytes.length) throw new Error('the document ends early');
    this.at += count;
    return this.#bytes.subarray(this.at - count, this.at);
  }
}
