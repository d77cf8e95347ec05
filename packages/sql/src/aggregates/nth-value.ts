import { constantText } from '../functions/operands.js';
import type { Operand } from '../functions/function.js';
import { isInteger } from '../types/sql-type.js';
import type { AggregateFunction, AggregateOptions, ResolvedAggregate } from './aggregate.js';
import { fromFirst } from './first-value.js';
import { fromLast } from './last-value.js';

/**
 * The value of the frame's nth row, a constant, from its first or its last: `NTH_VALUE(x, 2) FROM LAST IGNORE NULLS OVER w`. The word comes as the third operand.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-nth-value.html
 */
export const nthValue: AggregateFunction = {
  name: 'NTH_VALUE',
  signatures: ['NTH_VALUE(<ANY>, <INTEGER>)'],
  onlyOverWindow: true,
  resolve: resolveNth,
};

function resolveNth(
  [operand, nth, word, ...more]: readonly Operand[],
  { distinct, ignoreNulls }: AggregateOptions,
): ResolvedAggregate | undefined {
  if (operand === undefined || nth === undefined || more.length > 0 || distinct) return undefined;
  if (operand.type.kind === 'NULL' || !isInteger(nth.type)) return undefined;
  const place = Number(nth.constant ?? 0);
  if (!Number.isSafeInteger(place) || place < 1) return undefined;
  const from = word === undefined ? 'FIRST' : constantText(word);
  if (from === 'LAST') return fromLast(operand, place, ignoreNulls);
  return from === 'FIRST' ? fromFirst(operand, place, ignoreNulls) : undefined;
}
