import { sqlErrorAt } from '../errors.js';
import { parseProgram } from '../syntax/index.js';
import type { GivenRelation } from './catalogue.js';
import { type Functions, indexed } from './context.js';
import { blamed, withinBounds } from './effort.js';
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
    const statements = parseProgram(text);
    return withinBounds(() => {
      for (const statement of statements) binder.run(statement);
      return binder.finish();
    });
  } catch (error) {
    // Depths are counted; what is deep in a way that is not counted is refused all the same.
    if (!(error instanceof RangeError) || !error.message.includes('call stack')) throw error;
    throw sqlErrorAt(blamed(), 'Nested too deeply');
  }
}
