import { InvalidPatternError } from './pattern.js';

/** A character's place in a chain. */
export interface Item {
  /** 1 for each ASCII character that fits, and at the last place for all others. */
  readonly characters: Uint8Array;
  /** Whether it may be left out, and whether it may come again. */
  readonly isOptional: boolean;
  readonly isRepeated: boolean;
}

/** An alternative. */
export interface Chain {
  readonly items: readonly Item[];
  readonly fromStart: boolean;
  readonly toEnd: boolean;
}

/**
 * Reads an expression in the syntax that AWS takes: letters, digits, `: _ # = @ / ; , -`, the operators `^ $ ? [ ] { } | \ * + .`, and no groups.
 * @throws InvalidPatternError
 */
export function readRegex(source: string): Chain[] {
  const chains = new RegexReader(source).read();
  const places = chains.reduce((sum, { items }) => sum + items.length, 0);
  if (places > MOST_PLACES) throw invalid(source);
  return chains;
}

/** Counted repetitions are written out; a filter pattern has 1,024 characters. */
const MOST_PLACES = 1024;

const OTHER = 128;
const PLAIN = /^[A-Za-z0-9:_#=@/;,-]$/;
const OPERATOR = /^[\^$?[\]{}|\\*+.]$/;
const invalid = (source: string): InvalidPatternError =>
  new InvalidPatternError(`Invalid character(s) in term '%${source}%'`);

class RegexReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Chain[] {
    const chains = [this.#chain()];
    while (this.#take('|')) chains.push(this.#chain());
    if (this.#at < this.#source.length || this.#source === '') throw this.#invalid();
    return chains;
  }

  #chain(): Chain {
    const fromStart = this.#take('^');
    const items: Item[] = [];
    while (this.#at < this.#source.length && this.#source[this.#at] !== '|') {
      if (this.#take('$')) {
        if (this.#at < this.#source.length && this.#source[this.#at] !== '|') throw this.#invalid();
        return { items, fromStart, toEnd: true };
      }
      const characters = this.#characters();
      const [least, most] = this.#quantifier();
      // A lazy quantifier finds what the greedy one finds.
      if (least !== 1 || most !== 1) this.#take('?');
      if (Math.max(least, most === Infinity ? 0 : most) + items.length > MOST_PLACES) throw this.#invalid();
      for (let i = 0; i < least; i++) items.push({ characters, isOptional: false, isRepeated: false });
      if (most === Infinity) items.push({ characters, isOptional: true, isRepeated: true });
      else for (let i = least; i < most; i++) items.push({ characters, isOptional: true, isRepeated: false });
    }
    return { items, fromStart, toEnd: false };
  }

  #quantifier(): [least: number, most: number] {
    if (this.#take('?')) return [0, 1];
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#source[this.#at] !== '{') return [1, 1];
    const [text, least, comma, most] = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.#source.slice(this.#at)) ?? [];
    if (text === undefined || least === undefined || (comma === '' && most !== '')) throw this.#invalid();
    this.#at += text.length;
    const from = Number(least);
    const to = comma === '' ? from : most === '' ? Infinity : Number(most);
    if (to < from) throw this.#invalid();
    return [from, to];
  }

  #characters(): Uint8Array {
    if (this.#take('[')) return this.#class();
    if (this.#take('.')) return filled((code) => code !== 10 && code !== 13);
    if (this.#take('\\')) return this.#escape();
    const unit = this.#source[this.#at];
    if (unit === undefined || !PLAIN.test(unit)) throw this.#invalid();
    this.#at++;
    return filled((code) => code === unit.charCodeAt(0));
  }

  #class(): Uint8Array {
    const isNegated = this.#take('^');
    const members = new Uint8Array(OTHER + 1);
    for (let first = true; first || this.#source[this.#at] !== ']'; first = false) {
      const from = this.#member();
      if (this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at++;
        const to = this.#member();
        const [low, high] = [only(from), only(to)];
        if (low === undefined || high === undefined || low > high) throw this.#invalid();
        members.fill(1, low, high + 1);
      } else for (const [code, isIn] of from.entries()) if (isIn === 1) members[code] = 1;
    }
    this.#at++;
    return isNegated ? members.map((isIn) => 1 - isIn) : members;
  }

  /** Operators stand for themselves inside brackets. */
  #member(): Uint8Array {
    if (this.#take('\\')) return this.#escape();
    const unit = this.#source[this.#at];
    if (unit === undefined || !(PLAIN.test(unit) || (OPERATOR.test(unit) && unit !== '['))) throw this.#invalid();
    this.#at++;
    return filled((code) => code === unit.charCodeAt(0));
  }

  #escape(): Uint8Array {
    const unit = this.#source[this.#at++] ?? '';
    const named = CLASSES[unit.toLowerCase()];
    if (named)
      return filled(
        (code) => (code < OTHER && named.test(String.fromCharCode(code))) === (unit === unit.toLowerCase()),
      );
    const [hex] = unit === 'x' ? (/^[0-7][0-9a-fA-F]/.exec(this.#source.slice(this.#at)) ?? []) : [];
    if (hex !== undefined) {
      this.#at += 2;
      return filled((code) => code === Number.parseInt(hex, 16));
    }
    // Anything but a letter or digit, which would mean something elsewhere.
    if (!/^[!-~ ]$/.test(unit) || /[A-Za-z0-9]/.test(unit)) throw this.#invalid();
    return filled((code) => code === unit.charCodeAt(0));
  }

  #take(unit: string): boolean {
    if (this.#source[this.#at] !== unit) return false;
    this.#at++;
    return true;
  }

  #invalid(): InvalidPatternError {
    return invalid(this.#source);
  }
}

const CLASSES: { readonly [letter: string]: RegExp | undefined } = {
  d: /[0-9]/,
  s: /[ \t\n\v\f\r]/,
  w: /[A-Za-z0-9_]/,
};

const filled = (fits: (code: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: OTHER + 1 }, (_, code) => (fits(code) ? 1 : 0));

/** The code of a set of one character. */
function only(characters: Uint8Array): number | undefined {
  const first = characters.indexOf(1);
  return first >= 0 && first === characters.lastIndexOf(1) ? first : undefined;
}
