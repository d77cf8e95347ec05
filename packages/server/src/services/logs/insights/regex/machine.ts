import { isWordUnit } from './char-set.js';
import type { Instruction } from './program.js';
import type { Assertion } from './syntax.js';

/** Where groups begin and end, two numbers each, the whole match first; -1 where one took no part. */
export type Slots = readonly number[];

/** Threads in the order of their preference, each instruction at most once. */
class Threads {
  readonly at: number[] = [];
  readonly slots: Slots[] = [];
  readonly #seen: Uint32Array;
  #round = 1;

  constructor(size: number) {
    this.#seen = new Uint32Array(size);
  }

  clear(): void {
    this.at.length = 0;
    this.slots.length = 0;
    this.#round++;
  }

  /** Whether it is new here. */
  visit(instruction: number): boolean {
    if (this.#seen[instruction] === this.#round) return false;
    this.#seen[instruction] = this.#round;
    return true;
  }
}

/**
 * Finds the first match from a place on, following all ways at once (Pike's machine): time is linear in the text, whatever the expression.
 * @param slotCount two for the match and two for each group
 */
export function runProgram(
  code: readonly Instruction[],
  slotCount: number,
  text: string,
  from: number,
): Slots | undefined {
  let now = new Threads(code.length);
  let next = new Threads(code.length);
  let found: Slots | undefined;
  const none: Slots = Array.from({ length: slotCount }, () => -1);
  for (let at = from; at <= text.length; at++) {
    // A thread of least preference begins at every place until something is found.
    if (found === undefined) follow(code, now, 0, none.with(0, at), text, at);
    else if (now.at.length === 0) break;
    const unit = at < text.length ? text.charCodeAt(at) : -1;
    for (let i = 0; i < now.at.length; i++) {
      const place = now.at[i] ?? 0;
      const slots = now.slots[i] ?? none;
      const instruction = code[place];
      if (instruction?.op === 'found') {
        found = slots.with(1, at);
        break;
      }
      if (instruction?.op === 'unit' && unit >= 0 && instruction.fits(unit))
        follow(code, next, place + 1, slots, text, at + 1);
    }
    now.clear();
    [now, next] = [next, now];
  }
  return found;
}

/** Adds a thread, as far as it gets without a unit of the text. */
function follow(
  code: readonly Instruction[],
  threads: Threads,
  start: number,
  slots: Slots,
  text: string,
  at: number,
): void {
  const ways: [number, Slots][] = [[start, slots]];
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    const [place, own] = way;
    const instruction = code[place];
    if (instruction === undefined || !threads.visit(place)) continue;
    switch (instruction.op) {
      case 'jump':
        ways.push([instruction.to, own]);
        break;
      case 'split':
        ways.push([instruction.second, own], [instruction.first, own]);
        break;
      case 'save':
        ways.push([place + 1, own.with(instruction.slot, at)]);
        break;
      case 'assert':
        if (holds(instruction.assertion, text, at)) ways.push([place + 1, own]);
        break;
      default:
        threads.at.push(place);
        threads.slots.push(own);
    }
  }
}

function holds(assertion: Assertion, text: string, at: number): boolean {
  if (assertion === 'start') return at === 0;
  if (assertion === 'end') return at === text.length;
  const before = at > 0 && isWordUnit(text.charCodeAt(at - 1));
  const after = at < text.length && isWordUnit(text.charCodeAt(at));
  return (before !== after) === (assertion === 'boundary');
}
