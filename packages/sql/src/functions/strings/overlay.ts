import { INTEGER, longestVarchar, varchar } from '../../types/sql-type.js';
import type { ScalarFunction } from '../function.js';
import { isText, isWhole, lengthOf, textType } from '../operands.js';
import { negativeLength } from '../row-errors.js';
import { stringTruncation } from '../../values/row-errors.js';

/** OVERLAY(text PLACING other FROM start [FOR length]): so much of the text as the other is long, if not said otherwise, is replaced. */
export const overlay: ScalarFunction = {
  name: 'OVERLAY',
  signatures: [
    'OVERLAY(<CHARACTER> PLACING <CHARACTER> FROM <INTEGER>)',
    'OVERLAY(<CHARACTER> PLACING <CHARACTER> FROM <INTEGER> FOR <INTEGER>)',
  ],
  resolve(operands) {
    const [text, other, ...numbers] = operands;
    if (text === undefined || other === undefined || !isText(text) || !isText(other)) return undefined;
    if (numbers.length < 1 || numbers.length > 2 || !numbers.every(isWhole)) return undefined;
    const length = Math.min(longestVarchar, Math.max(1, lengthOf(text) + lengthOf(other)));
    return {
      type: varchar(length),
      operandTypes: [textType(text), textType(other), ...numbers.map(() => INTEGER)],
      evaluate: (value: string, by: string, start: number, count = by.length) => {
        if (count < 0) throw negativeLength();
        // What is put before the text replaces none of it.
        const result = value.slice(0, Math.max(0, start - 1)) + by + value.slice(Math.max(0, start - 1 + count));
        if (result.length > length) throw stringTruncation(result);
        return result;
      },
    };
  },
};
