import { spanning, sqlErrorAt } from '../errors.js';
import type { Expression } from './ast.js';
import type { Cursor } from './cursor.js';
import { powers } from './powers.js';

const plain = ['CONTAINS', 'EQUALS', 'LAGS', 'LEADS', 'OVERLAPS', 'PRECEDES', 'SUCCEEDS'];
const strict = ['CONTAINS', 'LAGS', 'LEADS', 'OVERLAPS', 'PRECEDES', 'SUCCEEDS'];
const immediate = ['LAGS', 'LEADS', 'PRECEDES', 'SUCCEEDS'];

/** With what a temporal predicate may begin. */
export const periodWords: readonly string[] = [...plain, 'STRICTLY', 'IMMEDIATELY'];

/** Beginning and end of `(a, b)` or `PERIOD (a, b)`; undefined for what is no period. */
export function periodOf(expression: Expression): readonly [Expression, Expression] | undefined {
  let ends: readonly Expression[] = [];
  if (expression.kind === 'row') ends = expression.items;
  else if (expression.kind === 'call' && expression.name.parts.length === 1) {
    const [{ text }] = expression.name.parts;
    if (text === 'PERIOD') ends = expression.operands;
  }
  const [from, to] = ends;
  return from !== undefined && to !== undefined && ends.length === 2 ? [from, to] : undefined;
}

/** Whether a temporal predicate goes on from `left`. Its words but OVERLAPS are not reserved: they are none behind anything but a period. */
export const atPeriodPredicate = (cursor: Cursor, left: Expression): boolean =>
  cursor.peek().kind === 'word' && periodWords.includes(cursor.peek().text) && periodOf(left) !== undefined;

/**
 * `(a, b) OVERLAPS (c, d)`, `PERIOD (a, b) CONTAINS t`, `(a, b) STRICTLY PRECEDES (c, d) PRECEDES (e, f)`, which is two of them with AND between.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-temporal-predicate.html
 */
export function periodPredicate(cursor: Cursor, left: Expression): Expression {
  let period = left;
  let result: Expression | undefined;
  while (atPeriodPredicate(cursor, period)) {
    const { operator, point } = predicateName(cursor);
    const right = cursor.rules.expression(cursor, powers.comparison + 1);
    const ends = periodOf(right);
    if (ends === undefined && !point)
      throw sqlErrorAt(right.at, `${operator} needs a period '(start, end)' on its right`);
    const single: Expression = {
      kind: 'operator',
      operator,
      operands: [...(periodOf(period) ?? []), ...(ends ?? [right])],
      at: spanning(period.at, right.at),
    };
    result =
      result === undefined
        ? single
        : { kind: 'operator', operator: 'AND', operands: [result, single], at: spanning(left.at, right.at) };
    period = right;
  }
  return result ?? left;
}

/** Only CONTAINS may have a single point of time on its right. */
function predicateName(cursor: Cursor): { operator: string; point: boolean } {
  const adverb = cursor.accept('STRICTLY', 'IMMEDIATELY')?.text;
  const verb = cursor.expect(...(adverb === undefined ? plain : adverb === 'STRICTLY' ? strict : immediate)).text;
  return { operator: adverb === undefined ? verb : `${adverb} ${verb}`, point: verb === 'CONTAINS' };
}
