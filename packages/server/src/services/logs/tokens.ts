import { SealedTokens } from '../../runtime/sealed-tokens.js';
import { invalidNextToken } from './errors.js';

/** AWS's tokens live for a day, ms. */
const lifetime = 24 * 3_600_000;

/** Next tokens of listings. */
export class Tokens {
  readonly #tokens: SealedTokens;

  /** @param key 32 bytes, the same after every start */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#tokens = new SealedTokens(key, randomBytes, 7);
  }

  seal(kind: string, content: object, now: number): string {
    return this.#tokens.seal(kind, content, now);
  }

  /** @throws InvalidParameterException for a token that this server did not make, made for another operation, or a day ago */
  open<T extends object>(kind: string, token: string, now: number): T {
    const opened = this.#tokens.open<T>(kind, token, now);
    if (opened === undefined || opened.age > lifetime) throw invalidNextToken();
    return opened.content;
  }
}
