import type { PatternReader } from './reader.js';
import { compileRegex } from './regex.js';

/** A scalar as patterns compare it. */
export interface Value {
  /** As it stands in the message; a JSON string's content. */
  readonly text: string;
  /** Undefined when it is no number. */
  readonly number: number | undefined;
}

export type ValueTest = (value: Value) => boolean;

export interface Comparison {
  readonly test: ValueTest;
  readonly isRegex: boolean;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a text is; undefined for any other text. */
export const numberOf = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

/** Reads an operator and the value behind it. Undefined when no operator stands next. */
export function readComparison(reader: PatternReader, bare: RegExp): Comparison | undefined {
  reader.skipSpace();
  const operator = reader.match(/!=|<=|>=|=|<|>/y);
  if (operator === undefined) return undefined;
  reader.skipSpace();
  const next = reader.text[reader.at];
  if (next === '%') {
    const start = reader.at;
    const search = compileRegex(reader.regex());
    if (operator !== '=' && operator !== '!=') {
      reader.at = start;
      throw reader.invalid();
    }
    return { isRegex: true, test: ({ text }) => search(text) === (operator === '=') };
  }
  const start = reader.at;
  const isQuoted = next === '"' || next === "'";
  const literal = isQuoted ? reader.quoted() : reader.match(bare);
  if (literal === undefined) throw reader.invalid();
  const test = compare(operator, literal, isQuoted);
  if (test === undefined) {
    reader.at = start;
    throw reader.invalid();
  }
  return { isRegex: false, test };
}

/** A number without quotes compares as a number; with them, and with an asterisk, as text. */
function compare(operator: string, literal: string, isQuoted: boolean): ValueTest | undefined {
  const number = isQuoted ? undefined : numberOf(literal);
  if (number !== undefined) {
    const holds = ORDERS[operator];
    return holds && ((value) => value.number !== undefined && holds(value.number, number));
  }
  const fits = textTest(literal);
  if (operator === '=') return ({ text }) => fits(text);
  if (operator === '!=') return ({ text }) => !fits(text);
  return undefined;
}

const ORDERS: { readonly [operator: string]: ((a: number, b: number) => boolean) | undefined } = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** An asterisk stands for anything at the beginning and at the end, and for itself in between. */
function textTest(literal: string): (text: string) => boolean {
  if (literal === '*') return () => true;
  const atStart = literal.startsWith('*');
  const atEnd = literal.endsWith('*');
  const part = literal.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  if (atStart && atEnd) return (text) => text.includes(part);
  if (atEnd) return (text) => text.startsWith(part);
  // As AWS has it: only the first place counts at which the part is found, so that *11 does not find 1111.
  if (atStart) return (text) => text.includes(part) && text.indexOf(part) === text.length - part.length;
  return (text) => text === part;
}
