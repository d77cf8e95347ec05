import { readRegex, type Item } from './regex-syntax.js';

/** Whether a regular expression is found anywhere in a text. */
export type RegexSearch = (text: string) => boolean;

/**
 * Compiles the regular expressions of filter patterns, which have no groups: each alternative is a chain of characters that may be left out or repeated.
 * All places of all chains are followed at once, a bit for each place (Navarro and Raffinot's extended Shift-And): time is linear in the text, whatever
 * the expression.
 * @throws InvalidPatternError
 */
export function compileRegex(source: string): RegexSearch {
  return new Automaton(readRegex(source)).search;
}

/** Characters beyond ASCII are all alike to these expressions. */
const OTHER = 128;
const CHARACTERS = 129;
const WORD = 32;

class Automaton {
  readonly #words: number;
  /** For each character, the places that it leads into. */
  readonly #into: Uint32Array;
  /** Places that stay when their character comes again. */
  readonly #repeated: Uint32Array;
  /** Places that may be left out; the places before each run of them, and the last of each run. */
  readonly #optional: Uint32Array;
  readonly #beforeRuns: Uint32Array;
  readonly #runEnds: Uint32Array;
  /** Where chains begin: all of them at the text's start, others everywhere. */
  readonly #firstStarts: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  /** Ends that count at the text's end only. */
  readonly #lastEnds: Uint32Array;

  constructor(chains: ReturnType<typeof readRegex>) {
    const places = chains.reduce((sum, { items }) => sum + 1 + items.length, 0);
    const words = (this.#words = Math.ceil(places / WORD));
    const bits = (): Uint32Array => new Uint32Array(words);
    this.#into = new Uint32Array(words * CHARACTERS);
    [this.#repeated, this.#optional, this.#beforeRuns, this.#runEnds] = [bits(), bits(), bits(), bits()];
    [this.#firstStarts, this.#starts, this.#ends, this.#lastEnds] = [bits(), bits(), bits(), bits()];
    let at = 0;
    for (const { items, fromStart, toEnd } of chains) {
      set(this.#firstStarts, at);
      if (!fromStart) set(this.#starts, at);
      for (const [index, item] of items.entries())
        this.#place(at + 1 + index, item, items[index - 1], items[index + 1]);
      at += items.length;
      set(toEnd ? this.#lastEnds : this.#ends, at);
      at++;
    }
  }

  #place(at: number, item: Item, before: Item | undefined, after: Item | undefined): void {
    for (let character = 0; character < CHARACTERS; character++)
      if (item.characters[character] === 1) set(this.#into, at, character * this.#words);
    if (item.isRepeated) set(this.#repeated, at);
    if (!item.isOptional) return;
    set(this.#optional, at);
    if (before?.isOptional !== true) set(this.#beforeRuns, at - 1);
    if (after?.isOptional !== true) set(this.#runEnds, at);
  }

  readonly search: RegexSearch = (text) => {
    const words = this.#words;
    const state = this.#firstStarts.slice();
    this.#skipOptional(state);
    if (meets(state, this.#ends)) return true;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const into = (code < OTHER ? code : OTHER) * words;
      let carry = 0;
      for (let w = 0; w < words; w++) {
        const here = state[w] ?? 0;
        const mask = this.#into[into + w] ?? 0;
        state[w] =
          ((((here << 1) | carry) & mask) | (here & (this.#repeated[w] ?? 0) & mask) | (this.#starts[w] ?? 0)) >>> 0;
        carry = here >>> 31;
      }
      this.#skipOptional(state);
      if (meets(state, this.#ends)) return true;
    }
    return meets(state, this.#lastEnds);
  };

  /** From a place, those behind it can be reached as far as what lies between may be left out: a subtraction's borrow runs through such a row of bits. */
  #skipOptional(state: Uint32Array): void {
    let borrow = 0;
    for (let w = 0; w < this.#words; w++) {
      const here = state[w] ?? 0;
      const withEnds = (here | (this.#runEnds[w] ?? 0)) >>> 0;
      const difference = withEnds - (this.#beforeRuns[w] ?? 0) - borrow;
      borrow = difference < 0 ? 1 : 0;
      state[w] = (here | ((this.#optional[w] ?? 0) & (~difference ^ withEnds))) >>> 0;
    }
  }
}

function set(bits: Uint32Array, at: number, offset = 0): void {
  const word = offset + Math.floor(at / WORD);
  bits[word] = ((bits[word] ?? 0) | (1 << (at % WORD))) >>> 0;
}

function meets(a: Uint32Array, b: Uint32Array): boolean {
  for (let w = 0; w < a.length; w++) if (((a[w] ?? 0) & (b[w] ?? 0)) !== 0) return true;
  return false;
}
