import type { Effort } from '../effort.js';
import type { CharacterTest } from './nodes.js';
import type { Instruction, Program } from './program.js';

type Run = Extract<Instruction, { op: 'run' }>;
type Repeat = Extract<Instruction, { op: 'repeat' }>;
type Look = Extract<Instruction, { op: 'look' }>;

// What lies on the stack is four numbers each, the kind last.
/** Go on at an instruction, at a place. */
const choice = 0;
/** A register has its value of before again. */
const register = 1;
/** A run takes one character less, down to a place. */
const shorter = 2;
/** A run takes one more, of so many. */
const longer = 3;
/** A repetition goes on, that had so many. */
const onceMore = 4;

/**
 * Matches a text as Java does: ways are tried one after the other, in the order of the pattern, the last choice first to be tried again. Every step is paid for.
 */
export class Machine {
  readonly #instructions: readonly Instruction[];
  readonly #text: string;
  readonly #effort: Effort;
  readonly #registers: Int32Array;
  #stack: number[] = [];

  constructor({ instructions, registers }: Program, text: string, effort: Effort) {
    this.#instructions = instructions;
    this.#text = text;
    this.#effort = effort;
    this.#registers = new Int32Array(registers);
  }

  /**
   * Where the match ends that begins at a place; -1 without one.
   * @param target where it must end
   */
  matchAt(place: number, target?: number): number {
    this.#registers.fill(-1);
    this.#stack = [];
    return this.#run(0, place, target);
  }

  /** The text of a group of the last match. */
  group(number: number): string | null {
    const end = this.#registers[2 * number + 1] ?? -1;
    return end < 0 ? null : this.#text.slice(this.#registers[2 * number], end);
  }

  #run(start: number, from: number, target: number | undefined): number {
    const base = this.#stack.length;
    let at = start;
    let place = from;
    for (;;) {
      this.#effort.spend(1);
      const instruction = this.#instructions[at];
      if (instruction === undefined) throw new RangeError('A pattern without an end');
      let goes = true;
      switch (instruction.op) {
        case 'character':
          place = this.#characterAt(instruction.test, place);
          goes = place >= 0;
          at++;
          break;
        case 'run':
          place = this.#runOf(instruction, at, place);
          goes = place >= 0;
          at++;
          break;
        case 'split':
          this.#stack.push(instruction.second, place, 0, choice);
          at = instruction.first;
          break;
        case 'jump':
          at = instruction.to;
          break;
        case 'save':
          this.#set(instruction.register, place);
          at++;
          break;
        case 'begin':
          this.#set(instruction.count, 0);
          at++;
          break;
        case 'repeat':
          at = this.#repeat(instruction, at, place);
          break;
        case 'assertion':
          goes = instruction.holds(this.#text, place);
          at++;
          break;
        case 'reference':
          place = this.#referenceAt(instruction, place);
          goes = place >= 0;
          at++;
          break;
        case 'atomic':
          place = this.#alone(at + 1, place);
          goes = place >= 0;
          at = instruction.exit;
          break;
        case 'look':
          goes = this.#looks(instruction, at + 1, place);
          at = instruction.exit;
          break;
        case 'end':
          if (target === undefined || place === target) return place;
          goes = false;
      }
      if (goes) continue;
      const again = this.#back(base);
      if (again === undefined) return -1;
      [at, place] = again;
    }
  }

  /** The last choice that is left, above what was there before. */
  #back(base: number): readonly [at: number, place: number] | undefined {
    const stack = this.#stack;
    while (stack.length > base) {
      const kind = stack.pop();
      const third = stack.pop() ?? 0;
      const place = stack.pop() ?? 0;
      const at = stack.pop() ?? 0;
      switch (kind) {
        case register:
          this.#registers[at] = place;
          break;
        case shorter: {
          const end = this.#before(place);
          if (end > third) stack.push(at, end, third, shorter);
          return [at, end];
        }
        case longer: {
          const run = this.#instructions[at];
          const end = run?.op === 'run' ? this.#take(run.test, place, 1) : -1;
          if (end < 0) break;
          if (third > 1) stack.push(at, end, third - 1, longer);
          return [at + 1, end];
        }
        case onceMore: {
          const repeat = this.#instructions[at];
          if (repeat?.op === 'repeat') return [this.#once(repeat, at, place, third), place];
          break;
        }
        default:
          return [at, place];
      }
    }
    return undefined;
  }

