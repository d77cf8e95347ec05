import type { Matcher, Token } from '../match/tokens.js';
import { parseTemplate, templateOf } from '../match/variables.js';
import { templateComparison, type CompileComparison } from './comparison.js';

/** `Bool`. Its values may be variables. */
export const booleanComparison: CompileComparison = templateComparison((value, version) =>
  templateOf(parseTemplate(value, version), compileBoolean),
);

function compileBoolean(tokens: readonly Token[]): Matcher {
  const wanted = tokens.every((token) => typeof token === 'string') ? parseBoolean(tokens.join('')) : undefined;
  return wanted === undefined ? () => false : (text) => parseBoolean(text) === wanted;
}

/** `true` or `false` in any case. @returns undefined when the text is neither */
export function parseBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text.length > 5) return undefined;
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}
