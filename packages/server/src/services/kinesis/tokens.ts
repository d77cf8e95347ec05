import { createCipheriv, createDecipheriv } from 'node:crypto';
import { expiredNextToken, invalidNextToken } from './errors.js';

const lifetime = 300_000;
const tagLength = 16;
const ivLength = 12;

/** NextTokens: where a listing goes on and what it listed, sealed; they live for five minutes. */
export class Tokens {
  readonly #key: Uint8Array;
  readonly #randomBytes: (count: number) => Uint8Array;

  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#key = key;
    this.#randomBytes = randomBytes;
  }

  seal(kind: string, content: object, now: number): string {
    const iv = this.#randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const sealed = cipher.update(JSON.stringify({ kind, at: now, content }), 'utf8');
    cipher.final();
    return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64');
  }

  /**
   * @throws InvalidArgumentException for a token that this server did not make, or made for another operation
   * @throws ExpiredNextTokenException
   */
  open<T extends object>(kind: string, token: string, now: number): T {
    const read = this.#decipher(token);
    if (read === undefined || read.kind !== kind) throw invalidNextToken();
    if (now - read.at > lifetime) throw expiredNextToken();
    // What this server sealed has the shape that the same operation gave it.
    return read.content as T;
  }

  #decipher(token: string): { kind: string; at: number; content: object } | undefined {
    const bytes = Buffer.from(token, 'base64');
    // The decoder passes over what is not base64: only the text that was given out will do.
    if (bytes.length <= ivLength + tagLength || bytes.toString('base64') !== token) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivLength));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
    try {
      const plain = decipher.update(bytes.subarray(ivLength, bytes.length - tagLength));
      decipher.final();
      return JSON.parse(plain.toString('utf8')) as { kind: string; at: number; content: object };
    } catch {
      return undefined;
    }
  }
}
