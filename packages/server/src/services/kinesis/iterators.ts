import { Sealer } from '../../runtime/sealer.js';

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

const fixedLength = 8 + 4 + 8 + 24 + 12;

/** Shard iterators: positions, sealed. AWS's begin with the same eight bytes. */
export class Iterators {
  readonly #sealer: Sealer;

  /** @param key 32 bytes, kept in the registry */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#sealer = new Sealer(key, randomBytes, 1);
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
    return this.#sealer.seal(plain);
  }

  /** The position that an iterator stands for; undefined when this server did not make it. */
  open(iterator: string): IteratorPosition | undefined {
    const plain = this.#sealer.open(iterator);
    if (plain === undefined || plain.length < fixedLength) return undefined;
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
