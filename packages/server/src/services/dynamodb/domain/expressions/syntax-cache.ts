const MOST_ENTRIES = 256;
const LONGEST_TEXT = 1024;

/**
 * Remembers what the last few expressions mean: applications send the same few texts over and over, with other values. Only what could
 * be read is kept, and long texts are not, so a hostile client can fill it with a few megabytes at most.
 */
export class SyntaxCache<T> {
  readonly #entries = new Map<string, T>();

  get(text: string, read: () => T): T {
    const known = this.#entries.get(text);
    if (known !== undefined) return known;
    const fresh = read();
    if (text.length <= LONGEST_TEXT) {
      if (this.#entries.size >= MOST_ENTRIES) this.#dropOldest();
      this.#entries.set(text, fresh);
    }
    return fresh;
  }

  #dropOldest(): void {
    for (const text of this.#entries.keys()) {
      this.#entries.delete(text);
      return;
    }
  }
}
