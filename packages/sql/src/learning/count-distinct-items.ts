import { BIGINT, type Column } from '../types/sql-type.js';
import { CallArguments, columnIndex, orProblem } from './call-arguments.js';
import { DistinctCounter } from './distinct-counter.js';
import { itemText } from './item.js';
import type { TableFunction } from './table-function.js';
import { tumbling } from './tumbling.js';

/**
 * How many different values a column has in each window; NULL is none.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/count-distinct-items.html
 */
export const countDistinctItems: TableFunction = {
  name: 'COUNT_DISTINCT_ITEMS_TUMBLING',
  signatures: ['COUNT_DISTINCT_ITEMS_TUMBLING(<CURSOR>, <CHARACTER>, <INTEGER>)'],
  resolve: (call) =>
    orProblem(() => {
      const read = new CallArguments('COUNT_DISTINCT_ITEMS_TUMBLING', call, 2, 2);
      const column = columnIndex(read, call.cursorColumns, read.text('columnName'));
      const size = read.integer('windowSize', 1, 3600) * 1000;
      const type = call.cursorColumns[column]?.type ?? BIGINT;
      return {
        columns: [count],
        create: (saved) =>
          tumbling(
            size,
            (content) => {
              const counter = new DistinctCounter(content);
              return {
                add(values) {
                  const value = values[column] ?? null;
                  if (value !== null) counter.add(itemText(value, type));
                },
                result: () => [[BigInt(counter.count())]],
                save: () => counter.save(),
              };
            },
            saved,
          ),
      };
    }),
};

const count: Column = { name: 'NUMBER_OF_DISTINCT_ITEMS', type: BIGINT };
