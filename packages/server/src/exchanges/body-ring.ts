/** A body that was kept, or its beginning. */
export interface KeptBody {
  /** Where in all that was ever written; -1 for what has no bytes. */
  readonly start: number;
  readonly length: number;
  /** Of the whole body, in bytes. */
  readonly size: number;
}

const CHUNK = 1024 * 1024;

/**
 * The latest bodies, copied into a fixed number of large buffers: the oldest ones make room. Buffers of their own, thousands of them, would cost every
 * request some of its time in collecting them, and slices would hold on to what they are slices of.
 */
export class BodyRing {
  readonly #chunks: (Buffer | undefined)[];
  readonly #longest: number;
  #written = 0;

  /**
   * @param capacity bytes in all, a multiple of 1 MiB: allocated when they are needed
   * @param longest as many bytes of a body are kept, at most 1 MiB
   */
  constructor(capacity = 16 * CHUNK, longest = 64 * 1024) {
    this.#chunks = Array.from({ length: Math.max(2, Math.floor(capacity / CHUNK)) }, () => undefined);
    this.#longest = longest;
  }

  keep(body: string | Uint8Array | readonly Uint8Array[]): KeptBody {
    if (body.length === 0) return EMPTY;
    if (typeof body === 'string') return this.#keepText(body);
    return this.#keepBytes(body instanceof Uint8Array ? [body] : body);
  }

  /** The bytes, until more are kept; undefined when they had to make room. */
  read({ start, length }: KeptBody): Uint8Array | undefined {
    if (start < 0) return NONE;
    const number = Math.floor(start / CHUNK);
    const current = Math.floor(Math.max(this.#written - 1, 0) / CHUNK);
    if (number <= current - this.#chunks.length) return undefined;
    const from = start % CHUNK;
    return this.#chunks[number % this.#chunks.length]?.subarray(from, from + length);
  }

  #keepText(text: string): KeptBody {
    const start = this.#room();
    const length = this.#chunkAt(start).write(text, start % CHUNK, this.#longest, 'utf8');
    this.#written = start + length;
    // What came near the limit may have been cut between two characters.
    return { start, length, size: length < this.#longest - 3 ? length : Buffer.byteLength(text) };
  }

  #keepBytes(parts: readonly Uint8Array[]): KeptBody {
    const start = this.#room();
    const chunk = this.#chunkAt(start);
    let length = 0;
    let size = 0;
    for (const part of parts) {
      size += part.byteLength;
      const rest = this.#longest - length;
      if (rest <= 0) continue;
      chunk.set(part.byteLength > rest ? part.subarray(0, rest) : part, (start % CHUNK) + length);
      length += Math.min(part.byteLength, rest);
    }
    this.#written = start + length;
    return { start, length, size };
  }

  /** Where there is room for the longest in one piece. */
  #room(): number {
    const used = this.#written % CHUNK;
    return used + this.#longest > CHUNK ? this.#written + CHUNK - used : this.#written;
  }

  #chunkAt(position: number): Buffer {
    const index = Math.floor(position / CHUNK) % this.#chunks.length;
    return (this.#chunks[index] ??= Buffer.allocUnsafeSlow(CHUNK));
  }
}

const EMPTY: KeptBody = { start: -1, length: 0, size: 0 };
const NONE = new Uint8Array(0);
