import { ANY, ANY_BUT_COLON, ONE, ONE_BUT_COLON, type Matcher, type Token } from './tokens.js';

/**
 * Compiles any pattern, by following all its possible states through the text at once, one bit each: a match costs at worst the text
 * times a 32nd of the pattern. Neighbouring stars must have been joined.
 */
export function compileStates(parts: readonly Token[]): Matcher {
  const first = parts[0];
  const prefix = typeof first === 'string' ? first : '';
  const states = statesOf(prefix === '' ? parts : parts.slice(1));
  return (text) => text.startsWith(prefix) && follow(states, text, prefix.length);
}

/** State `s` is bit `s` of a mask: `s` pieces, a character or a wildcard each, have been read. */
interface States {
  /** The state in which everything has been read. */
  readonly end: number;
  /** For a character the states that it leads on to the next; characters that the pattern does not name have `otherSteps`. */
  readonly steps: ReadonlyMap<number, Int32Array>;
  readonly otherSteps: Int32Array;
  /** The states before a star: they stay as they are, and lead to the next on nothing. */
  readonly stars: Int32Array;
  /** Those of them that a colon leaves as they are. */
  readonly starsOverColon: Int32Array;
}

const COLON = 58;

function statesOf(parts: readonly Token[]): States {
  const pieces = parts.flatMap((part): Token[] => (typeof part === 'string' ? Array.from(part) : [part]));
  const end = pieces.length;
  const mask = (...wanted: Token[]): Int32Array => {
    const bits = new Int32Array((end >>> 5) + 1);
    for (const [state, piece] of pieces.entries()) if (wanted.includes(piece)) set(bits, state);
    return bits;
  };
  const otherSteps = mask(ONE, ONE_BUT_COLON);
  const steps = new Map([[COLON, mask(ONE)]]);
  for (const [state, piece] of pieces.entries()) {
    if (typeof piece !== 'string') continue;
    const character = piece.codePointAt(0) ?? 0;
    const bits = steps.get(character) ?? otherSteps.slice();
    steps.set(character, bits);
    set(bits, state);
  }
  return { end, steps, otherSteps, stars: mask(ANY, ANY_BUT_COLON), starsOverColon: mask(ANY) };
}

function set(bits: Int32Array, state: number): void {
  bits[state >>> 5] = (bits[state >>> 5] ?? 0) | (1 << (state & 31));
}

function has(bits: Int32Array, state: number): boolean {
  return state >= 0 && (((bits[state >>> 5] ?? 0) >>> (state & 31)) & 1) === 1;
}

function follow({ end, steps, otherSteps, stars, starsOverColon }: States, text: string, from: number): boolean {
  const lastStar = has(starsOverColon, end - 1) ? end - 1 : -1;
  const live = new Int32Array(stars.length);
  live[0] = has(stars, 0) ? 3 : 1;
  // From the last `*` reached everything can be read that could be read from the states before it: their words are left alone.
  let lowest = 0;
  for (let at = from; at < text.length;) {
    if (has(live, lastStar)) return true;
    const character = text.codePointAt(at) ?? 0;
    at += character > 0xffff ? 2 : 1;
    const step = steps.get(character) ?? otherSteps;
    const stay = character === COLON ? starsOverColon : stars;
    let stepped = 0;
    let skipped = 0;
    let alive = 0;
    for (let word = lowest; word < live.length; word++) {
      const before = live[word] ?? 0;
      const stepping = before & (step[word] ?? 0);
      const read = (before & (stay[word] ?? 0)) | (stepping << 1) | stepped;
      stepped = stepping >>> 31;
      // A star may stand for nothing. No two are neighbours, so one round is enough.
      const skipping = read & (stars[word] ?? 0);
      const after = read | (skipping << 1) | skipped;
      skipped = skipping >>> 31;
      live[word] = after;
      alive |= after;
      if ((after & (starsOverColon[word] ?? 0)) !== 0) lowest = word;
    }
    if (alive === 0) return false;
  }
  return has(live, end);
}
