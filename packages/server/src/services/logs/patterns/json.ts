import { numberOf, readComparison, type ValueTest } from './comparison.js';
import { conditionsOf, evaluate, MOST_REGEXES, readExpression } from './expression.js';
import { JsonMessage, type Found } from './json-message.js';
import { InvalidPatternError, type FilterPattern } from './pattern.js';
import { PatternReader } from './reader.js';
import { readSelector, type Selector } from './selector.js';

interface Condition {
  readonly selector: Selector;
  readonly holds: (found: readonly Found[]) => boolean;
  readonly isRegex: boolean;
}

/** Compiles what stands between the braces of a pattern of JSON. */
export function compileJson(inner: string): FilterPattern {
  const reader = new PatternReader(inner);
  const expression = readExpression(reader, () => readCondition(reader));
  reader.skipSpace();
  if (!reader.isAtEnd) throw reader.invalid();
  const conditions = conditionsOf(expression);
  const regexCount = conditions.filter(({ isRegex }) => isRegex).length;
  if (regexCount > MOST_REGEXES) throw new InvalidPatternError(`More than ${MOST_REGEXES} regular expressions`);

  const fits = (message: JsonMessage): boolean =>
    evaluate(expression, ({ selector, holds }) => holds(message.find(selector)));
  const others = new Map<string, Selector | undefined>();
  return {
    kind: 'json',
    regexCount,
    matches: (text) => {
      const message = JsonMessage.read(text);
      return message !== undefined && fits(message);
    },
    extract: (text) => {
      const message = JsonMessage.read(text);
      if (message === undefined || !fits(message)) return undefined;
      const values = conditions.flatMap(({ selector }) => {
        const value = textOf(message, selector);
        return value === undefined ? [] : [[selector.text, value] as const];
      });
      return Object.fromEntries(values);
    },
    value: (text, message) => {
      if (!others.has(text)) others.set(text, selectorOf(text));
      const selector = others.get(text);
      const json = selector && JsonMessage.read(message);
      return json && textOf(json, selector);
    },
  };
}

/** The whole text as a selector. */
function selectorOf(text: string): Selector | undefined {
  const reader = new PatternReader(text);
  try {
    const selector = readSelector(reader);
    return reader.isAtEnd ? selector : undefined;
  } catch {
    return undefined;
  }
}

function textOf(message: JsonMessage, selector: Selector): string | undefined {
  for (const found of message.find(selector)) {
    const text = found.text();
    if (text !== undefined) return text;
  }
  return undefined;
}

// Spaces end it, as does what joins conditions.
const BARE = /(?:(?!&&|\|\|)[^\s()"%=<>!{}])+/y;

function readCondition(reader: PatternReader): Condition {
  reader.skipSpace();
  const selector = readSelector(reader);
  const comparison = readComparison(reader, BARE);
  if (comparison) return { selector, isRegex: comparison.isRegex, holds: any(comparison.test) };
  const [word = ''] = [reader.match(/\s*(?:IS\s+(?:NULL|TRUE|FALSE)|NOT\s+EXISTS|EXISTS)(?![^\s)&|])/iy)];
  const test = WORDS[word.trim().toUpperCase().replaceAll(/\s+/g, ' ')];
  if (test === undefined) throw reader.invalid();
  return { selector, isRegex: false, holds: test };
}

const is =
  (literal: unknown) =>
  (found: readonly Found[]): boolean =>
    found.some(({ value }) => value === literal);

const WORDS: { readonly [word: string]: ((found: readonly Found[]) => boolean) | undefined } = {
  'IS NULL': is(null),
  'IS TRUE': is(true),
  'IS FALSE': is(false),
  EXISTS: (found) => found.length > 0,
  'NOT EXISTS': (found) => found.length === 0,
};

/** What is not there, or is no scalar, passes no comparison, not even `!=`. */
const any =
  (test: ValueTest) =>
  (found: readonly Found[]): boolean =>
    found.some((one) => {
      const text = one.text();
      if (text === undefined) return false;
      return test({ text, number: typeof one.value === 'number' ? numberOf(text) : undefined });
    });
