import type { Extent, LogSlice, ReadLimit } from '../log.js';
import type { BlockHead } from './segment-block.js';

/** Pieces smaller than this are moved together; larger ones are handed out where they lie. */
const MOVE_BELOW = 16 * 1024;
/** Reading ahead allows for the overhead of so many records. */
const MOST_OVERHEAD = 10_000;

interface Chunk {
  readonly buffer: Buffer;
  readonly start: number;
  end: number;
}

/** A slice in the making. Every piece ends with its comma until the end, when the last one loses it. */
export class SliceBuilder {
  readonly #chunks: Chunk[] = [];
  #records: number;
  #bytes: number;
  readonly #overhead: number;
  count = 0;
  first: number;
  #lastTime: number | undefined;

  constructor(first: number, limit: ReadLimit) {
    this.first = first;
    this.#records = Math.max(1, limit.records);
    this.#bytes = limit.bytes;
    this.#overhead = limit.overhead ?? 0;
  }

  get next(): number {
    return this.first + this.count;
  }

  get recordsLeft(): number {
    return this.#records - this.count;
  }

  /** Bytes that may still be taken, what does not count included, if records are small. */
  get bytesLeft(): number {
    return this.#bytes + this.#overhead * Math.min(this.recordsLeft, MOST_OVERHEAD);
  }

  get full(): boolean {
    return this.count > 0 && (this.recordsLeft <= 0 || this.#bytes <= 0);
  }

  fitsWhole(head: BlockHead): boolean {
    return (
      head.count <= this.recordsLeft && this.#counted(head.count, head.dataBytes - (head.count - 1)) <= this.#bytes
    );
  }

  /** Whether one more record is still within the limits; the first one always is. */
  fitsRecord(taken: number, takenBytes: number, length: number): boolean {
    if (this.count + taken === 0) return true;
    return taken < this.recordsLeft && this.#counted(taken + 1, takenBytes + length) <= this.#bytes;
  }

  #counted(records: number, bytes: number): number {
    return bytes - records * this.#overhead;
  }

  /**
   * Takes records and their commas from a buffer that the slice now owns: small pieces are moved forward in it, so that a
   * thousand little blocks make one chunk.
   */
  add(buffer: Buffer, start: number, end: number, count: number, recordBytes: number, time: number): void {
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.buffer === buffer && end - start < MOVE_BELOW) {
      if (last.end !== start) buffer.copyWithin(last.end, start, end);
      last.end += end - start;
    } else {
      this.#chunks.push({ buffer, start, end });
    }
    this.count += count;
    this.#bytes -= this.#counted(count, recordBytes);
    this.#lastTime = time;
  }

  /** No more records: the limit is reached although neither number is. */
  close(): void {
    this.#bytes = 0;
  }

  done(extent: Extent): LogSlice {
    const last = this.#chunks.at(-1);
    if (last !== undefined) last.end -= 1;
    return {
      first: this.first,
      count: this.count,
      chunks: this.#chunks.map(({ buffer, start, end }) => buffer.subarray(start, end)),
      lastTime: this.#lastTime,
      next: this.next,
      extent,
    };
  }
}
