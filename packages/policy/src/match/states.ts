import { ANY, ANY_BUT_COLON, ONE, ONE_BUT_COLON, type Matcher, type Token } from './tokens.js';

const ANY_CODE = -1;
const ONE_CODE = -2;
const ANY_BUT_COLON_CODE = -3;
const ONE_BUT_COLON_CODE = -4;
const COLON = 58;

/**
 * Compiles any pattern, by following all its possible states through the text at once: at worst text times pattern, and in most
 * texts only a few states live.
 */
export function compileStates(parts: readonly Token[]): Matcher {
  const first = parts[0];
  const prefix = typeof first === 'string' ? first : '';
  const codes = codesOf(prefix === '' ? parts : parts.slice(1));
  return (text) => text.startsWith(prefix) && follow(codes, text, prefix.length);
}

function codesOf(parts: readonly Token[]): Int32Array {
  const codes: number[] = [];
  for (const part of parts) {
    if (typeof part === 'string') for (const character of part) codes.push(character.codePointAt(0) ?? 0);
    else codes.push(CODES[part]);
  }
  return Int32Array.from(codes);
}

const CODES = {
  [ANY]: ANY_CODE,
  [ONE]: ONE_CODE,
  [ANY_BUT_COLON]: ANY_BUT_COLON_CODE,
  [ONE_BUT_COLON]: ONE_BUT_COLON_CODE,
} as const;

/** State `s` lives when `codes` before `s` can be the text read so far. Only states from `low` to `high` may live. */
function follow(codes: Int32Array, text: string, from: number): boolean {
  const end = codes.length;
  const lives = new Uint8Array(end + 1);
  lives[0] = 1;
  let low = 0;
  let high = 0;
  for (let at = from; ;) {
    // A star may be nothing: the state behind it lives too. Behind a living `*` the states before it can reach nothing that it cannot.
    let lowest = -1;
    for (let state = low; state <= high; state++) {
      if (lives[state] === 0) continue;
      if (lowest < 0) lowest = state;
      const code = codes[state];
      if (code !== ANY_CODE && code !== ANY_BUT_COLON_CODE) continue;
      if (code === ANY_CODE) {
        if (state === end - 1) return true;
        lowest = state;
      }
      lives[state + 1] = 1;
      if (state === high) high++;
    }
    if (lowest < 0) return false;
    low = lowest;
    if (at >= text.length) return high === end && lives[end] === 1;
    const character = text.codePointAt(at) ?? 0;
    at += character > 0xffff ? 2 : 1;
    for (let state = high; state >= low; state--) {
      if (lives[state] === 0) continue;
      const code = codes[state];
      if (code === ANY_CODE) continue;
      if (code === ANY_BUT_COLON_CODE) {
        if (character === COLON) lives[state] = 0;
        continue;
      }
      lives[state] = 0;
      if (code === character || code === ONE_CODE || (code === ONE_BUT_COLON_CODE && character !== COLON)) {
        lives[state + 1] = 1;
        if (state === high) high++;
      }
    }
  }
}
