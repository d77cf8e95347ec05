/** Listeners by shard name. */
export class LogWatchers {
  readonly #listeners = new Map<string, Set<() => void>>();

  watch(shard: string, listener: () => void): () => void {
    // A function of its own, so that a listener given twice is two watchers.
    const entry = (): void => listener();
    const listeners = this.#listeners.get(shard) ?? new Set();
    this.#listeners.set(shard, listeners.add(entry));
    return () => {
      if (listeners.delete(entry) && listeners.size === 0 && this.#listeners.get(shard) === listeners) {
        this.#listeners.delete(shard);
      }
    };
  }

  /** Calls the shard's listeners soon, out of reach of the caller: what they throw is theirs. */
  notify(shard: string): void {
    const listeners = this.#listeners.get(shard);
    if (listeners === undefined) return;
    for (const listener of listeners) {
      queueMicrotask(() => {
        if (listeners.has(listener)) listener();
      });
    }
  }

  clear(): void {
    for (const listeners of this.#listeners.values()) listeners.clear();
    this.#listeners.clear();
  }
}
