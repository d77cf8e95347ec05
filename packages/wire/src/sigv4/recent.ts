/** The last few results of reading texts that clients send again and again. It is bounded in number and length: anyone may fill it. */
export class Recent<T> {
  readonly #results = new Map<string, T>();
  readonly #read: (text: string) => T;

  constructor(read: (text: string) => T) {
    this.#read = read;
  }

  get(text: string): T {
    const known = this.#results.get(text);
    if (known !== undefined) return known;
    const result = this.#read(text);
    if (text.length <= LONGEST) {
      if (this.#results.size >= MOST) this.#results.clear();
      this.#results.set(text, result);
    }
    return result;
  }
}

const MOST = 256;
const LONGEST = 512;
