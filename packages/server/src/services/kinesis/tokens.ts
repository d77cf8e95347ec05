import { SealedTokens } from '../../runtime/sealed-tokens.js';
import { expiredNextToken, invalidNextToken } from './errors.js';

const lifetime = 300_000;

/** NextTokens of listings; they live for five minutes. */
export class Tokens {
  readonly #tokens: SealedTokens;

  /** @param key 32 bytes, kept in the registry */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#tokens = new SealedTokens(key, randomBytes, 2);
  }

  seal(kind: string, content: object, now: number): string {
    return this.#tokens.seal(kind, content, now);
  }

  /**
   * @throws InvalidArgumentException for a token that this server did not make, or made for another operation
   * @throws ExpiredNextTokenException
   */
  open<T extends object>(kind: string, token: string, now: number): T {
    const opened = this.#tokens.open<T>(kind, token, now);
    if (opened === undefined) throw invalidNextToken();
    if (opened.age > lifetime) throw expiredNextToken();
    return opened.content;
  }
}
