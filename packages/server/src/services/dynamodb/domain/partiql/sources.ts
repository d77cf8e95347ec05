import { aliased, deepSource, emptySource, severalTables } from './errors.js';
import type { Expression, Source } from './syntax.js';

/** What a statement is about: a table, or an index of it. */
export interface Target {
  readonly table: string;
  readonly index?: string;
}

/**
 * What stands after FROM or UPDATE.
 * @throws ValidationException when it is not `table` or `table.index`
 */
export function targetOf({ of, aliased: isAliased, joined }: Source): Target {
  if (joined) throw severalTables();
  if (isAliased) throw aliased();
  const [table, index, more] = namesOf(of);
  if (table === undefined) throw severalTables();
  if (more !== undefined) throw deepSource();
  if (table === '' || index === '') throw emptySource();
  return { table, ...(index === undefined ? {} : { index }) };
}

/** The names of a dotted path; none of what is none. */
export function namesOf(expression: Expression): readonly string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'path' || expression.root.kind !== 'name') return [];
  const names = [expression.root.name];
  for (const step of expression.steps) {
    if (step.kind !== 'name') return [];
    names.push(step.name);
  }
  return names;
}
