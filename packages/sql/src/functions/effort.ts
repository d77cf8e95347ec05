import { RowError } from '../errors.js';

/** What a row may cost beside what its text's length gives it: some tens of ms. */
const leastSteps = 1_000_000;
const stepsPerCharacter = 20;

/** What is left for one row's patterns. Some take time without end with some texts: such a row fails, and nothing waits for it. */
export class Effort {
  #left: number;

  constructor(text: string) {
    this.#left = leastSteps + stepsPerCharacter * text.length;
  }

  /** @throws RowError where nothing is left */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new RowError('The pattern takes too long for this text: Code=2201B');
  }
}
