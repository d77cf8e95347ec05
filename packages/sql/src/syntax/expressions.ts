import { spanning, sqlErrorAt } from '../errors.js';
import type { Expression } from './ast.js';
import type { Cursor } from './cursor.js';
import { powers } from './powers.js';
import { parenthesized, primary } from './primaries.js';
import { atPeriodPredicate, periodOf, periodPredicate, periodWords } from './periods.js';

/** An expression of operators that bind at least as tightly as `power`. */
export function expression(cursor: Cursor, power: number = powers.or): Expression {
  return cursor.nested(() => {
    let left = prefixed(cursor);
    for (;;) {
      noteInfixes(cursor, power, left);
      const longer = extended(cursor, left, power);
      if (longer === undefined) return left;
      left = longer;
    }
  });
}

function prefixed(cursor: Cursor): Expression {
  const sign = cursor.accept('NOT', '+', '-');
  if (sign === undefined) return primary(cursor);
  const operand = expression(cursor, sign.text === 'NOT' ? powers.not : powers.unary);
  return { kind: 'operator', operator: sign.text, operands: [operand], at: spanning(sign.at, operand.at) };
}

const binaries: ReadonlyMap<string, number> = new Map([
  ['=', powers.comparison],
  ['<>', powers.comparison],
  ['<', powers.comparison],
  ['<=', powers.comparison],
  ['>', powers.comparison],
  ['>=', powers.comparison],
  ['+', powers.additive],
  ['-', powers.additive],
  ['*', powers.multiplicative],
  ['/', powers.multiplicative],
  ['||', powers.multiplicative],
]);

const predicates = ['BETWEEN', 'IN', 'LIKE', 'SIMILAR'];

function noteInfixes(cursor: Cursor, power: number, left: Expression): void {
  if (!cursor.watching) return;
  for (const [operator, its] of binaries) if (its >= power) cursor.note([operator]);
  if (powers.or >= power) cursor.note(['OR']);
  if (powers.and >= power) cursor.note(['AND']);
  if (powers.is >= power) cursor.note(['IS']);
  if (powers.predicate >= power) cursor.note([...predicates, 'NOT']);
  if (powers.comparison >= power && periodOf(left) !== undefined) cursor.note(periodWords);
}

/** `left` and what comes behind it, or nothing where no operator comes that binds tightly enough. */
function extended(cursor: Cursor, left: Expression, power: number): Expression | undefined {
  const { kind, text } = cursor.peek();
  if (kind !== 'word' && kind !== 'symbol') return undefined;
  const binary = binaries.get(text);
  if (binary !== undefined) {
    if (binary < power) return undefined;
    cursor.next();
    return operator(text, [left, expression(cursor, binary + 1)]);
  }
  if (text === 'AND') return powers.and < power ? undefined : chain(cursor, left, 'AND', powers.and);
  if (text === 'OR') return powers.or < power ? undefined : chain(cursor, left, 'OR', powers.or);
  if (text === 'IS') return is(cursor, left, power);
  if (text === 'NOT' || predicates.includes(text))
    return powers.predicate < power ? undefined : predicate(cursor, left);
  if (powers.comparison >= power && atPeriodPredicate(cursor, left)) return periodPredicate(cursor, left);
  return undefined;
}

const operator = (name: string, operands: readonly [Expression, ...Expression[]]): Expression => ({
  kind: 'operator',
  operator: name,
  operands,
  at: spanning(operands[0].at, operands[operands.length - 1]?.at ?? operands[0].at),
});

/** `a AND b AND c AND …`: a balanced tree, so that a thousand of them are ten levels deep. */
function chain(cursor: Cursor, first: Expression, word: 'AND' | 'OR', power: number): Expression {
  const links = [first];
  while (cursor.accept(word) !== undefined) links.push(expression(cursor, power + 1));
  const join = (from: number, to: number): Expression => {
    const middle = (from + to + 1) >>> 1;
    const only = links[from];
    if (only !== undefined && to - from === 1) return only;
    return operator(word, [join(from, middle), join(middle, to)]);
  };
  return join(0, links.length);
}

const truths = ['TRUE', 'FALSE', 'UNKNOWN'];

function is(cursor: Cursor, left: Expression, power: number): Expression | undefined {
  const truth = truths.some((word) => cursor.is(word, cursor.is('NOT', 1) ? 2 : 1));
  if ((truth ? powers.truth : powers.is) < power) return undefined;
  cursor.next();
  const verb = cursor.accept('NOT') === undefined ? 'IS' : 'IS NOT';
  const what = cursor.expect('NULL', 'DISTINCT', ...truths);
  if (what.text === 'DISTINCT') {
    cursor.expect('FROM');
    return operator(`${verb} DISTINCT FROM`, [left, expression(cursor, powers.is + 1)]);
  }
  return { kind: 'operator', operator: `${verb} ${what.text}`, operands: [left], at: spanning(left.at, what.at) };
}

function predicate(cursor: Cursor, left: Expression): Expression {
  const not = cursor.accept('NOT') !== undefined;
  const { text: word, at } = cursor.expect(...predicates);
  const negated = not ? 'NOT ' : '';
  const tighter = (): Expression => expression(cursor, powers.predicate + 1);
  if (word === 'IN') {
    const { query, items, at: end } = parenthesized(cursor);
    const span = spanning(left.at, end);
    if (query !== undefined) return { kind: 'in-query', operand: left, query, not, at: span };
    return { kind: 'in-list', operand: left, list: items, not, at: span };
  }
  if (word === 'BETWEEN') {
    const symmetric = cursor.accept('ASYMMETRIC', 'SYMMETRIC')?.text === 'SYMMETRIC';
    const low = tighter();
    const { kind, reserved } = cursor.peek();
    if (!cursor.at('AND') && (kind === 'end' || kind === 'symbol' || reserved))
      throw sqlErrorAt(at, 'BETWEEN operator has no terminating AND');
    cursor.expect('AND');
    return operator(`${negated}BETWEEN${symmetric ? ' SYMMETRIC' : ''}`, [left, low, tighter()]);
  }
  if (word === 'SIMILAR') cursor.expect('TO');
  const pattern = tighter();
  const escape = cursor.accept('ESCAPE') === undefined ? [] : [tighter()];
  return operator(`${negated}${word === 'LIKE' ? 'LIKE' : 'SIMILAR TO'}`, [left, pattern, ...escape]);
}
