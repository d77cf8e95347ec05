/** Hands out the smallest number that is not taken, so that buffers indexed by it stay short. */
export class Slots {
  /** Of those below `#next` that were given back: a binary heap, the smallest first. */
  readonly #free: number[] = [];
  #next = 0;

  take(): number {
    const [first] = this.#free;
    if (first === undefined) return this.#next++;
    const last = this.#free.pop();
    if (last !== undefined && this.#free.length > 0) this.#sink(last);
    return first;
  }

  giveBack(slot: number): void {
    let at = this.#free.push(slot) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#free[parent] ?? slot;
      if (above <= slot) break;
      this.#free[at] = above;
      at = parent;
    }
    this.#free[at] = slot;
  }

  #sink(value: number): void {
    const heap = this.#free;
    for (let at = 0; ;) {
      let child = 2 * at + 1;
      if ((heap[child + 1] ?? Infinity) < (heap[child] ?? Infinity)) child += 1;
      const below = heap[child];
      if (below === undefined || below >= value) {
        heap[at] = value;
        return;
      }
      heap[at] = below;
      at = child;
    }
  }
}
