import type { PatternReader } from './reader.js';

/** A step into JSON: a member's name, an element's index, or every element. */
export type Step = string | number | typeof EVERY;
export const EVERY = Symbol('every element');

/** Names values of a JSON message: `$.a.b[0]['c d']`. */
export interface Selector {
  /** As it was written. */
  readonly text: string;
  readonly steps: readonly Step[];
}

const NAME = /[^\s.[\]()=<>!&|{}"',%]+/y;

/** Reads a selector, which stands next. */
export function readSelector(reader: PatternReader): Selector {
  const start = reader.at;
  const steps: Step[] = [];
  if (!reader.text.startsWith('$', start)) throw reader.invalid();
  reader.at++;
  for (let next = reader.text[reader.at]; next === '.' || next === '['; next = reader.text[reader.at]) {
    reader.at++;
    // `$.['a.b']` is written as well as `$['a.b']`.
    if (next === '.' && reader.text[reader.at] === '[') continue;
    steps.push(next === '.' ? readName(reader) : readBrackets(reader));
  }
  // `$` alone is the whole message.
  return { text: reader.text.slice(start, reader.at), steps };
}

function readName(reader: PatternReader): Step {
  const name = reader.match(NAME);
  if (name === undefined) throw reader.invalid();
  return name;
}

function readBrackets(reader: PatternReader): Step {
  const next = reader.text[reader.at];
  let step: Step;
  if (next === '"' || next === "'") step = reader.quoted();
  else if (next === '*') {
    reader.at++;
    step = EVERY;
  } else {
    const index = reader.match(/\d{1,9}/y);
    if (index === undefined) throw reader.invalid();
    step = Number(index);
  }
  if (!reader.take(']')) throw reader.invalid();
  return step;
}
