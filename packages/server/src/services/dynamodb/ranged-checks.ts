import type { Path } from './domain/expressions/ast.js';
import { pathsOf } from './domain/expressions/walk.js';
import type { KeyAttribute } from './domain/table.js';
import { allOfGlobal, filterOnKey, globalProjectsNot, indexFiltersNot } from './errors.js';
import { checkPaths } from './item-writes.js';
import type { RangeRequest } from './requests/parsed.js';
import type { IndexView, TableView } from './table-view.js';

interface Schema {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

/** A query's filter looks at nothing that its key condition could; no path leads into a key. @throws ValidationException */
export function checkFilter(view: TableView, schema: Schema, request: RangeRequest): void {
  const { filter, projection } = request;
  checkPaths(view, undefined, projection);
  if (filter === undefined) return;
  const keys = new Set([...schema.hash, ...schema.range].map(({ name }) => name));
  for (const [name] of pathsOf(filter)) {
    if (typeof name === 'string' && keys.has(name)) throw filterOnKey(name, request.legacyFilter);
  }
  checkPaths(view, filter);
}

/** Keys are scalars: no path leads into one. @throws ValidationException */
export function checkFilterPaths(view: TableView, { filter, projection }: RangeRequest): void {
  checkPaths(view, filter, projection);
}

/** A global index answers only what it holds. @throws ValidationException */
export function checkProjected(index: IndexView | undefined, request: RangeRequest): void {
  if (index?.global === undefined || index.projected === undefined) return;
  if (request.select === 'ALL_ATTRIBUTES') throw allOfGlobal(index.name);
  const missing = missingIn(index, request.projection ?? []);
  if (missing.length > 0) throw globalProjectsNot(index.name, missing);
}

/** A query filters by what its index holds, local or global; a scan finds nothing by what it does not. @throws ValidationException */
export function checkFilterProjected(index: IndexView | undefined, { filter }: RangeRequest): void {
  if (index === undefined || filter === undefined) return;
  const missing = missingIn(index, pathsOf(filter));
  if (missing.length > 0) throw indexFiltersNot(index.name, missing);
}

/** The attributes that the paths name and the index does not hold. */
function missingIn({ projected }: IndexView, paths: readonly Path[]): string[] {
  if (projected === undefined) return [];
  return [...new Set(paths.map(([name]) => String(name)))].filter((name) => !projected.has(name));
}