  /** Takes a run of one character: as long as it may be, or as short; where it may end otherwise goes on the stack. */
  #runOf({ test, least, most, mode }: Run, at: number, from: number): number {
    const shortest = this.#take(test, from, least);
    if (shortest < 0 || least === most) return shortest;
    if (mode === 'lazy') {
      this.#stack.push(at, shortest, most - least, longer);
      return shortest;
    }
    let end = shortest;
    for (let left = most - least; left > 0; left--) {
      const next = this.#characterAt(test, end);
      if (next < 0) break;
      end = next;
    }
    this.#effort.spend((end - shortest) / charactersPerStep);
    if (mode === 'greedy' && end > shortest) this.#stack.push(at + 1, end, shortest, shorter);
    return end;
  }

  /** Behind so many characters; -1 where there are not as many. */
  #take(test: CharacterTest, from: number, count: number): number {
    let place = from;
    for (let left = count; left > 0 && place >= 0; left--) place = this.#characterAt(test, place);
    this.#effort.spend(count === 1 ? 0 : Math.abs(place - from) / charactersPerStep);
    return place;
  }

  /** Behind a character; -1 where there is another. */
  #characterAt(test: CharacterTest, place: number): number {
    const code = this.#text.codePointAt(place);
    if (code === undefined || !test(code)) return -1;
    return code > 0xff_ff ? place + 2 : place + 1;
  }

  #before(place: number): number {
    const low = this.#text.charCodeAt(place - 1);
    const high = this.#text.charCodeAt(place - 2);
    return low >= 0xdc_00 && low <= 0xdf_ff && high >= 0xd8_00 && high <= 0xdb_ff ? place - 2 : place - 1;
  }

  /** Once more, or on; what matched nothing the last time is done. */
  #repeat(instruction: Repeat, at: number, place: number): number {
    const { least, most, lazy, exit } = instruction;
    const done = this.#registers[instruction.count] ?? 0;
    const idle = done > 0 && this.#registers[instruction.place] === place;
    if (idle || done >= most) return exit;
    if (done < least) return this.#once(instruction, at, place, done);
    if (lazy) {
      this.#stack.push(at, place, done, onceMore);
      return exit;
    }
    this.#stack.push(exit, place, 0, choice);
    return this.#once(instruction, at, place, done);
  }

  #once({ count, place }: Repeat, at: number, now: number, done: number): number {
    this.#set(count, done + 1);
    this.#set(place, now);
    return at + 1;
  }

  #set(index: number, value: number): void {
    this.#stack.push(index, this.#registers[index] ?? -1, 0, register);
    this.#registers[index] = value;
  }

  /** Matches what has an `end` of its own: no choice within it is left then, but what it noted stays until it is gone back. */
  #alone(at: number, place: number, target?: number): number {
    const before = this.#registers.slice();
    this.#effort.spend(before.length / charactersPerStep);
    const base = this.#stack.length;
    const end = this.#run(at, place, target);
    if (end < 0) return -1;
    this.#stack.length = base;
    for (const [index, value] of before.entries())
      if (this.#registers[index] !== value) this.#stack.push(index, value, 0, register);
    return end;
  }

  #looks({ ahead, negated, longest }: Look, at: number, place: number): boolean {
    const base = this.#stack.length;
    let found = false;
    const first = ahead ? place : Math.max(0, place - longest);
    for (let from = place; from >= first && !found; from--)
      found = this.#alone(at, from, ahead ? undefined : place) >= 0;
    // What was noted on the way to what must not be there is nothing.
    if (found && negated) this.#back(base);
    return found !== negated;
  }

  /** Behind what a group has matched. */
  #referenceAt({ register: from, ignoreCase }: Extract<Instruction, { op: 'reference' }>, place: number): number {
    const end = this.#registers[from + 1] ?? -1;
    if (end < 0) return -1;
    const wanted = this.#text.slice(this.#registers[from], end);
    this.#effort.spend(wanted.length / charactersPerStep);
    const found = this.#text.slice(place, place + wanted.length);
    return found === wanted || (ignoreCase && lowerAscii(found) === lowerAscii(wanted)) ? place + wanted.length : -1;
  }
}

/** Characters that are looked at one behind the other in the time of a step. */
const charactersPerStep = 4;

const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
