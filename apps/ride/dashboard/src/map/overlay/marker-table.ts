import { DirtyBlocks } from './dirty-blocks.js';
import { between, progress, shortTurn, turned } from './glide.js';
import { WORLD } from './mercator.js';

/** Words of a marker, as the vertex shader reads them. */
export const MARKER_WORDS = 12;
const FROM_X = 0;
const FROM_Y = 1;
const TO_X = 2;
const TO_Y = 3;
const START = 4;
const FADE_START = 5;
const DURATION = 6;
const BEARING_FROM = 7;
const BEARING_TO = 8;
const OPACITY_FROM = 9;
const OPACITY_TO = 10;
const FLAGS = 11;

export const SHOWN = 1;
export const LOW = 2;
/** Flags hold the tint from this bit on. */
export const TINT_SHIFT = 8;

export const FADE_MILLIS = 600;
const FADED = 0.38;
// Longer legs than these are not flown: 0.1 % of the world is 40 km, and after a long silence the way is not known.
const LONGEST_LEG = WORLD / 1_000;
const LONGEST_SILENCE = 5_000;

export interface Step {
  readonly x: number;
  readonly y: number;
  /** Radians clockwise from north. */
  readonly bearing: number;
  /** Milliseconds that the glide takes; 0 jumps. */
  readonly duration: number;
  readonly isLow: boolean;
  readonly isFading: boolean;
}

/** What a step means for the trail: whether there is a leg to draw, and whether the one before ended on the way. */
export type Leg = 'none' | 'whole' | 'cut';

/** The markers by slot: on the main thread what the GPU holds. Times are milliseconds as 32-bit integers. */
export class MarkerTable {
  ints: Int32Array;
  floats: Float32Array;
  names: (string | undefined)[] = [];
  readonly dirty: DirtyBlocks;
  /** Slots below this may be in use. */
  used = 0;
  alive = 0;
  low = 0;
  capacity: number;
  /** Counts every change, for those who keep copies. */
  version = 0;
  /** Until when something glides or fades. */
  #busyUntil: number | undefined;
  #leaving: { readonly slot: number; readonly until: number }[] = [];

  constructor(capacity = 256) {
    this.capacity = capacity;
    const words = new ArrayBuffer(capacity * MARKER_WORDS * 4);
    this.ints = new Int32Array(words);
    this.floats = new Float32Array(words);
    this.dirty = new DirtyBlocks(capacity, 64);
  }

  /** A reading: the marker leaves from where it is on the screen at this moment. */
  move(slot: number, name: string, step: Step, now: number): Leg {
    if (slot >= this.capacity) this.#grow(slot);
    const { ints, floats } = this;
    const at = slot * MARKER_WORDS;
    const wasThere = this.names[slot] === name;
    const flags = ints[at + FLAGS] ?? 0;
    const isNew = !wasThere || (flags & SHOWN) === 0;
    if (isNew) {
      // A slot that another has left is taken over at once.
      if (this.names[slot] === undefined) this.alive += 1;
      else if ((flags & LOW) !== 0) this.low -= 1;
      this.names[slot] = name;
      if (slot >= this.used) this.used = slot + 1;
      floats[at + OPACITY_FROM] = 0;
      floats[at + OPACITY_TO] = 0;
    }
    const share = progress(now, ints[at + START] ?? 0, floats[at + DURATION] ?? 0);
    const x = isNew ? step.x : between(ints[at + FROM_X] ?? 0, ints[at + TO_X] ?? 0, share);
    const y = isNew ? step.y : between(ints[at + FROM_Y] ?? 0, ints[at + TO_Y] ?? 0, share);
    const facing = isNew ? step.bearing : turned(floats[at + BEARING_FROM] ?? 0, floats[at + BEARING_TO] ?? 0, share);
    const dx = (step.x - x) | 0;
    const dy = step.y - y;
    const isFar = Math.abs(dx) > LONGEST_LEG || Math.abs(dy) > LONGEST_LEG;
    const wasSilent = !isNew && ((now - (ints[at + START] ?? 0)) | 0) > LONGEST_SILENCE;
    const duration = isFar || wasSilent || isNew ? 0 : step.duration;
    ints[at + FROM_X] = duration === 0 ? step.x : x;
    ints[at + FROM_Y] = duration === 0 ? step.y : y;
    ints[at + TO_X] = step.x;
    ints[at + TO_Y] = step.y;
    ints[at + START] = now;
    floats[at + DURATION] = duration;
    // From a turn within one circle on, so that the angle stays small and exact.
    const from = facing % (2 * Math.PI);
    floats[at + BEARING_FROM] = from;
    floats[at + BEARING_TO] = shortTurn(from, step.bearing);
    this.#setLow(slot, step.isLow, isNew);
    this.#fadeTo(at, step.isFading ? FADED : 1, now);
    this.#touch(slot);
    this.#busy(now + duration);
    if (isNew || isFar || (dx === 0 && dy === 0)) return 'none';
    return share < 1 ? 'cut' : 'whole';
  }

