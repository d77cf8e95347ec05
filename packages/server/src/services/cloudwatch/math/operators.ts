import type { Operator } from './syntax.js';
import { computed, group, mapped, scalar, together, type Series, type Value } from './values.js';

/** Joins two values, not both groups. Where one of two series has no point, it counts as 0. */
export function operate(operator: Operator, left: Value, right: Value): Value {
  const join = JOINS[operator];
  if (left.kind === 'group') return group(left.series.map((one) => joined(join, one, right)));
  if (right.kind === 'group') return group(right.series.map((one) => joined(join, left, one)));
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalar(join(left.value, right.value));
  return joined(join, left, right);
}

export function negated(value: Value): Value {
  if (value.kind === 'scalar') return scalar(-value.value);
  if (value.kind === 'group') return group(value.series.map((one) => mapped(one, (v) => -v)));
  return mapped(value, (v) => -v);
}

type Join = (left: number, right: number) => number;

function joined(join: Join, left: Value, right: Value): Series {
  if (left.kind === 'series' && right.kind === 'series') {
    const like = { period: Math.min(left.period, right.period), label: left.label };
    return computed(like, joinedPoints(join, left, right));
  }
  if (left.kind === 'series' && right.kind === 'scalar') return mapped(left, (value) => join(value, right.value));
  if (left.kind === 'scalar' && right.kind === 'series') return mapped(right, (value) => join(left.value, value));
  throw new Error('types were checked before');
}

function* joinedPoints(join: Join, left: Series, right: Series): Generator<readonly [number, number]> {
  for (const [time, a = 0, b = 0] of together(left, right)) yield [time, join(a, b)];
}

/** Comparisons with what is no number are none. */
const truth =
  (holds: (left: number, right: number) => boolean): Join =>
  (left, right) =>
    Number.isNaN(left) || Number.isNaN(right) ? NaN : Number(holds(left, right));

const JOINS: Readonly<Record<Operator, Join>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': truth((a, b) => a === b),
  '!=': truth((a, b) => a !== b),
  '<=': truth((a, b) => a <= b),
  '>=': truth((a, b) => a >= b),
  '<': truth((a, b) => a < b),
  '>': truth((a, b) => a > b),
  AND: truth((a, b) => a !== 0 && b !== 0),
  OR: truth((a, b) => a !== 0 || b !== 0),
};
