import type { Saved } from '../../aggregates/aggregate.js';
import { savedList, savedNumber } from '../../aggregates/saved.js';
import { restoreNumbers, saveNumbers } from '../saved-state.js';

/** The points that the trees of a forest hold, each once, however many trees hold it. */
export class PointStore {
  readonly dimensions: number;
  /** Point p's coordinates begin at p * dimensions. */
  values: Float64Array;
  #holders: Int32Array;
  #free: number[] = [];
  #used = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.values = new Float64Array(64 * dimensions);
    this.#holders = new Int32Array(64);
  }

  /** Keeps a copy of a point, with one holder: who asked. */
  add(point: Float64Array): number {
    const id = this.#free.pop() ?? this.#used++;
    if (id === this.#holders.length) this.#grow(2 * id);
    this.values.set(point, id * this.dimensions);
    this.#holders[id] = 1;
    return id;
  }

  hold(id: number): void {
    this.#holders[id] = (this.#holders[id] as number) + 1;
  }

  release(id: number): void {
    const holders = (this.#holders[id] as number) - 1;
    this.#holders[id] = holders;
    if (holders === 0) this.#free.push(id);
  }

  /** How many points are held. */
  get count(): number {
    return this.#used - this.#free.length;
  }

  save(): Saved {
    const used = this.#used;
    return [
      used,
      saveNumbers(this.values.subarray(0, used * this.dimensions)),
      saveNumbers(this.#holders.subarray(0, used)),
    ];
  }

  static restore(dimensions: number, saved: Saved | undefined): PointStore {
    const [used, values, holders] = savedList(saved);
    const store = new PointStore(dimensions);
    store.#used = savedNumber(used);
    store.#grow(Math.max(64, store.#used));
    restoreNumbers(store.values.subarray(0, store.#used * dimensions), values);
    restoreNumbers(store.#holders.subarray(0, store.#used), holders);
    for (let id = store.#used - 1; id >= 0; id--) if (store.#holders[id] === 0) store.#free.push(id);
    return store;
  }

  #grow(points: number): void {
    const values = new Float64Array(points * this.dimensions);
    values.set(this.values);
    this.values = values;
    const holders = new Int32Array(points);
    holders.set(this.#holders);
    this.#holders = holders;
  }
}
