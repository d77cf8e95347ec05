import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  INTEGER,
  SMALLINT,
  TIMESTAMP,
  char,
  decimal,
  varchar,
  type Column,
  type SqlType,
  type Value,
} from '../types/sql-type.js';
import type { Choices } from './choices.js';
import type { Category } from './generate-expression.js';

/** A column of a source or of a reference table. */
export interface GivenColumn extends Column {
  readonly category: Category;
  readonly pool: readonly Value[];
}

interface Kind {
  readonly type: SqlType;
  readonly category: Category;
  readonly pool: readonly [Value, ...Value[]];
}

const day = 86_400_000;

const kinds: readonly [Kind, ...Kind[]] = [
  { type: INTEGER, category: 'whole', pool: [0, null, 1, 2, -1, 3, -7, 50, 100, 2_147_483_647] },
  { type: varchar(4), category: 'text', pool: ['a', null, 'b', 'ab', '', 'B c', 'ba a', 'a '] },
  { type: decimal(6, 2), category: 'decimal', pool: [0n, null, 150n, -275n, 25n, 1000n, 999_999n] },
  { type: DOUBLE, category: 'double', pool: [0, null, 1.5, -2.5, 0.1, 1e10, 12.5, -0.25] },
  { type: BOOLEAN, category: 'truth', pool: [false, null, true] },
  { type: TIMESTAMP, category: 'time', pool: [0, null, 10_000, 59_999, -1, 1_577_836_810_000, 18_000 * day + 500] },
  { type: BIGINT, category: 'whole', pool: [0n, null, 1n, -1n, 7n, 2n ** 40n, 2n ** 63n - 1n] },
  { type: SMALLINT, category: 'whole', pool: [0, null, 1, -3, 32_767, 100] },
  { type: char(3), category: 'text', pool: ['a  ', null, 'ab ', 'abc', 'B c', '   '] },
];

export function givenColumns(choices: Choices): GivenColumn[] {
  return choices.several(2, 6, (index) => {
    const kind = kinds[(index < 2 ? index : 0) + choices.below(kinds.length)] ?? kinds[0];
    return { ...kind, name: 'ABCDEF'.charAt(index) };
  });
}

/** A row's values. Few values are of each column, so that rows meet. */
export function givenValues(columns: readonly GivenColumn[], choices: Choices): Value[] {
  return columns.map(({ pool }) => {
    // The greatest ones are rare: sums of them overflow.
    const rare = choices.below(8) === 7;
    return pool[choices.below(rare ? pool.length : Math.min(pool.length, 6))] ?? null;
  });
}

const gaps = [0, 1000, 10_000, 500, 1, 0, 30_000, 60_000, 5000, 20_000, 1700, 3_600_000] as const;

/** ms between two rows. */
export const gap = (choices: Choices): number => choices.one(...gaps);
