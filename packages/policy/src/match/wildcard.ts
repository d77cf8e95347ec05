import { compileStates } from './states.js';
import { ANY, ANY_BUT_COLON, tokenize, type Matcher, type Token } from './tokens.js';

/**
 * Compiles a pattern in which `*` is any text and `?` one character; with `ignoreCase`, letters match in either case.
 * A match takes at worst the time of text times pattern, whatever the pattern: there is no backtracking.
 */
export function compilePattern(pattern: string, options: { readonly ignoreCase?: boolean } = {}): Matcher {
  if (options.ignoreCase !== true) return compileTokens(tokenize(pattern));
  const matches = compileTokens(tokenize(pattern.toLowerCase()));
  return (text) => matches(text.toLowerCase());
}

/** Compiles pieces, whose literal text may hold `*` and `?` that mean themselves. */
export function compileTokens(tokens: readonly Token[]): Matcher {
  const parts = joined(tokens);
  const first = parts[0];
  if (first === undefined) return (text) => text === '';
  if (parts.length === 1 && typeof first === 'string') return (text) => text === first;
  if (parts.length === 1 && first === ANY) return () => true;
  if (parts.length === 2 && typeof first === 'string' && parts[1] === ANY) return (text) => text.startsWith(first);
  if (parts.every((part) => part === ANY || typeof part === 'string')) return compileStars(parts);
  return compileStates(parts);
}

/** Neighbouring texts become one, and so do neighbouring stars: the one that may stand for more. */
function joined(tokens: readonly Token[]): Token[] {
  const parts: Token[] = [];
  for (const token of tokens) {
    const last = parts.at(-1);
    if (typeof token === 'string') {
      if (token === '') continue;
      if (typeof last === 'string') parts[parts.length - 1] = last + token;
      else parts.push(token);
    } else if (isStar(token) && last !== undefined && isStar(last)) {
      if (token === ANY) parts[parts.length - 1] = ANY;
    } else parts.push(token);
  }
  return parts;
}

function isStar(token: Token): boolean {
  return token === ANY || token === ANY_BUT_COLON;
}

/** Texts with `*` between them, at least one: the first and the last are anchored, each other is best taken where it first occurs. */
function compileStars(parts: readonly Token[]): Matcher {
  const texts = parts.filter((part) => typeof part === 'string');
  const prefix = parts[0] === ANY ? '' : (texts.shift() ?? '');
  const suffix = parts.at(-1) === ANY ? '' : (texts.pop() ?? '');
  const shortest = texts.reduce((sum, text) => sum + text.length, prefix.length + suffix.length);
  return (text) => {
    if (text.length < shortest || !text.startsWith(prefix) || !text.endsWith(suffix)) return false;
    let from = prefix.length;
    for (const middle of texts) {
      const at = text.indexOf(middle, from);
      if (at < 0) return false;
      from = at + middle.length;
    }
    return from <= text.length - suffix.length;
  };
}
