import { numberOf, readComparison, type Comparison } from './comparison.js';
import { conditionsOf, evaluate, MOST_REGEXES, readExpression, type Expression } from './expression.js';
import { InvalidPatternError, type FilterPattern } from './pattern.js';
import { PatternReader } from './reader.js';

/** One place of a pattern of columns. */
interface Column {
  readonly name: string | undefined;
  /** What is asked of it; undefined where it need only be there. */
  readonly asked: Expression<Comparison> | undefined;
}

/** Compiles what stands between the brackets of a pattern of columns. */
export function compileFields(inner: string): FilterPattern {
  const { before, after, isOpen } = readColumns(new PatternReader(inner));
  const conditions = [...before, ...after].flatMap(({ asked }) => (asked ? conditionsOf(asked) : []));
  const regexCount = conditions.filter(({ isRegex }) => isRegex).length;
  if (regexCount > MOST_REGEXES) throw new InvalidPatternError(`More than ${MOST_REGEXES} regular expressions`);

  const counts = (fields: readonly string[]): boolean => {
    const named = before.length + after.length;
    return isOpen ? fields.length >= named : fields.length === named;
  };
  /** The pattern's column for a field. */
  const columnAt = (index: number, count: number): Column | undefined =>
    index < before.length ? before[index] : after[index - (count - after.length)];
  const fits = (fields: readonly string[]): boolean =>
    counts(fields) &&
    fields.every((text, index) => {
      const asked = columnAt(index, fields.length)?.asked;
      if (asked === undefined) return true;
      const value = { text, number: numberOf(text) };
      return evaluate(asked, ({ test }) => test(value));
    });
  const named = (fields: readonly string[]): Record<string, string> =>
    Object.fromEntries(
      fields.map((text, index) => [`$${columnAt(index, fields.length)?.name ?? index + 1}`, text] as const),
    );
  const matching = (message: string): string[] | undefined => {
    const fields = splitFields(message);
    return fits(fields) ? fields : undefined;
  };
  return {
    kind: 'fields',
    regexCount,
    matches: (message) => matching(message) !== undefined,
    extract: (message) => {
      const fields = matching(message);
      return fields && named(fields);
    },
    value: (selector, message) => {
      const fields = splitFields(message);
      if (!counts(fields)) return undefined;
      const all = named(fields);
      if (Object.hasOwn(all, selector)) return all[selector];
      const [, place] = /^\$(\d+)$/.exec(selector) ?? [];
      return place === undefined ? undefined : fields[Number(place) - 1];
    },
  };
}

function readColumns(reader: PatternReader): { before: Column[]; after: Column[]; isOpen: boolean } {
  const before: Column[] = [];
  const after: Column[] = [];
  let isOpen = false;
  do {
    if (reader.take('...')) {
      if (isOpen) throw reader.invalid();
      isOpen = true;
    } else (isOpen ? after : before).push(readColumn(reader));
  } while (reader.take(','));
  if (!reader.isAtEnd) throw reader.invalid();
  return { before, after, isOpen };
}

const NAME = /[\p{L}\p{N}_$.-]+/uy;
const BARE = /[^\s,()&|"%=<>!]+/y;

function readColumn(reader: PatternReader): Column {
  reader.skipSpace();
  const next = reader.text[reader.at];
  if (next === undefined || next === ',') return { name: undefined, asked: undefined };
  let name: string | undefined;
  let isBare = false;
  const readCondition = (): Comparison => {
    reader.skipSpace();
    const own = reader.match(NAME);
    // Every condition of a place names it.
    if (own === undefined || (name !== undefined && own !== name)) throw reader.invalid();
    name = own;
    const comparison = readComparison(reader, BARE);
    if (comparison) return comparison;
    isBare = true;
    return { test: () => true, isRegex: false };
  };
  const asked = readExpression(reader, readCondition);
  if (isBare && asked.kind !== 'condition') throw reader.invalid();
  reader.skipSpace();
  return { name, asked: isBare ? undefined : asked };
}

/** The fields of a message: apart by spaces, which do not count within brackets and quotes. */
export function splitFields(message: string): string[] {
  const fields: string[] = [];
  const brackets = new Closings(message, ']');
  const quotes = new Closings(message, '"');
  const space = /\s/g;
  for (let at = nextField(message, 0); at < message.length;) {
    const first = message[at];
    const closing = first === '[' ? brackets.after(at) : first === '"' ? quotes.after(at) : -1;
    if (closing > 0 && /^(?:\s|$)/.test(message.slice(closing + 1, closing + 2))) {
      fields.push(message.slice(at + 1, closing));
      at = closing + 1;
    } else {
      space.lastIndex = at;
      const end = space.exec(message)?.index ?? message.length;
      fields.push(message.slice(at, end));
      at = end;
    }
    at = nextField(message, at);
  }
  return fields;
}

function nextField(message: string, at: number): number {
  const text = /\S/g;
  text.lastIndex = at;
  return text.exec(message)?.index ?? message.length;
}

/** Where a character comes next: looked for once however often it is asked for, as messages may be full of what is never closed. */
class Closings {
  readonly #message: string;
  readonly #character: string;
  #next = 0;

  constructor(message: string, character: string) {
    this.#message = message;
    this.#character = character;
  }

  /** -1 when it does not come. */
  after(at: number): number {
    if (this.#next >= 0 && this.#next <= at) this.#next = this.#message.indexOf(this.#character, at + 1);
    return this.#next;
  }
}
