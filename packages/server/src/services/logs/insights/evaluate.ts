import type { Binary, Expression, Period } from './ast.js';
import { FUNCTIONS } from './functions.js';
import type { Arguments, FunctionDefinition } from './functions/definition.js';
import { LONGEST_TEXT } from './functions/texts.js';
import { MalformedQueryError } from './query.js';
import type { Regex } from './regex/regex.js';
import type { Row } from './row.js';
import { compare, finite, isTrue, numberOf, Structure, textOf, truth, type Value } from './values.js';

/** What an execution's functions know beside their rows. */
export interface Context {
  /** ms since the epoch */
  readonly now: number;
}

export type Evaluator = (row: Row, context: Context) => Value;

/**
 * Compiles an expression.
 * @param aggregate makes the evaluator of a function of `stats`; without it, there are none here
 * @throws MalformedQueryError
 */
export function compileExpression(
  expression: Expression,
  aggregate?: (call: Expression & { kind: 'call' }) => Evaluator,
): Evaluator {
  const compile = (inner: Expression): Evaluator => compileExpression(inner, aggregate);
  switch (expression.kind) {
    case 'literal':
      return () => expression.value;
    case 'field':
      return (row) => row.get(expression.name);
    case 'minus': {
      const operand = compile(expression.operand);
      return (row, context) => {
        const number = numberOf(operand(row, context));
        return number === undefined ? undefined : -number;
      };
    }
    case 'not': {
      const operand = compile(expression.operand);
      return (row, context) => truth(!isTrue(operand(row, context)));
    }
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, compile);
    case 'call': {
      const definition = FUNCTIONS.get(expression.name);
      if (definition) return call(definition, expression.args, compile);
      if (aggregate) return aggregate(expression);
      throw uncompilable();
    }
    case 'list': {
      const items = expression.items.map(compile);
      return (row, context) => new Structure(items.map((item) => textOf(item(row, context))));
    }
    case 'regex':
    case 'period':
    case 'everything':
      // They are arguments of functions and operators that know them.
      throw uncompilable();
  }
}

export const uncompilable = (): MalformedQueryError =>
  new MalformedQueryError('Query cannot be compiled', { start: 0, end: 0, message: 'Query cannot be compiled' });

type Compile = (expression: Expression) => Evaluator;

function call(definition: FunctionDefinition, args: readonly Expression[], compile: Compile): Evaluator {
  const evaluators = args.map((arg) => (isLiteralKind(arg) ? nothing : compile(arg)));
  return (row, context) => {
    const value = definition.call(new CallArguments(args, evaluators, row, context));
    return typeof value === 'string' && value.length > LONGEST_TEXT ? undefined : value;
  };
}

const isLiteralKind = ({ kind }: Expression): boolean => kind === 'regex' || kind === 'period';
const nothing: Evaluator = () => undefined;

class CallArguments implements Arguments {
  readonly count: number;
  readonly #args: readonly Expression[];
  readonly #evaluators: readonly Evaluator[];
  readonly #row: Row;
  readonly #context: Context;

  constructor(args: readonly Expression[], evaluators: readonly Evaluator[], row: Row, context: Context) {
    this.count = args.length;
    this.#args = args;
    this.#evaluators = evaluators;
    this.#row = row;
    this.#context = context;
  }

  get time(): number | undefined {
    return numberOf(this.#row.get('@timestamp'));
  }

  get now(): number {
    return this.#context.now;
  }

  value(index: number): Value {
    return this.#evaluators[index]?.(this.#row, this.#context);
  }

  number(index: number): number | undefined {
    return numberOf(this.value(index));
  }

  text(index: number): string | undefined {
    return textOf(this.value(index));
  }

  isTrue(index: number): boolean {
    return isTrue(this.value(index));
  }

  regex(index: number): Regex | undefined {
    const arg = this.#args[index];
    return arg?.kind === 'regex' ? arg.regex : undefined;
  }

  period(index: number): Period | undefined {
    const arg = this.#args[index];
    return arg?.kind === 'period' ? arg.period : undefined;
  }
}

/** What is missing passes no comparison, whichever way round. */
function binary(operator: Binary, left: Expression, right: Expression, compile: Compile): Evaluator {
  const a = compile(left);
  if (operator === 'like' || operator === 'not like') return like(a, right, operator === 'like', compile);
  if (operator === 'in' || operator === 'not in') return isIn(a, right, operator === 'in', compile);
  const b = compile(right);
  if (operator === 'and') return (row, context) => truth(isTrue(a(row, context)) && isTrue(b(row, context)));
  if (operator === 'or') return (row, context) => truth(isTrue(a(row, context)) || isTrue(b(row, context)));
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic) {
    return (row, context) => {
      const [x, y] = [numberOf(a(row, context)), numberOf(b(row, context))];
      return x === undefined || y === undefined ? undefined : finite(arithmetic(x, y));
    };
  }
  const holds = ORDERS[operator];
  if (holds === undefined) throw uncompilable();
  return (row, context) => {
    const order = compare(a(row, context), b(row, context));
    return truth(order !== undefined && holds(order));
  };
}

const ARITHMETIC: { readonly [operator in Binary]?: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

const ORDERS: { readonly [operator in Binary]?: (order: number) => boolean } = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function like(left: Evaluator, right: Expression, isWanted: boolean, compile: Compile): Evaluator {
  if (right.kind === 'regex') {
    const { regex } = right;
    return (row, context) => {
      const text = textOf(left(row, context));
      return truth(text !== undefined && regex.test(text) === isWanted);
    };
  }
  const part = compile(right);
  return (row, context) => {
    const [text, wanted] = [textOf(left(row, context)), textOf(part(row, context))];
    return truth(text !== undefined && wanted !== undefined && text.includes(wanted) === isWanted);
  };
}

function isIn(left: Evaluator, right: Expression, isWanted: boolean, compile: Compile): Evaluator {
  const items = right.kind === 'list' ? right.items.map(compile) : undefined;
  const list = items === undefined ? compile(right) : nothing;
  return (row, context) => {
    const value = left(row, context);
    if (value === undefined) return 0;
    const candidates = items?.map((item) => item(row, context)) ?? elementsOf(list(row, context));
    return truth(candidates.some((candidate) => compare(value, candidate) === 0) === isWanted);
  };
}

/** The elements of a list. */
export function elementsOf(value: Value): Value[] {
  if (!(value instanceof Structure) || !Array.isArray(value.json)) return [];
  return value.json.map((_, index) => value.get(String(index)));
}
