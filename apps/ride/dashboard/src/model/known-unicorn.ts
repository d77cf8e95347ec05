import type { Reading } from '@paddock/ride/browser';
import type { Place, Unicorn, Vitals } from '../contracts.js';
import { bearingOf } from './course.js';

const POINTS = 120;
const HISTORY_MILLIS = 120_000;
/** Of each point: at, health, magic. */
const STRIDE = 3;
/** A reading older than the last one is late by so much at most, in milliseconds; otherwise its sender's clock was set back. */
const LATEST_STRAGGLER = 60_000;
/** However many readings come, the history has a point a second. */
const SECOND = 1_000;

export const LOW_HEALTH = 100;

/** A unicorn that the fleet knows. Others see it as `Unicorn`, and read only. */
export class KnownUnicorn implements Unicorn {
  readonly name: string;
  readonly slot: number;
  readonly start: Place;
  latitude: number;
  longitude: number;
  bearing = 0;
  speed = 0;
  health = NaN;
  magic = NaN;
  lastSeen: number;
  statusTime = '';
  readings = 0;
  isFading = false;
  isLow = false;
  /** The round in which it was last put among those that moved. */
  round = 0;
  // A ring in one block of numbers, which grows as long as the unicorn is around: 5,000 of them take 14 MB at most.
  #points = new Float64Array(8 * STRIDE);
  #count = 0;
  #next = 0;
  #history: readonly Vitals[] | undefined;

  constructor(reading: Reading, arrivedAt: number, slot: number, start: Place | undefined) {
    this.name = reading.Name;
    this.slot = slot;
    this.latitude = reading.Latitude;
    this.longitude = reading.Longitude;
    this.start = start ?? { latitude: reading.Latitude, longitude: reading.Longitude };
    this.lastSeen = arrivedAt;
  }

  /** Takes a reading; one that is older than what is known counts, but does not move it back. */
  see(reading: Reading, arrivedAt: number): void {
    this.readings += 1;
    if (arrivedAt < this.lastSeen) return;
    this.lastSeen = arrivedAt;
    if (reading.StatusTime < this.statusTime && isStraggler(reading.StatusTime, this.statusTime)) return;
    this.bearing = bearingOf(this, reading.Latitude, reading.Longitude, this.bearing);
    this.latitude = reading.Latitude;
    this.longitude = reading.Longitude;
    this.speed = Math.abs(reading.Distance); // of one second
    this.health = reading.HealthPoints;
    this.magic = reading.MagicPoints;
    this.statusTime = reading.StatusTime;
    this.#note(arrivedAt);
  }

  /** The stream's clock was set back: what it said of later times no longer counts. */
  setBack(now: number): void {
    this.lastSeen = Math.min(this.lastSeen, now);
    this.#history = undefined;
  }

  get history(): readonly Vitals[] {
    return (this.#history ??= this.#readHistory());
  }

  #note(at: number): void {
    this.#history = undefined;
    if (this.#count > 0 && Math.floor(this.#newestAt() / SECOND) === Math.floor(at / SECOND)) {
      this.#next = (this.#next - 1 + this.#points.length / STRIDE) % (this.#points.length / STRIDE);
      this.#count -= 1;
    }
    const capacity = this.#points.length / STRIDE;
    if (this.#count === capacity && capacity < POINTS) {
      const grown = new Float64Array(Math.min(POINTS, capacity * 2) * STRIDE);
      grown.set(this.#points);
      this.#points = grown;
      this.#next = capacity;
    }
    const offset = this.#next * STRIDE;
    this.#points[offset] = at;
    this.#points[offset + 1] = this.health;
    this.#points[offset + 2] = this.magic;
    this.#next = (this.#next + 1) % (this.#points.length / STRIDE);
    this.#count = Math.min(this.#count + 1, this.#points.length / STRIDE);
  }

  #newestAt(): number {
    const capacity = this.#points.length / STRIDE;
    return this.#points[((this.#next - 1 + capacity) % capacity) * STRIDE] ?? NaN;
  }

  #readHistory(): Vitals[] {
    const capacity = this.#points.length / STRIDE;
    const vitals: Vitals[] = [];
    for (let index = 0; index < this.#count; index += 1) {
      const offset = ((this.#next - this.#count + index + capacity) % capacity) * STRIDE;
      const [at = 0, health = NaN, magic = NaN] = this.#points.subarray(offset, offset + STRIDE);
      if (at > this.lastSeen - HISTORY_MILLIS && at <= this.lastSeen) vitals.push({ at, health, magic });
    }
    return vitals;
  }
}

// Of times that cannot be read (NaN) nobody knows which is older: a sensor that sends such is believed as it comes.
function isStraggler(statusTime: string, known: string): boolean {
  return Date.parse(known) - Date.parse(statusTime) <= LATEST_STRAGGLER;
}
