import { createHmac, hash } from 'node:crypto';

/** A key derived for one day, region and service. */
export class SigningKey {
  /** HMAC's inner block, followed by room for the message. */
  readonly #inner = Buffer.alloc(BLOCK + MAX_MESSAGE);
  /** HMAC's outer block, followed by the inner digest. */
  readonly #outer = Buffer.alloc(BLOCK + DIGEST);
  readonly #key: Buffer;
  /** The inner block with the last message: the next one is mostly as long, and a view costs as much as it saves. */
  #message = Buffer.alloc(0);

  constructor(key: Buffer) {
    this.#key = key;
    for (let i = 0; i < BLOCK; i++) {
      const byte = key[i] ?? 0;
      this.#inner[i] = byte ^ 0x36;
      this.#outer[i] = byte ^ 0x5c;
    }
  }

  /**
   * HMAC-SHA256 of a string to sign, in hex. Two one-shot hashes over prepared blocks take half the time of a Hmac object, which Node
   * sets up anew for every message.
   */
  sign(message: string): string {
    if (message.length * MAX_BYTES_PER_UNIT > MAX_MESSAGE) {
      return createHmac('sha256', this.#key).update(message).digest('hex');
    }
    const length = BLOCK + this.#inner.write(message, BLOCK, 'utf8');
    if (this.#message.length !== length) this.#message = this.#inner.subarray(0, length);
    this.#outer.write(hash('sha256', this.#message, 'binary'), BLOCK, 'latin1');
    return hash('sha256', this.#outer, 'hex');
  }
}

const BLOCK = 64;
const DIGEST = 32;
const MAX_MESSAGE = 768;
/** Of UTF-8, for a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;

export function deriveSigningKey(
  secret: string | Uint8Array,
  date: string,
  region: string,
  service: string,
): SigningKey {
  const start = Buffer.concat([Buffer.from('AWS4'), typeof secret === 'string' ? Buffer.from(secret) : secret]);
  return new SigningKey(hmac(hmac(hmac(hmac(start, date), region), service), 'aws4_request'));
}

const hmac = (key: Buffer, message: string): Buffer => createHmac('sha256', key).update(message).digest();

/** SHA-256 in lower-case hex. */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/**
 * Signing keys by credential (keyid/date/region/service/aws4_request), least recently used out first. An entry is good only for the secret
 * that it was derived from, so a key id that is deleted and given anew is never verified with the old secret.
 */
export class SigningKeyCache {
  readonly #entries = new Map<string, CachedKey>();
  readonly #capacity: number;
  #latest: CachedKey | undefined;

  /** @param capacity entries kept, at least 1 */
  constructor(capacity = 1000) {
    this.#capacity = Math.max(1, capacity);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(credential: string, secret: string | Uint8Array): SigningKey | undefined {
    const entry = this.#entries.get(credential);
    if (entry === undefined || !sameSecret(entry.secret, secret)) return undefined;
    if (entry !== this.#latest) {
      this.#entries.delete(credential);
      this.#entries.set(credential, entry);
      this.#latest = entry;
    }
    return entry.key;
  }

  /** To be called once a signature has proved right: only who holds a secret may fill the cache. */
  set(credential: string, secret: string | Uint8Array, key: SigningKey): void {
    const entry = { secret: typeof secret === 'string' ? secret : Uint8Array.from(secret), key };
    this.#entries.delete(credential);
    this.#entries.set(credential, entry);
    this.#latest = entry;
    if (this.#entries.size <= this.#capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      break;
    }
  }
}

interface CachedKey {
  readonly secret: string | Uint8Array;
  readonly key: SigningKey;
}

function sameSecret(a: string | Uint8Array, b: string | Uint8Array): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return Buffer.compare(a, b) === 0;
}
