import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Typed } from '../bind/typed.js';
import { RowError } from '../errors.js';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, TIMESTAMP, varchar, type SqlType, type Value } from '../types/sql-type.js';
import { compileExpression } from './expressions.js';
import { call, column, constant, divide, less, rowtime } from './testing.js';

const evaluate = (typed: Typed, ...values: readonly Value[]): Value =>
  compileExpression(typed)({ time: 77, values }, 99);

test('columns, times, constants', () => {
  assert.equal(evaluate(column(1), 1, 2), 2);
  assert.equal(evaluate(rowtime), 77);
  assert.equal(evaluate({ kind: 'now', type: TIMESTAMP }), 99);
  assert.equal(evaluate(constant('x', varchar(1))), 'x');
});

test('calls of no operand to many: without NULL in, NULL out; or with it', () => {
  const joined = (...operands: readonly Value[]): Value => operands.join('|');
  for (let arity = 0; arity <= 5; arity++) {
    const operands = Array.from({ length: arity }, (_operand, index) => column(index));
    const values = operands.map((_operand, index) => index);
    const plain = call('F', varchar(9), operands, joined as never);
    const takes = call('F', varchar(9), operands, joined as never, true);
    assert.equal(evaluate(plain, ...values), values.join('|'));
    for (let place = 0; place < arity; place++) {
      const withNull = values.with(place, null as never);
      assert.equal(evaluate(plain, ...withNull), null);
      assert.equal(evaluate(takes, ...withNull), withNull.join('|'));
    }
  }
});

test('words behind the operands are not passed', () => {
  const typed = call('F', INTEGER, [column(0), constant('MINUTE', varchar(6))], (...all: never[]) => all.length);
  if (typed.kind !== 'call') throw new TypeError();
  assert.equal(evaluate({ ...typed, call: { ...typed.call, operandTypes: [INTEGER] } }, 1), 1);
});

test('comparisons of numbers need no call', () => {
  const never = (): Value => assert.fail();
  const compared = (name: string, type: SqlType, a: Value, b: Value): Value =>
    evaluate(call(name, BOOLEAN, [column(0, type), column(1, type)], never), a, b);
  assert.deepEqual(
    ['=', '<>', '!=', '<', '<=', '>', '>='].map((name) => compared(name, INTEGER, 1, 2)),
    [false, true, true, true, true, false, false],
  );
  assert.equal(compared('=', DOUBLE, 1, null), null);
  assert.equal(compared('<', TIMESTAMP, null, 1), null);
});

test('AND and OR are three-valued and go no further than needed', () => {
  const fails = less(divide(constant(1), column(3)), constant(1));
  const logic = (kind: 'and' | 'or', ...operands: readonly Typed[]): Typed => ({ kind, operands, type: BOOLEAN });
  const [t, f, n] = [column(0, BOOLEAN), column(1, BOOLEAN), column(2, BOOLEAN)];
  const of = (typed: Typed): Value => evaluate(typed, true, false, null, 0);
  assert.deepEqual(
    [of(logic('and', t, t)), of(logic('and', t, n)), of(logic('and', n, f, fails))],
    [true, null, false],
  );
  assert.deepEqual([of(logic('or', f, f)), of(logic('or', f, n)), of(logic('or', n, t, fails))], [false, null, true]);
  assert.throws(() => of(logic('and', t, fails)), RowError);
});

test('CASE has the first branch that is true, and computes no other', () => {
  const typed: Typed = {
    kind: 'case',
    whens: [
      // oxlint-disable-next-line unicorn/no-thenable -- an expression's branch, nothing to be awaited
      { when: column(0, BOOLEAN), then: divide(constant(1), constant(0)) },
      // oxlint-disable-next-line unicorn/no-thenable
      { when: column(1, BOOLEAN), then: constant(2) },
    ],
    otherwise: constant(3),
    type: INTEGER,
  };
  assert.equal(evaluate(typed, null, true), 2);
  assert.equal(evaluate(typed, false, null), 3);
  assert.throws(() => evaluate(typed, true, true), RowError);
});

test('IN: NULL where it cannot be told', () => {
  const among = (values: readonly Value[], not: boolean, type: SqlType = BIGINT): Typed => ({
    kind: 'in',
    operand: column(0, type),
    values,
    not,
    type: BOOLEAN,
  });
  assert.deepEqual(
    [1n, 3n, null].map((value) => evaluate(among([1n, 2n], false), value)),
    [true, false, null],
  );
  assert.deepEqual(
    [1n, 3n].map((value) => evaluate(among([1n, null], true), value)),
    [false, null],
  );
  assert.equal(evaluate(among(['a', 'b'], false, varchar(3)), 'b  '), true);
});

test('casts that change nothing are not there; constants are computed once', () => {
  const cast = (operand: Typed, type: SqlType): Typed => ({ kind: 'cast', operand, type, mode: 'explicit' });
  assert.equal(evaluate(cast(column(0), INTEGER), 5), 5);
  assert.equal(evaluate(cast(column(0), BIGINT), 5), 5n);
  assert.equal(evaluate(cast(column(0), BIGINT), null), null);
  let calls = 0;
  const typed = call('F', INTEGER, [constant(1)], () => ++calls);
  const compiled = compileExpression(typed);
  assert.deepEqual(
    [1, 2].map(() => compiled({ time: 0, values: [] }, 0)),
    [1, 1],
  );
});
