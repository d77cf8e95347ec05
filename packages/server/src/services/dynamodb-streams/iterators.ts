import { Sealer } from '../../runtime/sealer.js';

/** Where a reader is: what a shard iterator stands for. */
export interface IteratorPosition {
  /** The stream's feed: no other stream has it. */
  readonly feed: string;
  readonly shard: string;
  /** The store's number of the record to read next. */
  readonly next: number;
  /** When the iterator was given out, ms since the epoch. */
  readonly issued: number;
}

/** An iterator, as far as anybody can read it. */
export interface OpenedIterator {
  readonly streamArn: string;
  /** Undefined when this server did not make it. */
  readonly position: IteratorPosition | undefined;
}

/** After the stream's ARN, as AWS's iterators have it. */
const SEPARATOR = '|1|';
const NUMBERS = 16;

/** Shard iterators: the stream's ARN, for all to see, and the position, sealed. */
export class Iterators {
  readonly #sealer: Sealer;

  /** @param key 32 bytes, kept in the registry */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#sealer = new Sealer(key, randomBytes, 1);
  }

  seal(streamArn: string, { feed, shard, next, issued }: IteratorPosition): string {
    const names = `${shard}\n${feed}`;
    const plain = Buffer.allocUnsafe(NUMBERS + names.length);
    plain.writeDoubleBE(next, 0);
    plain.writeDoubleBE(issued, 8);
    plain.write(names, NUMBERS, 'latin1');
    return streamArn + SEPARATOR + this.#sealer.seal(plain);
  }

  /** Undefined when no server made it. */
  open(iterator: string): OpenedIterator | undefined {
    const end = iterator.indexOf(SEPARATOR);
    if (end < 0) return undefined;
    const streamArn = iterator.slice(0, end);
    const plain = this.#sealer.open(iterator.slice(end + SEPARATOR.length));
    if (plain === undefined || plain.length < NUMBERS) return { streamArn, position: undefined };
    const [shard = '', feed = ''] = plain.toString('latin1', NUMBERS).split('\n');
    return { streamArn, position: { feed, shard, next: plain.readDoubleBE(0), issued: plain.readDoubleBE(8) } };
  }
}
