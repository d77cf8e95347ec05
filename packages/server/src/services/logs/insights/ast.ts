import type { Regex } from './regex/regex.js';
import type { Value } from './values.js';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'period'; readonly period: Period }
  /** The asterisk of count(*). */
  | { readonly kind: 'everything' }
  /** The name in lower case. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'binary'; readonly operator: Binary; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'minus'; readonly operand: Expression };

export type Binary =
  | 'or'
  | 'and'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'like'
  | 'not like'
  | 'in'
  | 'not in'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^';

export interface Period {
  readonly amount: number;
  readonly unit: Unit;
}
export type Unit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'q' | 'y';

/** A column: its name is the alias, or the expression's text. */
export interface Column {
  readonly name: string;
  readonly expression: Expression;
}

export type Command =
  | { readonly kind: 'fields' | 'display'; readonly columns: readonly Column[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  | ParseCommand
  | { readonly kind: 'stats'; readonly aggregates: readonly Column[]; readonly by: readonly Column[] }
  | { readonly kind: 'sort'; readonly keys: readonly { readonly field: string; readonly isDescending: boolean }[] }
  | { readonly kind: 'limit'; readonly count: number; readonly isAny: boolean }
  | { readonly kind: 'tail'; readonly count: number }
  | { readonly kind: 'dedup'; readonly fields: readonly string[] }
  | { readonly kind: 'unnest'; readonly field: string; readonly into: string };

export interface ParseCommand {
  readonly kind: 'parse';
  readonly source: Expression;
  readonly how:
    | { readonly kind: 'glob'; readonly pattern: string; readonly names: readonly string[] }
    | {
        readonly kind: 'regex';
        readonly regex: Regex;
        readonly names: readonly (readonly [name: string, group: number])[];
      }
    | { readonly kind: 'logfmt'; readonly name: string };
}
