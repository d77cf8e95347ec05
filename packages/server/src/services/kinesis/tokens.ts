import { expiredNextToken, invalidNextToken } from './errors.js';
import { Sealer } from '../../runtime/sealer.js';

const lifetime = 300_000;

/** NextTokens: where a listing goes on and what it listed, sealed; they live for five minutes. */
export class Tokens {
  readonly #sealer: Sealer;

  /** @param key 32 bytes, kept in the registry */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#sealer = new Sealer(key, randomBytes, 2);
  }

  seal(kind: string, content: object, now: number): string {
    return this.#sealer.seal(Buffer.from(JSON.stringify({ kind, at: now, content })));
  }

  /**
   * @throws InvalidArgumentException for a token that this server did not make, or made for another operation
   * @throws ExpiredNextTokenException
   */
  open<T extends object>(kind: string, token: string, now: number): T {
    const plain = this.#sealer.open(token);
    if (plain === undefined) throw invalidNextToken();
    const read = JSON.parse(plain.toString('utf8')) as { kind: string; at: number; content: object };
    if (read.kind !== kind) throw invalidNextToken();
    if (now - read.at > lifetime) throw expiredNextToken();
    // What this server sealed has the shape that the same operation gave it.
    return read.content as T;
  }
}