  /** It has fallen silent, or speaks again. */
  fade(slot: number, isFading: boolean, now: number): void {
    if (this.names[slot] === undefined) return;
    this.#fadeTo(slot * MARKER_WORDS, isFading ? FADED : 1, now);
    this.#touch(slot);
  }

  /** It fades out, and its slot is free. */
  leave(slot: number, name: string, now: number): void {
    if (this.names[slot] !== name) return;
    this.#setLow(slot, false, false);
    this.names[slot] = undefined;
    this.alive -= 1;
    this.#fadeTo(slot * MARKER_WORDS, 0, now);
    this.#touch(slot);
    this.#leaving.push({ slot, until: now + FADE_MILLIS });
  }

  /** Forgets what has faded out. Returns whether anything glides or fades. */
  pass(now: number): boolean {
    if (this.#leaving.length > 0) {
      const still = [];
      for (const one of this.#leaving) {
        if (((one.until - now) | 0) > 0) still.push(one);
        else if (this.names[one.slot] === undefined) {
          this.ints[one.slot * MARKER_WORDS + FLAGS] = 0;
          this.#touch(one.slot);
        }
      }
      this.#leaving = still;
      while (this.used > 0 && ((this.ints[(this.used - 1) * MARKER_WORDS + FLAGS] ?? 0) & SHOWN) === 0) this.used -= 1;
    }
    if (this.#busyUntil !== undefined && ((this.#busyUntil - now) | 0) <= 0) this.#busyUntil = undefined;
    return this.#busyUntil !== undefined;
  }

  /** Where it is drawn at this moment. */
  xAt(slot: number, now: number): number {
    const at = slot * MARKER_WORDS;
    const share = progress(now, this.ints[at + START] ?? 0, this.floats[at + DURATION] ?? 0);
    return between(this.ints[at + FROM_X] ?? 0, this.ints[at + TO_X] ?? 0, share);
  }

  yAt(slot: number, now: number): number {
    const at = slot * MARKER_WORDS;
    const share = progress(now, this.ints[at + START] ?? 0, this.floats[at + DURATION] ?? 0);
    return between(this.ints[at + FROM_Y] ?? 0, this.ints[at + TO_Y] ?? 0, share);
  }

  /** Where it glides to: its last reading. */
  targetX(slot: number): number {
    return this.ints[slot * MARKER_WORDS + TO_X] ?? 0;
  }

  targetY(slot: number): number {
    return this.ints[slot * MARKER_WORDS + TO_Y] ?? 0;
  }

  isLow(slot: number): boolean {
    return (this.flagsOf(slot) & LOW) !== 0;
  }

  /** State and tint, as the shaders read them; a trail's segments have the same. */
  flagsOf(slot: number): number {
    return this.ints[slot * MARKER_WORDS + FLAGS] ?? 0;
  }

  /** Milliseconds that the last glide takes or took; 0 for a jump. */
  durationOf(slot: number): number {
    return this.floats[slot * MARKER_WORDS + DURATION] ?? 0;
  }

  #touch(slot: number): void {
    this.version += 1;
    this.dirty.mark(slot);
  }

  #setLow(slot: number, isLow: boolean, isNew: boolean): void {
    const at = slot * MARKER_WORDS + FLAGS;
    const was = !isNew && ((this.ints[at] ?? 0) & LOW) !== 0;
    if (isLow && !was) this.low += 1;
    if (!isLow && was) this.low -= 1;
    this.ints[at] = SHOWN | (isLow ? LOW : 0) | (slot << TINT_SHIFT);
  }

  #fadeTo(at: number, opacity: number, now: number): void {
    const { ints, floats } = this;
    const from = floats[at + OPACITY_FROM] ?? 0;
    const to = floats[at + OPACITY_TO] ?? 0;
    if (Math.abs(to - opacity) < 1e-6) return;
    floats[at + OPACITY_FROM] = from + (to - from) * progress(now, ints[at + FADE_START] ?? 0, FADE_MILLIS);
    floats[at + OPACITY_TO] = opacity;
    ints[at + FADE_START] = now;
    this.#busy(now + FADE_MILLIS);
  }

  #busy(until: number): void {
    if (this.#busyUntil === undefined || ((until - this.#busyUntil) | 0) > 0) this.#busyUntil = until;
  }

  #grow(slot: number): void {
    while (this.capacity <= slot) this.capacity *= 2;
    const words = new ArrayBuffer(this.capacity * MARKER_WORDS * 4);
    const ints = new Int32Array(words);
    ints.set(this.ints);
    this.ints = ints;
    this.floats = new Float32Array(words);
    this.dirty.resize(this.capacity);
  }
}
