import type { Call, Expression } from '../syntax/ast.js';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  INTEGER,
  NULL,
  TIMESTAMP,
  char,
  decimal,
  isNumeric,
  type Value,
} from '../types/sql-type.js';
import { compared } from './compare.js';
import { constant, converted, ms, strict, type Computed, type Context, type Row } from './computed.js';
import { convert } from './convert.js';
import { Failure } from './failure.js';
import { divided, fractionOf, minus, plus, times, truncated, valueOf, whole } from './fraction.js';
import { callOf } from './functions.js';
import { arithmeticType, commonType, type Arithmetic } from './typing.js';

type Operator = Extract<Expression, { kind: 'operator' }>;

/** Interprets an expression. */
export function computed(expression: Expression, context: Context): Computed {
  const special = context.special?.(expression);
  if (special !== undefined) return special;
  const inner = (each: Expression): Computed => computed(each, context);
  switch (expression.kind) {
    case 'literal':
      return literal(expression.literal);
    case 'name':
      return context.name(expression.name);
    case 'operator':
      return operator(expression, expression.operands.map(inner));
    case 'case':
      return caseOf(expression, inner);
    case 'cast':
      return converted(inner(expression.operand), expression.type.type);
    case 'in-list': {
      const { not, operand, list } = expression;
      const tested = inner(operand);
      const found = disjunction(list.map((item) => comparison('=', tested, inner(item))));
      return not ? negated(found) : found;
    }
    case 'datetime-difference':
      return strict(
        { kind: 'INTERVAL', qualifier: expression.qualifier },
        [inner(expression.left), inner(expression.right)],
        (a, b) => Number(a) - Number(b),
      );
    case 'call':
      return call(expression, inner);
    default:
      throw new TypeError(`The oracle knows no ${expression.kind}`);
  }
}

function call(expression: Call, inner: (each: Expression) => Computed): Computed {
  const name = expression.name.parts[0].text;
  const operands = expression.operands.map(inner);
  const [first, second] = operands;
  if (name === 'COALESCE') {
    const type = commonType(operands.map((operand) => operand.type));
    const values = operands.map((operand) => converted(operand, type));
    return {
      type,
      of: (row) => {
        for (const value of values.slice(0, -1)) {
          const found = value.of(row);
          if (found !== null) return found;
        }
        return values.at(-1)?.of(row) ?? null;
      },
    };
  }
  if (name === 'NULLIF' && first && second) {
    const same = comparison('=', first, second);
    return { type: first.type, of: (row) => (same.of(row) === true ? null : first.of(row)) };
  }
  return callOf(expression, operands);
}

function literal(given: Extract<Expression, { kind: 'literal' }>['literal']): Computed {
  switch (given.type) {
    case 'exact': {
      const [before = '', behind = ''] = given.text.split('.');
      const value = BigInt(before + behind);
      if (given.text.includes('.')) return constant(value, decimal((before + behind).length, behind.length));
      return value < 2n ** 31n ? constant(Number(value), INTEGER) : constant(value, BIGINT);
    }
    case 'approximate':
      return constant(Number(given.text), DOUBLE);
    case 'string':
      return constant(given.text, char(given.text.length));
    case 'timestamp':
      return constant(Date.parse(`${given.text.replace(' ', 'T')}Z`), TIMESTAMP);
    case 'interval':
      return constant(Number(given.text) * ms(given.qualifier.from), { kind: 'INTERVAL', qualifier: given.qualifier });
    case 'boolean':
      return constant(given.value, BOOLEAN);
    case 'null':
      return constant(null, NULL);
    default:
      throw new TypeError(`The oracle knows no literal of ${given.type}`);
  }
}

function operator({ operator: name }: Operator, operands: readonly Computed[]): Computed {
  const [a, b, c] = operands;
  if (a === undefined) throw new TypeError('An operator has operands');
  if (name.startsWith('IS ') && b === undefined) return truth(name, a);
  if (b === undefined) return name === 'NOT' ? negated(a) : name === '-' ? negative(a) : a;
  switch (name) {
    case 'AND':
      return negated(disjunction(operands.map(negated)));
    case 'OR':
      return disjunction(operands);
    case 'BETWEEN':
    case 'NOT BETWEEN': {
      if (c === undefined) break;
      const outside = disjunction([comparison('<', a, b), comparison('>', a, c)]);
      return name === 'BETWEEN' ? negated(outside) : outside;
    }
    case 'IS DISTINCT FROM':
    case 'IS NOT DISTINCT FROM': {
      const same = { type: BOOLEAN, of: (row: Row) => distinct(a, b, row) };
      return name === 'IS DISTINCT FROM' ? same : negated(same);
    }
    case 'LIKE':
      return like(a, b);
    case 'NOT LIKE':
      return negated(like(a, b));
    case '||': {
      const length = [a, b].reduce((sum, { type }) => sum + ('length' in type ? type.length : 0), 0);
      const kind = a.type.kind === 'CHAR' && b.type.kind === 'CHAR' ? 'CHAR' : 'VARCHAR';
      return strict({ kind, length }, [a, b], (x, y) => `${String(x)}${String(y)}`);
    }
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(name, a, b);
    default:
      return comparison(name, a, b);
  }
  throw new TypeError(`The oracle knows no ${name}`);
}

