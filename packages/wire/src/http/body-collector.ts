const SMALL = 4 * 1024;
const SLAB = 16 * 1024;
const EMPTY = Buffer.alloc(0);

/**
 * Gathers a body from its chunks. One chunk is kept as it is. Nothing is allocated on the strength of what a header
 * promises, and small chunks are copied together, because a Buffer object for each byte would cost a hundred times the
 * bytes received.
 */
export class BodyCollector {
  #length = 0;
  #first: Buffer = EMPTY;
  #parts: Buffer[] | undefined;
  #slab: Buffer = EMPTY;
  #slabUsed = 0;
  /** Where the last part begins in the slab, or -1 when the last part is a chunk of its own. */
  #tailStart = -1;

  get length(): number {
    return this.#length;
  }

  add(chunk: Buffer): void {
    if (chunk.length === 0) return;
    if (this.#length === 0) this.#first = chunk;
    else this.#append((this.#parts ??= [this.#first]), chunk);
    this.#length += chunk.length;
  }

  /** The whole body; the collector is empty afterwards. */
  take(): Buffer {
    const whole = this.#parts === undefined ? this.#first : Buffer.concat(this.#parts, this.#length);
    this.#length = 0;
    this.#first = EMPTY;
    this.#parts = undefined;
    this.#slab = EMPTY;
    this.#tailStart = -1;
    return whole;
  }

  #append(parts: Buffer[], chunk: Buffer): void {
    if (chunk.length >= SMALL) {
      parts.push(chunk);
      this.#tailStart = -1;
      return;
    }
    if (this.#slab.length - this.#slabUsed < chunk.length) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB);
      this.#slabUsed = 0;
      this.#tailStart = -1;
    }
    chunk.copy(this.#slab, this.#slabUsed);
    if (this.#tailStart < 0) {
      this.#tailStart = this.#slabUsed;
      parts.push(EMPTY);
    }
    this.#slabUsed += chunk.length;
    parts[parts.length - 1] = this.#slab.subarray(this.#tailStart, this.#slabUsed);
  }
}
