import { MOST_REGEXES } from './expression.js';
import { InvalidPatternError, type FilterPattern } from './pattern.js';
import { PatternReader } from './reader.js';
import { compileRegex } from './regex.js';

type Search = (message: string) => boolean;

/** Compiles words: all of them stand in a message, none of those after `-`; or, where nothing else is asked, one of those after `?`. */
export function compileTerms(text: string): FilterPattern {
  const reader = new PatternReader(text);
  const wanted: Search[] = [];
  const unwanted: Search[] = [];
  const optional: Search[] = [];
  let regexCount = 0;
  let terms = 0;
  for (reader.skipSpace(); !reader.isAtEnd; reader.skipSpace()) {
    terms++;
    const start = reader.at;
    const list = reader.take('?') ? optional : reader.take('-') ? unwanted : wanted;
    if (reader.text[reader.at] === '%') regexCount++;
    list.push(readTerm(reader, start));
  }
  if (regexCount > MOST_REGEXES) throw new InvalidPatternError(`More than ${MOST_REGEXES} regular expressions`);
  // Beside other terms, AWS passes over those after a question mark.
  const any = optional.length === terms ? optional : [];
  const matches = (message: string): boolean =>
    wanted.every((search) => search(message)) &&
    !unwanted.some((search) => search(message)) &&
    (any.length === 0 || any.some((search) => search(message)));
  return {
    kind: 'terms',
    regexCount,
    matches,
    extract: (message) => (matches(message) ? {} : undefined),
    value: () => undefined,
  };
}

/** @param start where the term begins, with what stands before it */
function readTerm(reader: PatternReader, start: number): Search {
  const term = readText(reader);
  const isOver = reader.isAtEnd || /\s/.test(reader.text[reader.at] ?? '');
  if (term !== undefined && isOver) return term;
  reader.at = start;
  throw reader.invalid();
}

function readText(reader: PatternReader): Search | undefined {
  if (reader.text[reader.at] === '%') return compileRegex(reader.regex());
  if (reader.text[reader.at] === '"') {
    const start = reader.at;
    const phrase = reader.quoted();
    if (phrase !== '') return (message) => message.includes(phrase);
    // Two quotes alone ask for nothing; beside other terms they are refused.
    return start === 0 && reader.isAtEnd ? () => true : undefined;
  }
  const word = reader.match(/[\p{L}\p{N}_]+/uy);
  return word === undefined ? undefined : (message) => message.includes(word);
}