function distinct(a: Computed, b: Computed, row: Row): boolean {
  const [x, y] = [a.of(row), b.of(row)];
  return x === null || y === null ? x !== y : compared(x, a.type, y, b.type) !== 0;
}

function truth(name: string, operand: Computed): Computed {
  const not = name.startsWith('IS NOT ');
  const word = name.split(' ').at(-1);
  const sought = word === 'TRUE' ? true : word === 'FALSE' ? false : null;
  return { type: BOOLEAN, of: (row) => (operand.of(row) === sought) !== not };
}

const negated = (operand: Computed): Computed => strict(BOOLEAN, [operand], (value) => value !== true);

/** Three-valued: TRUE goes before unknown. */
const disjunction = (operands: readonly Computed[]): Computed => ({
  type: BOOLEAN,
  of: (row) => {
    let result: Value = false;
    for (const operand of operands) {
      const value = operand.of(row);
      if (value === true) return true;
      if (value === null) result = null;
    }
    return result;
  },
});

const tests: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function comparison(name: string, a: Computed, b: Computed): Computed {
  const test = tests[name];
  if (test === undefined) throw new TypeError(`The oracle knows no ${name}`);
  return strict(BOOLEAN, [a, b], (x, y) => test(compared(x, a.type, y, b.type)));
}

const like = (a: Computed, pattern: Computed): Computed =>
  strict(BOOLEAN, [a, pattern], (text, by) => {
    const expression = Array.from(String(by), (character) =>
      character === '%' ? '[^]*' : character === '_' ? '[^]' : character.replace(/[^\w\s]/, String.raw`\$&`),
    );
    return new RegExp(`^${expression.join('')}$`).test(String(text));
  });

function negative(a: Computed): Computed {
  if (!isNumeric(a.type)) return strict(a.type, [a], (value) => 0 - Number(value));
  return strict(a.type, [a], (value) => {
    const { over, under } = fractionOf(value, a.type);
    return valueOf({ over: -over, under }, a.type);
  });
}

function arithmetic(name: Arithmetic, a: Computed, b: Computed): Computed {
  if (!isNumeric(a.type) || !isNumeric(b.type)) return moved(name, a, b);
  const type = arithmeticType(name, a.type, b.type);
  if (type.kind === 'DOUBLE' || type.kind === 'REAL')
    return strict(type, [converted(a, type), converted(b, type)], (x, y) =>
      convert(approximate(name, Number(x), Number(y)), DOUBLE, type),
    );
  return strict(type, [a, b], (x, y) => {
    const [left, right] = [fractionOf(x, a.type), fractionOf(y, b.type)];
    if (name !== '/') return valueOf((name === '+' ? plus : name === '-' ? minus : times)(left, right), type);
    const quotient = divided(left, right);
    return valueOf(type.kind === 'DECIMAL' ? quotient : whole(truncated(quotient)), type);
  });
}

function approximate(name: Arithmetic, x: number, y: number): number {
  if (name === '/' && y === 0) throw new Failure('division by zero');
  const result = name === '+' ? x + y : name === '-' ? x - y : name === '*' ? x * y : x / y;
  if (!Number.isFinite(result)) throw new Failure('overflow');
  return result + 0;
}

/** Times and intervals, all in ms. */
function moved(name: Arithmetic, a: Computed, b: Computed): Computed {
  if (name === '/') return strict(a.type, [a, b], (x, y) => Math.trunc(Number(x) / Number(y)));
  const type = a.type.kind === 'INTERVAL' ? b.type : a.type;
  const sign = name === '-' ? -1 : 1;
  return strict(type, [a, b], (x, y) => Number(x) + sign * Number(y));
}

function caseOf(
  { operand, whens, otherwise }: Extract<Expression, { kind: 'case' }>,
  inner: (each: Expression) => Computed,
): Computed {
  const tested = operand && inner(operand);
  const branches = whens.map(({ when, then }) => ({
    when: disjunction(when.map((each) => (tested ? comparison('=', tested, inner(each)) : inner(each)))),
    result: inner(then),
  }));
  const last = otherwise ? inner(otherwise) : constant(null, NULL);
  const type = commonType([...branches.map(({ result }) => result.type), last.type]);
  return {
    type,
    of: (row) => {
      const result = branches.find(({ when }) => when.of(row) === true)?.result ?? last;
      return convert(result.of(row), result.type, type);
    },
  };
}
