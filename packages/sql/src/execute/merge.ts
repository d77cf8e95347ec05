import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { Row } from './engine-types.js';
import type { EngineClock, Receiver, Stateful } from './operator.js';

/** How an input's time goes: with the engine's, or behind it (rows that are held to be sorted, or that have times of their own). */
export type Pace = 'clock' | 'behind';

/**
 * Several inputs as one relation: rows pass at once, in the order in which they come. Where one input is behind another its rows are given the time that the relation
 * has reached already, so that times never fall. Time is that of the input that is farthest behind.
 */
export class Merge implements Stateful {
  readonly inputs: readonly Receiver[];
  readonly #clock: EngineClock;
  readonly #paces: readonly Pace[];
  readonly #out: Receiver;
  readonly #reached: number[];
  /** No row is given out before it. */
  #time = -Infinity;

  constructor(paces: readonly Pace[], clock: EngineClock, out: Receiver) {
    this.#paces = paces;
    this.#clock = clock;
    this.#out = out;
    this.#reached = paces.map(() => -Infinity);
    this.inputs = paces.map((_pace, input) => ({
      row: (row) => this.row(row),
      advance: (time) => this.#advance(input, time),
    }));
  }

  /** Takes a row of whichever input. */
  row(row: Row): void {
    if (row.time >= this.#time) {
      this.#time = row.time;
      this.#out.row(row);
    } else this.#out.row({ time: this.#time, values: row.values });
  }

  #advance(input: number, time: number): void {
    this.#reached[input] = time;
    let least = Infinity;
    for (let other = 0; other < this.#reached.length; other++) {
      const reached = this.#reached[other] ?? -Infinity;
      // Whoever goes with the clock has nothing left from before its time, though it was not told of it.
      const known = this.#paces[other] === 'clock' && this.#paces[input] === 'behind' ? this.#clock.time : reached;
      least = Math.min(least, Math.max(reached, known));
    }
    // Deadlines may lie between two ms, rows do not.
    if (least > this.#time) this.#time = Math.ceil(least);
    if (least > -Infinity) this.#out.advance(this.#time);
  }

  nextDeadline(): number {
    return Infinity;
  }

  save(): Saved {
    return [this.#time, [...this.#reached]];
  }

  restore(saved: Saved): void {
    const [time, reached] = savedList(saved);
    this.#time = savedNumber(time);
    for (const [input, value] of savedList(reached).entries()) this.#reached[input] = savedNumber(value);
  }
}
