import type { Operand } from '../functions/function.js';
import type { SqlType, Value } from '../types/sql-type.js';
import { decimalFromNumber, fitDecimal, powerOfTen, roundedQuotient } from '../values/decimals.js';
import { finite, fitBigint, fitReal, integerRange } from '../values/numbers.js';
import { overflow } from '../values/row-errors.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate } from './aggregate.js';
import { toQuotient } from './binary.js';
import { distinctly } from './distinct.js';
import { Moments, type FinishMoments, type Sums } from './moments.js';
import { resolved } from './resolved.js';

/**
 * Variances and deviations, of the operand's type; NULL of no values, and of one where it is a sample's.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-statistical-variance-deviation-functions.html
 */
export const spreads: readonly AggregateFunction[] = [
  spread('VAR_POP', { sample: false, root: false }),
  spread('VAR_SAMP', { sample: true, root: false }),
  spread('STDDEV_POP', { sample: false, root: true }),
  spread('STDDEV_SAMP', { sample: true, root: true }),
  // Its aliases: of the reference's page, and of its list of reserved words.
  spread('STD_DEV', { sample: true, root: true }),
  spread('STDDEV', { sample: true, root: true }),
];

interface Kind {
  readonly sample: boolean;
  /** The deviation. */
  readonly root: boolean;
}

function spread(name: string, kind: Kind): AggregateFunction {
  return {
    name,
    signatures: [`${name}(<NUMERIC>)`],
    resolve: (
      [operand, ...more]: readonly Operand[],
      { distinct }: AggregateOptions,
    ): ResolvedAggregate | undefined => {
      if (operand === undefined || more.length > 0) return undefined;
      const { type } = operand;
      const finish = finishOf(type, kind);
      if (finish === undefined) return undefined;
      const plain = resolved(type, [type], (saved) => new Moments(finish, saved));
      return distinct ? distinctly(type, plain) : plain;
    },
  };
}

function finishOf(type: SqlType, { sample, root }: Kind): FinishMoments | undefined {
  const finish = (root ? deviation : variance)(type);
  if (finish === undefined || !sample) return finish && ((sums) => finish(sums, sums.count));
  return (sums) => (sums.count === 1 ? null : finish(sums, sums.count - 1));
}

/** Of the sums, and of what the squares' sum is divided by. */
type Finish = (sums: Sums, divisor: number) => Value;

function variance(type: SqlType): Finish | undefined {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER': {
      const [, greatest] = integerRange[type.kind];
      return (sums, divisor) => {
        const value = wholeVariance(sums, divisor);
        if (value > greatest) throw overflow();
        return Number(value);
      };
    }
    case 'BIGINT':
      return (sums, divisor) => fitBigint(wholeVariance(sums, divisor));
    case 'DECIMAL': {
      const { precision, scale } = type;
      return (sums, divisor) => {
        const parts = BigInt(sums.count) * BigInt(divisor) * powerOfTen(scale);
        return fitDecimal(roundedQuotient(deviations(sums), parts), precision);
      };
    }
    case 'REAL':
      return (sums, divisor) => fitReal(approximateVariance(sums, divisor));
    case 'DOUBLE':
      return (sums, divisor) => finite(approximateVariance(sums, divisor));
    default:
      return undefined;
  }
}

function deviation(type: SqlType): Finish | undefined {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
      return (sums, divisor) => Math.round(Math.sqrt(Number(wholeVariance(sums, divisor))));
    case 'BIGINT':
      return (sums, divisor) => fitBigint(BigInt(Math.round(Math.sqrt(Number(wholeVariance(sums, divisor))))));
    case 'DECIMAL': {
      const { precision, scale } = type;
      const unit = powerOfTen(2 * scale);
      return (sums, divisor) => {
        const value = toQuotient(deviations(sums), BigInt(sums.count) * BigInt(divisor) * unit, 0);
        return fitDecimal(decimalFromNumber(Math.sqrt(value), scale), precision);
      };
    }
    case 'REAL':
      return (sums, divisor) => fitReal(Math.sqrt(approximateVariance(sums, divisor)));
    case 'DOUBLE':
      return (sums, divisor) => finite(Math.sqrt(approximateVariance(sums, divisor)));
    default:
      return undefined;
  }
}

/** The reference's formula in integers, whose divisions cut: (SUM(x*x) - SUM(x)*SUM(x) / COUNT(x)) / divisor. */
const wholeVariance = ({ count, sum, squares }: Sums, divisor: number): bigint =>
  (squares - (sum * sum) / BigInt(count)) / BigInt(divisor);

const approximateVariance = (sums: Sums, divisor: number): number =>
  toQuotient(deviations(sums), BigInt(sums.count) * BigInt(divisor), 2 * sums.exponent);

/** The sum of the squared deviations from the mean, times the count: never less than 0. */
const deviations = ({ count, sum, squares }: Sums): bigint => BigInt(count) * squares - sum * sum;
