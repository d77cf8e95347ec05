/** Choices that a generator makes, from a list of numbers; when it is used up, always the first and simplest. So that smaller lists make simpler things. */
export class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** 0 to `count` - 1 */
  below(count: number): number {
    return (this.#numbers[this.#at++] ?? 0) % count;
  }

  /** Once in so many times, where there are choices left. */
  once(inSoMany: number): boolean {
    return this.below(inSoMany) === inSoMany - 1;
  }

  one<T>(...of: readonly [T, ...T[]]): T {
    return of[this.below(of.length)] ?? of[0];
  }

  /** From `least` to `most` results. */
  several<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }
}
