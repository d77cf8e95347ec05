import { nextTurn } from '../../../runtime/next-turn.js';

/** After how much work other requests get their turn: some tens of milliseconds. */
const inARow = 200_000;

/** Lets other requests have their turn in the midst of long work. */
export class Turns {
  #work = 0;

  /** @param work comparisons made, or characters read. @returns whether it is time to wait for `nextTurn` */
  isOver(work: number): boolean {
    this.#work += work;
    if (this.#work < inARow) return false;
    this.#work = 0;
    return true;
  }
}

/** Reads policies' texts one after the other. */
export async function readEach<T, R>(
  items: readonly T[],
  textOf: (item: T) => string,
  read: (item: T, index: number) => R,
): Promise<R[]> {
  const turns = new Turns();
  const all: R[] = [];
  for (const [index, item] of items.entries()) {
    all.push(read(item, index));
    if (turns.isOver(textOf(item).length)) await nextTurn();
  }
  return all;
}
