import { varchar } from '../../types/sql-type.js';
import type { Column } from '../../types/sql-type.js';
import { cut } from '../../values/strings.js';

export const textLength = 1024;

/** COLUMN1 to COLUMNn, each of VARCHAR(1024). */
export const textColumns = (count: number): readonly Column[] =>
  Array.from({ length: count }, (_, index) => ({ name: `COLUMN${index + 1}`, type: varchar(textLength) }));

export const cutText = (text: string): string => cut(text, textLength);
