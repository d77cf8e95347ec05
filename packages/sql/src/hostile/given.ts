import type { Given } from '../bind/compile.js';
import { BIGINT, DOUBLE, INTEGER, TIMESTAMP, varchar } from '../types/sql-type.js';

/** What the programs of these tests stand on: two streams and a reference table. */
export const given: Given = {
  sources: [
    {
      name: 'S',
      columns: [
        { name: 'A', type: INTEGER },
        { name: 'B', type: varchar(65_535) },
        { name: 'D', type: DOUBLE },
        { name: 'T', type: TIMESTAMP },
        { name: 'G', type: BIGINT },
      ],
    },
    {
      name: 'Q',
      columns: [
        { name: 'A', type: INTEGER },
        { name: 'B', type: varchar(65_535) },
      ],
    },
  ],
  tables: [
    {
      name: 'R',
      columns: [
        { name: 'K', type: INTEGER },
        { name: 'V', type: varchar(10) },
      ],
    },
  ],
};
