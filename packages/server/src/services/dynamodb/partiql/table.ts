import type { PartiqlTable } from '../domain/partiql/table.js';
import type { TableView } from '../table-view.js';

const known = new WeakMap<TableView, PartiqlTable>();

/** What planning needs to know of a table, made once for each version of it. */
export function partiqlTable(view: TableView): PartiqlTable {
  const before = known.get(view);
  if (before !== undefined) return before;
  const table: PartiqlTable = {
    name: view.table.name,
    hashKey: view.hash,
    ...(view.range === undefined ? {} : { rangeKey: view.range }),
    indexes: view.indexes.map(({ name, global, hash, range, projected }) => ({
      name,
      kind: global === undefined ? 'lsi' : 'gsi',
      hash,
      range,
      projected: projected ?? 'all',
    })),
  };
  known.set(view, table);
  return table;
}
