import { createCipheriv, createDecipheriv } from 'node:crypto';

const cipherName = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;
const labelLength = 8;

/**
 * Texts that a client passes back and can neither read nor make: sealed with a key of the server's own, so that those from before a restart
 * still hold. The label says what kind a text is; one kind is never taken for another.
 */
export class Sealer {
  readonly #key: Uint8Array;
  readonly #randomBytes: (count: number) => Uint8Array;
  readonly #label: Buffer;

  /**
   * @param key 32 bytes, kept in the registry
   * @param label a number below 256, different for each kind of text
   */
  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array, label: number) {
    this.#key = key;
    this.#randomBytes = randomBytes;
    this.#label = Buffer.alloc(labelLength);
    this.#label[labelLength - 1] = label;
  }

  seal(plain: Uint8Array): string {
    const iv = this.#randomBytes(ivLength);
    const cipher = createCipheriv(cipherName, this.#key, iv);
    const sealed = cipher.update(plain);
    cipher.final();
    return Buffer.concat([this.#label, iv, sealed, cipher.getAuthTag()]).toString('base64');
  }

  /** What was sealed; undefined when this server did not seal it, or as another kind. */
  open(text: string): Buffer | undefined {
    const bytes = Buffer.from(text, 'base64');
    // The decoder passes over what is not base64: only the text that was given out will do.
    if (bytes.toString('base64') !== text) return undefined;
    const start = labelLength + ivLength;
    const end = bytes.length - tagLength;
    if (end < start || !bytes.subarray(0, labelLength).equals(this.#label)) return undefined;
    const decipher = createDecipheriv(cipherName, this.#key, bytes.subarray(labelLength, start));
    decipher.setAuthTag(bytes.subarray(end));
    const plain = decipher.update(bytes.subarray(start, end));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return plain;
  }
}
