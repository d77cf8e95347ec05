import { Sealer } from '../../runtime/sealer.js';
import { invalidNextToken } from './errors.js';

/** Where listings go on, sealed with the server's key. AWS names no end of their life, and they have none. */
export class NextTokens {
  readonly #sealer: Sealer;

  /** @param key 32 bytes */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#sealer = new Sealer(key, randomBytes, tokenLabel);
  }

  /** @param listing says what is listed: the token is good for that alone */
  seal(listing: string, after: string): string {
    return this.#sealer.seal(Buffer.from(JSON.stringify({ listing, after })));
  }

  /** @throws InvalidParameterException for a token that this server did not make, or for another listing */
  open(listing: string, token: string | undefined): string | undefined {
    if (token === undefined) return undefined;
    const plain = this.#sealer.open(token);
    if (plain === undefined) throw invalidNextToken();
    const read = JSON.parse(plain.toString('utf8')) as { readonly listing: string; readonly after: string };
    if (read.listing !== listing) throw invalidNextToken();
    return read.after;
  }
}

/** Tells these from the other texts that the server seals. */
const tokenLabel = 7;
