import { Sealer } from './sealer.js';

/** What a token holds. */
export interface OpenedToken<T> {
  readonly content: T;
  /** Since it was made, ms. */
  readonly age: number;
}

/** Tokens by which a listing goes on: what it listed and where it is, sealed, so that nobody else makes one or reads it. */
export class SealedTokens {
  readonly #sealer: Sealer;

  /**
   * @param key 32 bytes, the same after every start
   * @param label tells them from what else is sealed with a key, 0 to 255
   */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array, label: number) {
    this.#sealer = new Sealer(key, randomBytes, label);
  }

  /** @param kind whose it is: no other operation takes it */
  seal(kind: string, content: object, now: number): string {
    return this.#sealer.seal(Buffer.from(JSON.stringify({ kind, at: now, content })));
  }

  /** Undefined for a token that this server did not make, or made for another operation. */
  open<T extends object>(kind: string, token: string, now: number): OpenedToken<T> | undefined {
    const plain = this.#sealer.open(token);
    if (plain === undefined) return undefined;
    const read = JSON.parse(plain.toString('utf8')) as { kind: string; at: number; content: object };
    // What this server sealed has the shape that the same operation gave it.
    return read.kind === kind ? { content: read.content as T, age: now - read.at } : undefined;
  }
}
