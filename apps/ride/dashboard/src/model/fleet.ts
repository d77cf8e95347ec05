import type { Reading } from '@paddock/ride/browser';
import type { Alert, Fleet, FleetChange, FleetFigures, Place, Sighting, Unicorn } from '../contracts.js';
import { KnownUnicorn, LOW_HEALTH } from './known-unicorn.js';
import { SecondCounts } from './second-counts.js';
import { Slots } from './slots.js';

/** Milliseconds without a reading after which a unicorn fades, and after which it is gone. */
export const FADES_AFTER = 20_000;
export const GONE_AFTER = 30_000;
const ALERTS = 100;
/** The stream's time may run back so far, in milliseconds, as when a shard is found that is behind; further back it was set. */
const LEAST_SET_BACK = 60_000;
/** Of so many that went silent it is remembered that they were here. */
const REMEMBERED = 10_000;

export interface FleetOptions {
  /** How many unicorns are kept. Default 100,000. */
  readonly capacity?: number;
}

/** The fleet's own figures, besides those of the contract. */
export interface FleetModelFigures extends FleetFigures {
  /** Readings of unicorns beyond the capacity: counted, but not kept. */
  readonly unkept: number;
}

export interface FleetModel extends Fleet {
  figures(now: number): FleetModelFigures;
  /** Counts records that were no readings. */
  noteStrange(count: number): void;
}

/** The fleet of one page. */
export function createFleet(options: FleetOptions = {}): FleetModel {
  return new KnownFleet(options.capacity ?? 100_000);
}

class KnownFleet implements FleetModel {
  readonly #capacity: number;
  readonly #known = new Map<string, KnownUnicorn>();
  readonly #slots = new Slots();
  /** Where they started who went silent, the longest silent first. */
  readonly #silent = new Map<string, Place>();
  readonly #listeners = new Set<(change: FleetChange) => void>();
  readonly #perSecond = new SecondCounts();
  #alerts: readonly Alert[] = [];
  #lastAlert = 0;
  #round = 0;
  #now = -Infinity;
  #low = 0;
  #fading = 0;
  #readings = 0;
  #strange = 0;
  #unkept = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get unicorns(): ReadonlyMap<string, Unicorn> {
    return this.#known;
  }

  get alerts(): readonly Alert[] {
    return this.#alerts;
  }

  figures(now: number): FleetModelFigures {
    return {
      unicorns: this.#known.size,
      low: this.#low,
      fading: this.#fading,
      perSecond: this.#perSecond.lastMinute(now),
      readings: this.#readings,
      strange: this.#strange,
      unkept: this.#unkept,
    };
  }

  noteStrange(count: number): void {
    this.#strange += count;
  }

  onChange(listener: (change: FleetChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  take(sightings: readonly Sighting[], now: number): void {
    const changes = new Changes();
    this.#round += 1;
    this.#lookAtClock(now);
    for (const { reading, arrivedAt } of sightings) this.#see(reading, arrivedAt, now, changes);
    this.#judge(now, changes);
  }

  pass(now: number): void {
    this.#lookAtClock(now);
    this.#judge(now, new Changes());
  }

  // Otherwise none of the known would be believed to speak, nor be missed, until the clock is where it was.
  #lookAtClock(now: number): void {
    if (now < this.#now - LEAST_SET_BACK) {
      for (const unicorn of this.#known.values()) unicorn.setBack(now);
      this.#perSecond.setBack(now);
    }
    this.#now = now;
  }

  #see(reading: Reading, arrivedAt: number, now: number, changes: Changes): void {
    this.#readings += 1;
    this.#perSecond.count(arrivedAt);
    const unicorn = this.#known.get(reading.Name) ?? this.#admit(reading, arrivedAt, now, changes);
    if (unicorn === undefined) return;
    unicorn.see(reading, arrivedAt);
    if (unicorn.round !== this.#round) {
      unicorn.round = this.#round;
      changes.moved.push(unicorn);
    }
    const isLow = unicorn.health < LOW_HEALTH;
    if (isLow !== unicorn.isLow && !Number.isNaN(unicorn.health)) {
      unicorn.isLow = isLow;
      this.#low += isLow ? 1 : -1;
      this.#alert(changes, unicorn, isLow ? 'low' : 'recovered', arrivedAt);
    }
  }

  /** Undefined for one that is not kept, or was gone already when this was read. */
  #admit(reading: Reading, arrivedAt: number, now: number, changes: Changes): KnownUnicorn | undefined {
    if (now - arrivedAt >= GONE_AFTER) return undefined;
    if (this.#known.size >= this.#capacity) {
      this.#unkept += 1;
      return undefined;
    }
    const start = this.#silent.get(reading.Name);
    const unicorn = new KnownUnicorn(reading, arrivedAt, this.#slots.take(), start);
    this.#known.set(unicorn.name, unicorn);
    changes.appeared.push(unicorn);
    if (start !== undefined) {
      this.#silent.delete(unicorn.name);
      unicorn.health = reading.HealthPoints;
      this.#alert(changes, unicorn, 'returned', arrivedAt);
    }
    return unicorn;
  }

  // After the readings: who speaks at last is not gone, and no slot is taken in the change in which it was given back.
  #judge(now: number, changes: Changes): void {
    for (const unicorn of this.#known.values()) {
      const silence = now - unicorn.lastSeen;
      if (silence >= GONE_AFTER) this.#lose(unicorn, now, changes);
      else if (silence >= FADES_AFTER !== unicorn.isFading) {
        unicorn.isFading = !unicorn.isFading;
        this.#fading += unicorn.isFading ? 1 : -1;
        changes.faded.push(unicorn);
      }
    }
    if (changes.alerts.length > 0) this.#alerts = [...changes.alerts.toReversed(), ...this.#alerts].slice(0, ALERTS);
    if (!changes.isEmpty()) for (const listener of this.#listeners) listener(changes);
  }

  #lose(unicorn: KnownUnicorn, now: number, changes: Changes): void {
    this.#known.delete(unicorn.name);
    this.#slots.giveBack(unicorn.slot);
    if (unicorn.isLow) this.#low -= 1;
    if (unicorn.isFading) this.#fading -= 1;
    this.#silent.set(unicorn.name, unicorn.start);
    const [longest] = this.#silent.keys();
    if (this.#silent.size > REMEMBERED && longest !== undefined) this.#silent.delete(longest);
    changes.gone.push(unicorn);
    this.#alert(changes, unicorn, 'silent', now);
  }

  #alert(changes: Changes, { name, health }: KnownUnicorn, kind: Alert['kind'], at: number): void {
    this.#lastAlert += 1;
    changes.alerts.push({ id: this.#lastAlert, name, kind, at, health });
  }
}

class Changes implements FleetChange {
  readonly moved: KnownUnicorn[] = [];
  readonly appeared: KnownUnicorn[] = [];
  readonly faded: KnownUnicorn[] = [];
  readonly gone: KnownUnicorn[] = [];
  readonly alerts: Alert[] = [];

  isEmpty(): boolean {
    return this.moved.length + this.appeared.length + this.faded.length + this.gone.length === 0;
  }
}
