import { Sealer } from '../../runtime/sealer.js';
import { invalidNextToken } from './errors.js';

/** AWS's tokens live for a day, ms. */
const lifetime = 24 * 3_600_000;

/** Next tokens: where a listing goes on, sealed. */
export class Tokens {
  readonly #sealer: Sealer;

  /** @param key 32 bytes, the same after every start */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#sealer = new Sealer(key, randomBytes, 7);
  }

  seal(kind: string, content: object, now: number): string {
    return this.#sealer.seal(Buffer.from(JSON.stringify({ kind, at: now, content })));
  }

  /** @throws InvalidParameterException for a token that this server did not make, made for another operation, or a day ago */
  open<T extends object>(kind: string, token: string, now: number): T {
    const plain = this.#sealer.open(token);
    if (plain === undefined) throw invalidNextToken();
    const read = JSON.parse(plain.toString('utf8')) as { kind: string; at: number; content: object };
    if (read.kind !== kind || now - read.at > lifetime) throw invalidNextToken();
    // What this server sealed has the shape that the same operation gave it.
    return read.content as T;
  }
}
