import { setAttribute, type Item, type ItemDraft } from '../attribute-value.js';
import type { Path } from '../expressions/ast.js';
import { valueAt } from '../expressions/evaluate.js';
import { duplicateColumn, unexpectedPathComponent } from './errors.js';
import { pathOf } from './paths.js';
import type { Expression } from './syntax.js';

/** What SELECT answers of an item, under the name that it has in the answer. */
export interface Column {
  readonly name: string;
  readonly path: Path;
}

/** @throws ValidationException when a column is no path, or two have one name */
export function columnsOf(expressions: readonly Expression[]): readonly Column[] {
  const columns = expressions.map((expression) => {
    if (expression.kind !== 'name' && expression.kind !== 'path') throw unexpectedPathComponent(expression.at);
    const path = pathOf(expression);
    return { name: columnName(path), path };
  });
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw duplicateColumn(name);
    names.add(name);
  }
  return columns;
}

/** The last name of the path, with the indices behind it: `k[0]`. */
function columnName(path: Path): string {
  const last = path.findLastIndex((step) => typeof step === 'string');
  return path.slice(last).reduce<string>((name, step) => name + (typeof step === 'number' ? `[${step}]` : step), '');
}

/** The columns that an item has; none of a path that leads nowhere. */
export function shape(item: Item, columns: readonly Column[]): Item {
  const shaped: ItemDraft = {};
  for (const { name, path } of columns) {
    const value = valueAt(item, path);
    if (value !== undefined) setAttribute(shaped, name, value);
  }
  return shaped;
}
