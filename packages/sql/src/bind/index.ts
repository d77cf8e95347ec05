import { operators, prefixOperators } from '../functions/operators/index.js';
import { rowFunctions, scalarFunctions } from '../functions/index.js';
import { tableFunctions } from '../learning/table-functions.js';
import { aggregateFunctions } from '../aggregates/index.js';
import { type Given, compile } from './compile.js';
import type { Functions } from './context.js';
import type { Program } from './plan.js';

/** All functions of the language. */
const functions: Functions = {
  scalar: [...operators, ...prefixOperators, ...scalarFunctions],
  aggregate: aggregateFunctions,
  table: tableFunctions,
  row: rowFunctions,
};

/**
 * Compiles a program.
 * @param given the service's input streams and reference tables
 * @throws SqlError with the place of the first thing that is wrong
 */
export const compileProgram = (text: string, given: Given): Program => compile(text, given, functions);

export type { GivenRelation } from './catalogue.js';
export type { Given } from './compile.js';
export { describePlan, describeProgram } from './plan-text.js';
