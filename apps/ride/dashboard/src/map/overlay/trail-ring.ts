import { DirtyBlocks } from './dirty-blocks.js';
import { TINT_SHIFT } from './marker-table.js';

/** Words of a segment, as the vertex shader reads them: two points, when it was begun and how long it grows, its colour. */
export const SEGMENT_WORDS = 8;
const BLOCK = 256;
const TO = 2;
const START = 4;
const DURATION = 5;

/** Milliseconds that a trail lasts when there is room for all. */
export const TRAIL_MILLIS = 120_000;

/** The trails of the whole fleet: the oldest segment makes room for the newest, so that memory never grows. */
export class TrailRing {
  readonly capacity: number;
  readonly ints: Int32Array;
  readonly floats: Float32Array;
  readonly dirty: DirtyBlocks;
  /** The number of the next segment; its place is the number modulo the capacity. */
  #head = 0;
  #tail = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    // Whole blocks, as the GPU's texture has whole rows.
    const words = new ArrayBuffer(Math.ceil(capacity / BLOCK) * BLOCK * SEGMENT_WORDS * 4);
    this.ints = new Int32Array(words);
    this.floats = new Float32Array(words);
    this.dirty = new DirtyBlocks(capacity, BLOCK);
  }

  get length(): number {
    return this.#head - this.#tail;
  }

  /** Returns the segment's number, by which it can be cut. Times are milliseconds as 32-bit integers. */
  push(ax: number, ay: number, bx: number, by: number, start: number, duration: number, colour: number): number {
    const place = this.#head % this.capacity;
    const at = place * SEGMENT_WORDS;
    this.ints[at] = ax;
    this.ints[at + 1] = ay;
    this.ints[at + TO] = bx;
    this.ints[at + TO + 1] = by;
    this.ints[at + START] = start;
    this.floats[at + DURATION] = duration;
    this.ints[at + 6] = colour;
    this.dirty.mark(place);
    this.#head += 1;
    if (this.length > this.capacity) this.#tail = this.#head - this.capacity;
    return this.#head - 1;
  }

  /** Ends a growing segment where the marker is: the next reading came before it was there. */
  cut(segment: number, x: number, y: number, now: number): void {
    if (segment < this.#tail || segment >= this.#head) return;
    const place = segment % this.capacity;
    const at = place * SEGMENT_WORDS;
    this.ints[at + TO] = x;
    this.ints[at + TO + 1] = y;
    this.floats[at + DURATION] = Math.max(0, (now - (this.ints[at + START] ?? 0)) | 0);
    this.dirty.mark(place);
  }

  /** Milliseconds since the oldest segment was begun. */
  age(now: number): number {
    if (this.length === 0) return 0;
    return (now - (this.ints[(this.#tail % this.capacity) * SEGMENT_WORDS + START] ?? 0)) | 0;
  }

  get isFull(): boolean {
    return this.length === this.capacity;
  }

  /** Drops what is older than `life`, in ms. */
  pass(now: number, life: number): void {
    while (this.length > 0 && this.age(now) > life) this.#tail += 1;
  }

  clear(): void {
    this.#tail = this.#head;
  }

  /** The living segments as one range of places, or two where the ring closes. */
  ranges(draw: (from: number, count: number) => void): void {
    if (this.length === 0) return;
    const from = this.#tail % this.capacity;
    const first = Math.min(this.length, this.capacity - from);
    draw(from, first);
    if (first < this.length) draw(0, this.length - first);
  }

  /** Copies one unicorn's living segments, those begun at `since` or later. Returns the last one's number there, -1 for none. */
  copyTo(other: TrailRing, slot: number, since: number): number {
    let last = -1;
    const { ints, floats } = this;
    for (let segment = this.#tail; segment < this.#head; segment += 1) {
      const at = (segment % this.capacity) * SEGMENT_WORDS;
      const colour = ints[at + 6] ?? 0;
      if (colour >> TINT_SHIFT !== slot) continue;
      const [ax = 0, ay = 0, bx = 0, by = 0, start = 0] = ints.subarray(at, at + 5);
      if (((start - since) | 0) < 0) continue;
      last = other.push(ax, ay, bx, by, start, floats[at + DURATION] ?? 0, colour);
    }
    return last;
  }
}

/**
 * How long trails last, eased: with many unicorns the ring closes early, and its oldest must have faded by then.
 * @returns milliseconds
 */
export function trailLife(life: number, ring: TrailRing, now: number, elapsed: number): number {
  const wanted = ring.isFull ? Math.min(TRAIL_MILLIS, ring.age(now)) : TRAIL_MILLIS;
  if (life > wanted) return wanted + (life - wanted) * Math.exp(-elapsed / 300);
  return life + (wanted - life) * (1 - Math.exp(-elapsed / 4_000));
}
