import type { Typed } from '../bind/typed.js';
import { typeText, type SqlType, type TypeKind, type Value } from '../types/sql-type.js';
import { castFunction, identity } from '../values/cast.js';
import { groupKey } from '../values/compare.js';
import type { Row } from './engine-types.js';

/**
 * Computes an expression over a row. `now` is the step's reading of the clock, ms since 1970.
 * @throws RowError when the row cannot be computed
 */
export type Expression = (row: Row, now: number) => Value;

type Call = Extract<Typed, { kind: 'call' }>;
type Evaluate = (...operands: readonly Value[]) => Value;

/** A closure for each node of the expression, made once for all rows. What is constant is computed here already, unless it fails: then each row fails. */
export function compileExpression(typed: Typed): Expression {
  switch (typed.kind) {
    case 'column': {
      const { index } = typed;
      return (row) => row.values[index] ?? null;
    }
    case 'rowtime':
      return (row) => row.time;
    case 'now':
      return (_row, now) => now;
    case 'constant':
      return constant(typed.value);
    case 'call':
      return folded(compileCall(typed), passed(typed));
    case 'cast':
      return folded(compileCast(typed), [typed.operand]);
    case 'and':
      return conjunction(typed.operands.map(compileExpression));
    case 'or':
      return disjunction(typed.operands.map(compileExpression));
    case 'case':
      return compileCase(typed);
    case 'in':
      return compileIn(typed);
  }
}

const constant =
  (value: Value): Expression =>
  () =>
    value;

const nothing: Row = { time: 0, values: [] };

function folded(expression: Expression, operands: readonly Typed[]): Expression {
  if (!operands.every(({ kind }) => kind === 'constant')) return expression;
  try {
    return constant(expression(nothing, 0));
  } catch {
    return expression;
  }
}

/** Words of a call (`TO MINUTE`) may stand behind its operands: they are no operands at run time. */
const passed = ({ call, operands }: Call): readonly Typed[] => operands.slice(0, call.operandTypes.length);

function compileCall(typed: Call): Expression {
  const operands = passed(typed);
  const compiled = operands.map(compileExpression);
  const [first, second, third] = compiled;
  if (first && second && compiled.length === 2) {
    const comparison = numberComparison(typed.name, typed.call.operandTypes, first, second);
    if (comparison) return comparison;
  }
  const evaluate: Evaluate = typed.call.evaluate as Evaluate;
  if (!first) return () => evaluate();
  if (typed.call.takesNull) {
    if (!second) return (row, now) => evaluate(first(row, now));
    if (!third) return (row, now) => evaluate(first(row, now), second(row, now));
    return (row, now) => evaluate(...compiled.map((operand) => operand(row, now)));
  }
  if (!second)
    return (row, now) => {
      const a = first(row, now);
      return a === null ? null : evaluate(a);
    };
  if (!third) return binaryCall(evaluate, operands, first, second);
  if (compiled.length === 3)
    return (row, now) => {
      const a = first(row, now);
      if (a === null) return null;
      const b = second(row, now);
      if (b === null) return null;
      const c = third(row, now);
      return c === null ? null : evaluate(a, b, c);
    };
  return (row, now) => {
    const values: Value[] = [];
    for (const operand of compiled) {
      const value = operand(row, now);
      if (value === null) return null;
      values.push(value);
    }
    return evaluate(...values);
  };
}

/** A constant right-hand side is what most operators have: it is not asked again. */
function binaryCall(evaluate: Evaluate, operands: readonly Typed[], first: Expression, second: Expression): Expression {
  const right = operands[1];
  if (right?.kind === 'constant') {
    const { value } = right;
    if (value === null) return constant(null);
    return (row, now) => {
      const a = first(row, now);
      return a === null ? null : evaluate(a, value);
    };
  }
  return (row, now) => {
    const a = first(row, now);
    if (a === null) return null;
    const b = second(row, now);
    return b === null ? null : evaluate(a, b);
  };
}

const plainNumbers: ReadonlySet<TypeKind> = new Set([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'REAL',
  'DOUBLE',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'INTERVAL',
]);

/** Comparisons of what JavaScript compares as SQL does, without a call. */
function numberComparison(
  name: string,
  types: readonly SqlType[],
  left: Expression,
  right: Expression,
): Expression | undefined {
  if (!types.every(({ kind }) => plainNumbers.has(kind))) return undefined;
  const compared =
    (test: (a: number, b: number) => boolean): Expression =>
    (row, now) => {
      const a = left(row, now);
      if (a === null) return null;
      const b = right(row, now);
      return b === null ? null : test(a as number, b as number);
    };
  switch (name) {
    case '=':
      return compared((a, b) => a === b);
    case '<>':
    case '!=':
      return compared((a, b) => a !== b);
    case '<':
      return compared((a, b) => a < b);
    case '<=':
      return compared((a, b) => a <= b);
    case '>':
      return compared((a, b) => a > b);
    case '>=':
      return compared((a, b) => a >= b);
    default:
      return undefined;
  }
}

function compileCast({ operand, type, mode }: Extract<Typed, { kind: 'cast' }>): Expression {
  const compiled = compileExpression(operand);
  const cast = castFunction(operand.type, type, mode) as ((value: Value) => Value) | undefined;
  if (cast === undefined) throw new TypeError(`There is no cast from ${typeText(operand.type)} to ${typeText(type)}`);
  if (cast === identity) return compiled;
  return (row, now) => {
    const value = compiled(row, now);
    return value === null ? null : cast(value);
  };
}

function conjunction(operands: readonly Expression[]): Expression {
  return (row, now) => {
    let result: Value = true;
    for (const operand of operands) {
      const value = operand(row, now);
      if (value === false) return false;
      if (value === null) result = null;
    }
    return result;
  };
}

function disjunction(operands: readonly Expression[]): Expression {
  return (row, now) => {
    let result: Value = false;
    for (const operand of operands) {
      const value = operand(row, now);
      if (value === true) return true;
      if (value === null) result = null;
    }
    return result;
  };
}

function compileCase({ whens, otherwise }: Extract<Typed, { kind: 'case' }>): Expression {
  const branches = whens.map(({ when, then }) => ({ when: compileExpression(when), result: compileExpression(then) }));
  const last = compileExpression(otherwise);
  return (row, now) => {
    for (const { when, result } of branches) if (when(row, now) === true) return result(row, now);
    return last(row, now);
  };
}

function compileIn({ operand, values, not }: Extract<Typed, { kind: 'in' }>): Expression {
  const compiled = compileExpression(operand);
  const keyOf = groupKey(operand.type) as (value: Value) => Value;
  const found = new Set(values.filter((value) => value !== null).map(keyOf));
  const missing = values.includes(null) ? null : not;
  return (row, now) => {
    const value = compiled(row, now);
    if (value === null) return null;
    return found.has(keyOf(value)) ? !not : missing;
  };
}
