import type { RowFunction } from '../../bind/row-function.js';
import { constantText, isText, textType } from '../operands.js';
import { fastPattern } from './fast-regex/pieces.js';
import type { FastPattern } from './fast-regex/pieces.js';
import { PatternError, parseFastRegex } from './fast-regex/syntax.js';
import { cutText, textColumns } from './text-columns.js';

/** FAST_REGEX_LOG_PARSE(text, pattern): the groups of a pattern that is matched lazily; NULL where the text does not match. The reference calls it FAST_REGEX_LOG_PARSER, too. */
export const fastRegexLogParsers: readonly RowFunction[] = ['FAST_REGEX_LOG_PARSE', 'FAST_REGEX_LOG_PARSER'].map(
  (name): RowFunction => ({
    name,
    signatures: [`${name}(<CHARACTER>, <CHARACTER>)`],
    resolve(operands) {
      const [text, regex] = operands;
      const pattern = compiled(constantText(regex));
      if (text === undefined || !isText(text) || pattern === undefined || operands.length !== 2) return undefined;
      if (pattern.groups === 0) return undefined;
      return {
        columns: textColumns(pattern.groups),
        operandTypes: [textType(text)],
        evaluate: (value: string) => pattern.match(value)?.map(cutText) ?? null,
      };
    },
  }),
);

function compiled(pattern: string | undefined): FastPattern | undefined {
  if (pattern === undefined) return undefined;
  try {
    return fastPattern(parseFastRegex(pattern));
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}
