import { DOUBLE, varchar, type Column } from '../types/sql-type.js';
import { CallArguments, columnIndex, orProblem } from './call-arguments.js';
import { HeavyHitters } from './heavy-hitters.js';
import { itemText } from './item.js';
import type { TableFunction } from './table-function.js';
import { tumbling } from './tumbling.js';

/**
 * The values that a column has most often in each window, the most frequent first; NULL is none.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/top-k.html
 */
export const topKItems: TableFunction = {
  name: 'TOP_K_ITEMS_TUMBLING',
  signatures: ['TOP_K_ITEMS_TUMBLING(<CURSOR>, <CHARACTER>, <INTEGER>, <INTEGER>)'],
  resolve: (call) =>
    orProblem(() => {
      const read = new CallArguments('TOP_K_ITEMS_TUMBLING', call, 3, 3);
      const column = columnIndex(read, call.cursorColumns, read.text('columnName'));
      const most = read.integer('K', 1, 100_000);
      const size = read.integer('windowSize', 1, 3600) * 1000;
      const type = call.cursorColumns[column]?.type ?? varchar(itemLength);
      const capacity = Math.max(leastCapacity, 2 * most);
      return {
        columns,
        create: (saved) =>
          tumbling(
            size,
            (content) => {
              const hitters = new HeavyHitters(capacity, content);
              return {
                add(values) {
                  const value = values[column] ?? null;
                  if (value !== null) hitters.add(itemText(value, type).slice(0, itemLength));
                },
                result: () => hitters.top(most).map(({ item, count }) => [item, count]),
                save: () => hitters.save(),
              };
            },
            saved,
          ),
      };
    }),
};

/** As the console's template declares them: an item is a text, whatever type its column has. */
const itemLength = 1024;
const columns: readonly Column[] = [
  { name: 'ITEM', type: varchar(itemLength) },
  { name: 'ITEM_COUNT', type: DOUBLE },
];

/** So many different values are counted exactly. */
const leastCapacity = 10_000;
