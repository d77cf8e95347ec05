import type { Period } from '../ast.js';
import type { Regex } from '../regex/regex.js';
import type { Value } from '../values.js';

/** What a function is called with. What is not asked for is not computed. */
export interface Arguments {
  readonly count: number;
  value(index: number): Value;
  /** As a number; undefined when it is none. */
  number(index: number): number | undefined;
  text(index: number): string | undefined;
  isTrue(index: number): boolean;
  /** A literal one. */
  regex(index: number): Regex | undefined;
  period(index: number): Period | undefined;
  /** Of the event, ms since the epoch. */
  readonly time: number | undefined;
  /** ms since the epoch. */
  readonly now: number;
}

export interface FunctionDefinition {
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  call(args: Arguments): Value;
}

export type FunctionGroup = { readonly [name: string]: FunctionDefinition };

/** A function of that many arguments. */
export const of = (least: number, most: number, call: (args: Arguments) => Value): FunctionDefinition => ({
  least,
  most,
  call,
});

/** A function of one number. */
export const ofNumber = (compute: (number: number) => Value): FunctionDefinition =>
  of(1, 1, (args) => {
    const number = args.number(0);
    return number === undefined ? undefined : compute(number);
  });

/** A function of one text. */
export const ofText = (compute: (text: string) => Value): FunctionDefinition =>
  of(1, 1, (args) => {
    const text = args.text(0);
    return text === undefined ? undefined : compute(text);
  });
