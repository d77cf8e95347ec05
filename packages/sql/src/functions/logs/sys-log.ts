import type { RowFunction } from '../../bind/row-function.js';
import { TIMESTAMP, varchar } from '../../types/sql-type.js';
import { reader } from '../date-time/format/read.js';
import { isText, textType } from '../operands.js';
import { cutText, textLength } from './text-columns.js';

const form = /^(?:<\d{1,3}>)?([A-Za-z]{3} +\d{1,2} \d{2}:\d{2}:\d{2}) +([\s\S]*)$/;
const timeOf = reader('MMM dd HH:mm:ss');

/** SYS_LOG_PARSE(text): of `Mon DD HH:MM:SS server message` the time, in 1970 as no year is said, and what follows it. */
export const sysLogParse: RowFunction = {
  name: 'SYS_LOG_PARSE',
  signatures: ['SYS_LOG_PARSE(<CHARACTER>)'],
  resolve(operands) {
    const [text] = operands;
    if (text === undefined || operands.length !== 1 || !isText(text)) return undefined;
    return {
      columns: [
        { name: 'COLUMN1', type: TIMESTAMP },
        { name: 'COLUMN2', type: varchar(textLength) },
      ],
      operandTypes: [textType(text)],
      evaluate: (value: string) => {
        const match = form.exec(value);
        const time = match === null ? undefined : timeOf(match[1] ?? '');
        return match === null || time === undefined ? null : [time, cutText(match[2] ?? '')];
      },
    };
  },
};
