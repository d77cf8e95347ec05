import type { Random } from '../../runtime/random.js';
import { Sealer } from '../../runtime/sealer.js';
import type { AccessKey } from './domain/entities.js';

/** Makes, seals and opens the secrets of access keys. */
export class AccessKeySecrets {
  readonly #sealer: Sealer;
  readonly #random: Random;
  /** Opened secrets, for as long as the document that holds them is the one. */
  readonly #opened = new WeakMap<AccessKey, string>();

  /** @param key 32 bytes, the same after every start */
  constructor(key: Uint8Array, random: Random) {
    this.#random = random;
    this.#sealer = new Sealer(key, (count) => random.bytes(count), accessKeyLabel);
  }

  /** A new secret of 240 random bits in forty characters, and its sealed form. */
  make(): { readonly secret: string; readonly sealed: string } {
    const secret = Buffer.from(this.#random.bytes(30)).toString('base64');
    return { secret, sealed: this.#sealer.seal(Buffer.from(secret)) };
  }

  /** @throws Error when it was sealed with another key */
  open(accessKey: AccessKey): string {
    const known = this.#opened.get(accessKey);
    if (known !== undefined) return known;
    const secret = this.#sealer.open(accessKey.sealed)?.toString();
    if (secret === undefined) throw new Error(`the secret of access key ${accessKey.id} was sealed with another key`);
    this.#opened.set(accessKey, secret);
    return secret;
  }
}

/** Tells access keys' secrets from the other texts that the server seals. */
const accessKeyLabel = 4;
