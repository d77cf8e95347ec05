import type { Operand } from '../functions/function.js';
import type { SqlType } from '../types/sql-type.js';
import { fitDecimal, roundedQuotient } from '../values/decimals.js';
import { finite, fitBigint, fitReal, integerRange } from '../values/numbers.js';
import { overflow } from '../values/row-errors.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate } from './aggregate.js';
import { ApproximateSum } from './approximate-sum.js';
import { BigintSum } from './bigint-sum.js';
import { distinctly } from './distinct.js';
import { IntegerSum } from './integer-sum.js';
import { resolved, type EvenAggregate, type Finish } from './resolved.js';

/**
 * Of the operand's type: a sum that it does not hold fails where it is asked for. NULL of no values.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-sum.html
 */
export const sum: AggregateFunction = {
  name: 'SUM',
  signatures: ['SUM(<NUMERIC>)'],
  resolve: (operands, options) => resolveNumeric(operands, options, sumOf),
};

/**
 * Of the operand's type: integers are cut towards zero, decimals rounded to their scale. NULL of no values.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-avg.html
 */
export const avg: AggregateFunction = {
  name: 'AVG',
  signatures: ['AVG(<NUMERIC>)'],
  resolve: (operands, options) => resolveNumeric(operands, options, averageOf),
};

function resolveNumeric(
  operands: readonly Operand[],
  { distinct }: AggregateOptions,
  of: (type: SqlType) => EvenAggregate | undefined,
): ResolvedAggregate | undefined {
  const [operand, ...more] = operands;
  if (operand === undefined || more.length > 0) return undefined;
  const plain = of(operand.type);
  return plain !== undefined && distinct ? distinctly(operand.type, plain) : plain;
}

function sumOf(type: SqlType): EvenAggregate | undefined {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER': {
      const [least, greatest] = integerRange[type.kind];
      return ofIntegers(type, (total) => {
        if (total < least || total > greatest) throw overflow();
        return Number(total);
      });
    }
    case 'BIGINT':
      return ofBigints(type, fitBigint);
    case 'DECIMAL':
      return ofBigints(type, (total) => fitDecimal(total, type.precision));
    case 'REAL':
      return ofApproximates(type, fitReal);
    case 'DOUBLE':
      return ofApproximates(type, finite);
    default:
      return undefined;
  }
}

function averageOf(type: SqlType): EvenAggregate | undefined {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
      return ofIntegers(type, (total, count) => {
        if (typeof total === 'bigint') return Number(total / BigInt(count));
        // Without its rest it divides exactly: a rounded quotient could be the next integer.
        return (total - (total % count)) / count;
      });
    case 'BIGINT':
      return ofBigints(type, (total, count) => total / BigInt(count));
    case 'DECIMAL':
      return ofBigints(type, (total, count) => roundedQuotient(total, BigInt(count)));
    case 'REAL':
      return ofApproximates(type, (total, count) => fitReal(total / count));
    case 'DOUBLE':
      return ofApproximates(type, (total, count) => finite(total / count));
    default:
      return undefined;
  }
}

const ofIntegers = (type: SqlType, finish: Finish<number | bigint>): EvenAggregate =>
  resolved(type, [type], (saved) => new IntegerSum(finish, saved));
const ofBigints = (type: SqlType, finish: Finish<bigint>): EvenAggregate =>
  resolved(type, [type], (saved) => new BigintSum(finish, saved));
const ofApproximates = (type: SqlType, finish: Finish<number>): EvenAggregate =>
  resolved(type, [type], (saved) => new ApproximateSum(finish, saved));
