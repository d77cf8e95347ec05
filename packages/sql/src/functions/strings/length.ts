import { INTEGER } from '../../types/sql-type.js';
import type { ScalarFunction } from '../function.js';
import { isText, textType } from '../operands.js';

/** CHAR_LENGTH and CHARACTER_LENGTH: a CHAR's blanks count. */
export const lengthFunctions: readonly ScalarFunction[] = ['CHAR_LENGTH', 'CHARACTER_LENGTH'].map((name) => ({
  name,
  signatures: [`${name}(<CHARACTER>)`],
  resolve: (operands) =>
    operands.length === 1 && operands.every(isText)
      ? { type: INTEGER, operandTypes: operands.map(textType), evaluate: (text: string) => text.length }
      : undefined,
}));

/** POSITION(a IN b): from 1 on; 0 where it is not there. */
export const position: ScalarFunction = {
  name: 'POSITION',
  signatures: ['POSITION(<CHARACTER> IN <CHARACTER>)'],
  resolve: (operands) =>
    operands.length === 2 && operands.every(isText)
      ? {
          type: INTEGER,
          operandTypes: operands.map(textType),
          evaluate: (sought: string, text: string) => text.indexOf(sought) + 1,
        }
      : undefined,
};
