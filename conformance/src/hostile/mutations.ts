const tokens = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  'null',
  '-',
  '1e9',
  '\\',
  '\\u0000',
  '\u2028',
  'true',
  '0',
  '\ud7ff',
  '"__proto__":',
];

/** Changes requests at random. */
export class Mutations {
  readonly #random: () => number;

  /** @param random from 0 to below 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  /** A text with a few of its parts cut out, doubled, or replaced by what means something in JSON. */
  text(text: string): string {
    let result = text;
    for (let times = 1 + this.below(4); times > 0; times--) {
      const [at, length] = [this.below(result.length + 1), this.below(12)];
      const insert =
        this.below(2) === 0
          ? (tokens[this.below(tokens.length)] ?? '')
          : result.slice(this.below(result.length), this.below(result.length));
      result = result.slice(0, at) + insert + result.slice(this.below(2) === 0 ? at : at + length);
    }
    return result;
  }

  /** Bytes of which a few are others, cut off or doubled. */
  bytes(bytes: Buffer): Buffer {
    const result = Buffer.from(bytes);
    for (let times = 1 + this.below(4); times > 0 && result.length > 0; times--)
      result[this.below(result.length)] = this.below(256);
    const cut = this.below(4) === 0 ? this.below(result.length) : result.length;
    return this.below(4) === 0 ? Buffer.concat([result, result.subarray(0, cut)]) : result.subarray(0, cut);
  }

  /** Keeps the shape and swaps values between members, so that more gets past the types. */
  shuffled(value: unknown, pool: readonly unknown[]): unknown {
    if (this.below(4) === 0) return pool[this.below(pool.length)];
    if (Array.isArray(value)) return value.map((item) => this.shuffled(item, pool));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.shuffled(item, pool)]));
  }

  /** Some of the members: one more or less changes what is looked at first. */
  some(input: object): object {
    return Object.fromEntries(Object.entries(input).filter(() => this.below(3) > 0));
  }
}

/** Every value of inputs, at every depth, to be put where others belong. */
export const valuesOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(valuesOf)] : [value];
