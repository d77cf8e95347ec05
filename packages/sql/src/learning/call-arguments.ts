import { isExact, type Column, type TypeKind, type Value } from '../types/sql-type.js';
import type { TableFunctionArgument, TableFunctionCall } from './table-function.js';

/** What is wrong with a call: `resolve` answers it as its problem. */
export class CallProblem extends Error {}

/** Runs a resolution whose helpers below throw what is wrong. */
export function orProblem<Resolved>(resolve: () => Resolved): Resolved | { readonly problem: string } {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof CallProblem) return { problem: error.message };
    throw error;
  }
}

/** Reads a call's constants one after another. */
export class CallArguments {
  readonly #function: string;
  readonly #arguments: readonly TableFunctionArgument[];
  #next = 0;

  constructor(name: string, call: TableFunctionCall, least: number, most: number) {
    this.#function = name;
    this.#arguments = call.arguments;
    const count = call.arguments.length;
    if (count < least || count > most) {
      const takes = least === most ? `${most}` : `${least} to ${most}`;
      throw this.problem(`takes a cursor and ${takes} arguments, not ${count}`);
    }
  }

  /** An integer between two bounds, both allowed; the default where the call ends before it. */
  integer(name: string, least: number, most: number, ifAbsent?: number): number {
    const value = this.#number(name, ifAbsent);
    if (!Number.isInteger(value) || value < least || value > most)
      throw this.problem(`${name} must be an integer between ${least} and ${most}`);
    return value;
  }

  /** A number above zero. */
  positive(name: string): number {
    const value = this.#number(name);
    if (!(value > 0) || value === Infinity) throw this.problem(`${name} must be greater than 0`);
    return value;
  }

  boolean(name: string, ifAbsent: boolean): boolean {
    const value = this.#constant(name) ?? ifAbsent;
    if (typeof value !== 'boolean') throw this.problem(`${name} must be TRUE or FALSE`);
    return value;
  }

  text(name: string): string {
    const value = this.#constant(name);
    if (typeof value !== 'string') throw this.problem(`${name} must be a character string`);
    return value;
  }

  problem(what: string): CallProblem {
    return new CallProblem(`${this.#function}: ${what}`);
  }

  #number(name: string, ifAbsent?: number): number {
    const type = this.#arguments[this.#next]?.type;
    const value = this.#constant(name) ?? ifAbsent;
    if (typeof value === 'bigint') return Number(value) / 10 ** (type?.kind === 'DECIMAL' ? type.scale : 0);
    if (typeof value === 'number' && (type === undefined || isExact(type) || learnable.has(type.kind))) return value;
    throw this.problem(`${name} must be a number`);
  }

  /** Undefined where the call ends before it. */
  #constant(name: string): Value | undefined {
    const argument = this.#arguments[this.#next++];
    if (argument === undefined) return undefined;
    if (argument.constant === undefined) throw this.problem(`${name} must be a constant`);
    if (argument.constant === null) throw this.problem(`${name} must not be NULL`);
    return argument.constant;
  }
}

const learnable: ReadonlySet<TypeKind> = new Set([
  'DOUBLE',
  'REAL',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
] as const);

/** Where the columns stand that the learning functions look at. DECIMAL is none of them, as in AWS. */
export const learnableColumns = (columns: readonly Column[]): readonly number[] =>
  columns.flatMap(({ type }, index) => (learnable.has(type.kind) ? [index] : []));

/** Where a column stands that a call names in quotes: by its exact name, else regardless of case if only one is called so. */
export function columnIndex(call: CallArguments, columns: readonly Column[], name: string): number {
  const exact = columns.findIndex((column) => column.name === name);
  if (exact !== -1) return exact;
  const upper = name.toUpperCase();
  const alike = columns.flatMap((column, index) => (column.name.toUpperCase() === upper ? [index] : []));
  if (alike.length === 1 && alike[0] !== undefined) return alike[0];
  throw call.problem(`the cursor has no column '${name}'`);
}
