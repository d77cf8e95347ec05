import { DATE, TIME, TIMESTAMP, varchar } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { fitTimestamp, midnightOf, timeOfDay } from '../../values/datetimes.js';
import { invalidDatetime } from '../../values/row-errors.js';
import type { ScalarFunction } from '../function.js';
import { isOf, isText, textType } from '../operands.js';
import { remembering } from '../remembering.js';
import { reader } from './format/read.js';
import { formatter } from './format/write.js';

/** The reference does not say how long a formatted datetime may be. */
const textLength = 1024;

/** CHAR_TO_TIMESTAMP(format, text) and its like, and back: the format comes first. */
export const conversions: readonly ScalarFunction[] = [
  fromText('CHAR_TO_TIMESTAMP', TIMESTAMP, (ms) => ms),
  fromText('CHAR_TO_DATE', DATE, midnightOf),
  fromText('CHAR_TO_TIME', TIME, timeOfDay),
  toText('DATE_TO_CHAR', DATE),
  toText('TIME_TO_CHAR', TIME),
  toText('TIMESTAMP_TO_CHAR', TIMESTAMP, 'null'),
];

function fromText(name: string, type: SqlType, part: (ms: number) => number): ScalarFunction {
  return {
    name,
    signatures: [`${name}(<CHARACTER>, <CHARACTER>)`],
    resolve(operands) {
      if (operands.length !== 2 || !operands.every(isText)) return undefined;
      const readers = remembering(reader);
      return {
        type,
        operandTypes: operands.map(textType),
        evaluate: (format: string, text: string) => {
          const ms = readers(format)(text);
          if (ms === undefined) throw invalidDatetime(text);
          return part(fitTimestamp(ms));
        },
      };
    },
  };
}

function toText(name: string, type: SqlType, ofNull: string | null = null): ScalarFunction {
  const isValue = isOf(type.kind);
  return {
    name,
    signatures: [`${name}(<CHARACTER>, <${type.kind}>)`],
    resolve(operands) {
      const [format, value] = operands;
      if (format === undefined || value === undefined || operands.length !== 2) return undefined;
      if (!isText(format) || !isValue(value)) return undefined;
      const formatters = remembering(formatter);
      return {
        type: varchar(textLength),
        operandTypes: [textType(format), type],
        // The reference: of TIMESTAMP_TO_CHAR, NULL becomes the text `null`.
        takesNull: true,
        evaluate: (pattern: string | null, ms: number | null) => {
          if (pattern === null) return null;
          return ms === null ? ofNull : formatters(pattern)(ms).slice(0, textLength);
        },
      };
    },
  };
}
