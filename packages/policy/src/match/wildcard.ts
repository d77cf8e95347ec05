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

/**
 * Compiles a pattern in which `*` is any text and `?` one character.
 * Matching takes time in proportion to the text for patterns without `?`, and at worst to text times pattern: never more.
 */
export function compilePattern(pattern: string, options: { readonly ignoreCase?: boolean } = {}): Matcher {
  if (options.ignoreCase === true) {
    const matches = compileTokens(tokenize(pattern.toLowerCase()));
    return (text) => matches(text.toLowerCase());
  }
  return compileTokens(tokenize(pattern));
}

/** The pieces of a pattern without variables. */
export function tokenize(pattern: string): Token[] {
  return pattern
    .split(/([*?])/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '*' ? ANY : piece === '?' ? ONE : piece));
}

/** Compiles pieces, whose literal text may hold `*` and `?` that mean themselves. */
export function compileTokens(tokens: readonly Token[]): Matcher {
  const source = tokens.map((token) => {
    if (token === ANY) return '.*';
    if (token === ONE) return '.';
    if (token === ANY_BUT_COLON) return '[^:]*';
    if (token === ONE_BUT_COLON) return '[^:]';
    return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  const expression = new RegExp(`^${source.join('')}$`, 'su');
  return (text) => expression.test(text);
}
