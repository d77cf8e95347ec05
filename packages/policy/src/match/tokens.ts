/** Says whether a text is what a pattern describes. */
export type Matcher = (text: string) => boolean;

/** `*`: any characters, none too. */
export const ANY: unique symbol = Symbol('*');
/** `?`: one character, that is one Unicode code point. */
export const ONE: unique symbol = Symbol('?');
/** `*` that stays between two colons. */
export const ANY_BUT_COLON: unique symbol = Symbol('*, no colon');
/** `?` that is no colon. */
export const ONE_BUT_COLON: unique symbol = Symbol('?, no colon');

/** A piece of a pattern: text that stands for itself, or a wildcard. */
export type Token = string | typeof ANY | typeof ONE | typeof ANY_BUT_COLON | typeof ONE_BUT_COLON;

/** The pieces of a pattern without variables. */
export function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (const piece of pattern.split(/([*?])/)) {
    if (piece !== '') tokens.push(piece === '*' ? ANY : piece === '?' ? ONE : piece);
  }
  return tokens;
}
