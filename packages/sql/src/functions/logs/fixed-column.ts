import type { RowFunction } from '../../bind/row-function.js';
import { char, longestVarchar } from '../../types/sql-type.js';
import { constantText, isText, lengthOf, textType } from '../operands.js';
import { parseColumns } from './column-list.js';
import { readColumn } from './column-values.js';

/**
 * FIXED_COLUMN_LOG_PARSE(text, columns): each column is a part of the text, from START on, FOR so many characters or to the text's end. Parts may overlap.
 * A column that begins behind the text's end is NULL.
 */
export const fixedColumnLogParse: RowFunction = {
  name: 'FIXED_COLUMN_LOG_PARSE',
  signatures: ['FIXED_COLUMN_LOG_PARSE(<CHARACTER>, <CHARACTER>)'],
  resolve(operands) {
    const [text, list] = operands;
    const described = parseColumns(constantText(list) ?? '');
    if (text === undefined || !isText(text) || described === undefined || operands.length !== 2) return undefined;
    const whole = char(Math.min(longestVarchar, Math.max(1, lengthOf(text))));
    const parts = described.map((column) => {
      const read = readColumn(column, whole);
      const { start, length } = column;
      return read === undefined || start === undefined ? undefined : { ...read, start, length };
    });
    const columns = parts.filter((part) => part !== undefined);
    if (columns.length !== parts.length) return undefined;
    return {
      columns: columns.map(({ column }) => column),
      operandTypes: [textType(text)],
      evaluate: (value: string) =>
        columns.map(({ start, length, read }) =>
          read(
            start >= value.length
              ? undefined
              : value.slice(start, length === undefined ? value.length : start + length),
          ),
        ),
    };
  },
};
