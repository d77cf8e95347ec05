/**
 * The value of a blob member. Requests and answers carry blobs as base64 text (JSON) or as bytes (CBOR), and the log stores text: a blob
 * keeps the form that it came in and makes the other one only when asked.
 */
export class Blob {
  /** How many bytes it holds. */
  readonly byteLength: number;
  #base64: string | undefined;
  #bytes: Uint8Array | undefined;
  #chunks: AsyncIterable<Uint8Array> | undefined;

  private constructor(byteLength: number, base64: string | undefined, bytes: Uint8Array | undefined) {
    this.byteLength = byteLength;
    this.#base64 = base64;
    this.#bytes = bytes;
  }

  static fromBytes(bytes: Uint8Array): Blob {
    return new Blob(bytes.byteLength, undefined, bytes);
  }

  /** Takes padded, canonical base64 (`isBase64` tells); other text gives a blob of undefined content. */
  static fromBase64(text: string): Blob {
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    return new Blob((text.length / 4) * 3 - padding, text, undefined);
  }

  /**
   * For an answer that is too large to be held: of REST-XML alone.
   * @param chunks read once, `byteLength` bytes in all
   */
  static fromStream(byteLength: number, chunks: AsyncIterable<Uint8Array>): Blob {
    const blob = new Blob(byteLength, undefined, undefined);
    blob.#chunks = chunks;
    return blob;
  }

  /** The chunks, where it is not held. */
  get chunks(): AsyncIterable<Uint8Array> | undefined {
    return this.#chunks;
  }

  base64(): string {
    const bytes = this.#bytes;
    this.#base64 ??=
      bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    return this.#base64;
  }

  bytes(): Uint8Array {
    this.#bytes ??= Buffer.from(this.#base64 ?? '', 'base64');
    return this.#bytes;
  }
}
