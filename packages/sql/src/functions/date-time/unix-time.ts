import { BIGINT, TIMESTAMP } from '../../types/sql-type.js';
import { fitTimestamp } from '../../values/datetimes.js';
import { fitBigint } from '../../values/numbers.js';
import type { Operand, ScalarFunction } from '../function.js';
import { isOf, isWhole } from '../operands.js';

const isTimestamp = isOf('TIMESTAMP');

/** UNIX_TIMESTAMP(timestamp): ms since 1970. */
const unixTimestamp: ScalarFunction = {
  name: 'UNIX_TIMESTAMP',
  signatures: ['UNIX_TIMESTAMP(<TIMESTAMP>)'],
  resolve: (operands) =>
    operands.length === 1 && operands.every(isTimestamp)
      ? { type: BIGINT, operandTypes: [TIMESTAMP], monotonic: true, evaluate: (ms: number) => BigInt(ms) }
      : undefined,
};

/** TO_TIMESTAMP(ms since 1970) */
const toTimestamp: ScalarFunction = {
  name: 'TO_TIMESTAMP',
  signatures: ['TO_TIMESTAMP(<BIGINT>)'],
  resolve: (operands) =>
    operands.length === 1 && operands.every(isWhole)
      ? {
          type: TIMESTAMP,
          operandTypes: [BIGINT],
          monotonic: true,
          evaluate: (ms: bigint) => fitTimestamp(Number(ms)),
        }
      : undefined,
};

/**
 * TSDIFF(start, end): the ms from the one to the other, negative where the end comes first.
 * The reference calls the operands ms since 1970 of type BIGINT; programs pass timestamps.
 */
const tsdiff: ScalarFunction = {
  name: 'TSDIFF',
  signatures: ['TSDIFF(<TIMESTAMP>, <TIMESTAMP>)', 'TSDIFF(<BIGINT>, <BIGINT>)'],
  resolve(operands) {
    if (operands.length !== 2) return undefined;
    if (operands.every(isTimestamp))
      return {
        type: BIGINT,
        operandTypes: [TIMESTAMP, TIMESTAMP],
        evaluate: (start: number, end: number) => BigInt(end - start),
      };
    if (!operands.every((operand: Operand) => isTimestamp(operand) || isWhole(operand))) return undefined;
    return {
      type: BIGINT,
      operandTypes: operands.map((operand) => (isTimestamp(operand) ? TIMESTAMP : BIGINT)),
      evaluate: (start: number | bigint, end: number | bigint) => fitBigint(BigInt(end) - BigInt(start)),
    };
  },
};

export const unixTime: readonly ScalarFunction[] = [unixTimestamp, toTimestamp, tsdiff];
