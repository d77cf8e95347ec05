import type { RowFunction } from '../../bind/row-function.js';
import { constantText, isText, textType } from '../operands.js';
import { cutText, textColumns } from './text-columns.js';
import { parseFormat } from './w3c-format.js';

/** W3C_LOG_PARSE(text, format): a column for each specifier of an Apache log format or one of its names; NULL where a line is not of the format. */
export const w3cLogParse: RowFunction = {
  name: 'W3C_LOG_PARSE',
  signatures: ['W3C_LOG_PARSE(<CHARACTER>, <CHARACTER>)'],
  resolve(operands) {
    const [text, format] = operands;
    const parsed = parseFormat(constantText(format) ?? '');
    if (text === undefined || !isText(text) || operands.length !== 2 || parsed === undefined) return undefined;
    const { form, columns } = parsed;
    return {
      columns: textColumns(columns),
      operandTypes: [textType(text)],
      evaluate: (value: string) => form.exec(value)?.slice(1).map(cutText) ?? null,
    };
  },
};
