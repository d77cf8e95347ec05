import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Where a reader is: what a shard iterator stands for. */
export interface IteratorPosition {
  readonly account: string;
  readonly stream: string;
  readonly streamId: string;
  readonly shardIndex: number;
  /** The offset of the record to read next. */
  readonly offset: number;
  /** When the iterator was given out, ms since the epoch. */
  readonly issued: number;
}

const magic = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]);
const ivLength = 12;
const tagLength = 16;
const fixedLength = 8 + 4 + 8 + 24 + 12;
const cipherName = 'aes-256-gcm';

/**
 * Shard iterators: positions sealed with a key of the server's own, so that a client can neither read nor make one, and one from before a
 * restart still holds.
 */
export class Iterators {
  readonly #key: Uint8Array;
  readonly #randomBytes: (count: number) => Uint8Array;

  /** @param key 32 bytes, kept in the registry */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#key = key;
    this.#randomBytes = randomBytes;
  }

  seal(position: IteratorPosition): string {
    const name = Buffer.from(position.stream, 'latin1');
    const plain = Buffer.allocUnsafe(fixedLength + name.length);
    plain.writeDoubleBE(position.issued, 0);
    plain.writeUInt32BE(position.shardIndex, 8);
    plain.writeDoubleBE(position.offset, 12);
    plain.write(position.streamId.padEnd(24), 20, 24, 'latin1');
    plain.write(position.account.padEnd(12), 44, 12, 'latin1');
    name.copy(plain, fixedLength);
    const iv = this.#randomBytes(ivLength);
    const cipher = createCipheriv(cipherName, this.#key, iv);
    const sealed = cipher.update(plain);
    cipher.final();
    return Buffer.concat([magic, iv, sealed, cipher.getAuthTag()]).toString('base64');
  }

  /** The position that an iterator stands for; undefined when this server did not make it. */
  open(iterator: string): IteratorPosition | undefined {
    const bytes = Buffer.from(iterator, 'base64');
    // The decoder passes over what is not base64: only the text that was given out will do.
    if (bytes.toString('base64') !== iterator) return undefined;
    const end = bytes.length - tagLength;
    const start = magic.length + ivLength;
    if (end < start + fixedLength || !bytes.subarray(0, magic.length).equals(magic)) return undefined;
    const decipher = createDecipheriv(cipherName, this.#key, bytes.subarray(magic.length, start));
    decipher.setAuthTag(bytes.subarray(end));
    const plain = decipher.update(bytes.subarray(start, end));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return {
      issued: plain.readDoubleBE(0),
      shardIndex: plain.readUInt32BE(8),
      offset: plain.readDoubleBE(12),
      streamId: plain.toString('latin1', 20, 44).trimEnd(),
      account: plain.toString('latin1', 44, 56).trimEnd(),
      stream: plain.toString('latin1', fixedLength),
    };
  }
}
