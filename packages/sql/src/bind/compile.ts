import { SqlError } from '../errors.js';
import { parseProgram } from '../syntax/index.js';
import type { GivenRelation } from './catalogue.js';
import { type Functions, indexed } from './context.js';
import type { Program } from './plan.js';
import { ProgramBinder } from './program.js';

export interface Given {
  /** The service's in-application input streams. */
  readonly sources: readonly GivenRelation[];
  /** The reference tables. */
  readonly tables: readonly GivenRelation[];
}

/**
 * A program from its text.
 * @param functions what it may call
 * @throws SqlError with the place of the first thing that is wrong
 */
export function compile(text: string, { sources, tables }: Given, functions: Functions): Program {
  const binder = new ProgramBinder({ sources, tables, functions: indexed(functions) });
  try {
    for (const statement of parseProgram(text)) binder.run(statement);
    return binder.finish();
  } catch (error) {
    // Depths are counted; what is deep in a way that is not counted is refused all the same.
    if (!(error instanceof RangeError) || !error.message.includes('call stack')) throw error;
    throw new SqlError('The program is nested too deeply', { line: 1, column: 1, endLine: 1, endColumn: 1 });
  }
}
