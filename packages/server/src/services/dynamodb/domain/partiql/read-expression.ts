import { malformed } from './errors.js';
import type { Token } from './lexer.js';
import type { Reader } from './reader.js';
import type { BinaryOperator, Expression, Field, PathStep } from './syntax.js';
import { CALLABLE, TYPES } from './words.js';

/** How closely operators bind, the closest highest. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ...['union', 'except', 'intersect'].map((operator) => [operator, 5] as const),
  ['or', 10],
  ['and', 20],
  ['not', 30],
  ...['=', '<>', 'is', 'is not', 'in', 'not in'].map((operator) => [operator, 40] as const),
  ...['<', '<=', '>', '>=', 'between', 'not between', 'like', 'not like'].map((operator) => [operator, 50] as const),
  ...['+', '-', '||'].map((operator) => [operator, 60] as const),
  ...['*', '/', '%'].map((operator) => [operator, 70] as const),
]);

/** Above the operators that stand between whole selects. */
export const WITHIN_SELECT = 6;

/**
 * Reads an expression up to the first operator that binds no closer than `precedence`.
 * @throws ValidationException in the words of AWS's parser
 */
export function readExpression(reader: Reader, precedence = 0): Expression {
  return reader.deeper(() => {
    let left = readSigned(reader);
    let row = 0;
    for (;;) {
      const { head } = reader;
      const closeness = infixPrecedence(head);
      if (closeness <= precedence) return left;
      if (head.text !== 'and' && head.text !== 'or') reader.checkRow(++row);
      left = readInfix(reader, left, closeness);
    }
  });
}

const infixPrecedence = ({ type, text }: Token): number =>
  (type === 'operator' && text !== 'not') || type === '*' ? (PRECEDENCE.get(text) ?? 0) : 0;

function readInfix(reader: Reader, left: Expression, precedence: number): Expression {
  const { text, at } = reader.head;
  const [operator, negated] = text.startsWith('not ') ? [text.slice('not '.length), true] : [text, false];
  const infix = readRightSide(reader, { operator, left, at, precedence });
  return negated || operator === 'is not' ? { kind: 'not', of: infix, at } : infix;
}

interface Infix {
  readonly operator: string;
  readonly left: Expression;
  readonly at: Expression['at'];
  readonly precedence: number;
}

function readRightSide(reader: Reader, { operator, left, at, precedence }: Infix): Expression {
  if (operator === 'is' || operator === 'is not') {
    reader.next();
    return { kind: 'is', of: left, type: readType(reader), at };
  }
  if (operator === 'in' && reader.ahead(1).type === '(' && reader.ahead(2).text !== 'select') {
    reader.next();
    const open = reader.next();
    const members = reader.list(() => readExpression(reader));
    reader.expect(')', 'RIGHT_PAREN');
    return { kind: 'binary', operator, left, right: { kind: 'list', members, at: open.at }, at };
  }
  if (reader.isLast) throw malformed('Missing right-hand side expression of infix operator');
  reader.next();
  const right = readExpression(reader, precedence);
  if (operator !== 'between') return { kind: 'binary', operator: operator as BinaryOperator, left, right, at };
  reader.expectKeyword('and');
  if (reader.head.type === 'end') throw malformed('Expected expression after AND');
  return { kind: 'between', of: left, low: right, high: readExpression(reader, precedence), at };
}

function readType(reader: Reader): string {
  const { type, text } = reader.head;
  const isWord = type === 'keyword' || type === 'null' || type === 'missing' || type === 'operator';
  if (!isWord || !TYPES.has(text)) throw malformed('Expected type name');
  reader.next();
  return text;
}

/** Signs before literals belong to them. */
function readSigned(reader: Reader): Expression {
  const { type, text, at } = reader.head;
  if (type !== 'operator' || (text !== '+' && text !== '-' && text !== 'not')) return readPath(reader);
  return reader.deeper(() => {
    reader.next();
    if (text === 'not') return { kind: 'not', of: readExpression(reader, PRECEDENCE.get('not')), at };
    const of = readSigned(reader);
    if (of.kind !== 'number') return { kind: text === '-' ? 'negative' : 'positive', of, at };
    if (text === '+') return of;
    return { ...of, text: of.text.startsWith('-') ? of.text.slice(1) : `-${of.text}` };
  });
}

function readPath(reader: Reader): Expression {
  return continuePath(reader, readTerm(reader), '');
}

/** A path that begins with a name: what can be assigned, and what statements are about. */
export function readSimplePath(reader: Reader): Expression {
  const { type, text, at } = reader.head;
  if (type !== 'name') throw malformed('Expected identifier for simple path');
  reader.next();
  return continuePath(reader, { kind: 'name', name: text, at }, ' for simple path');
}

/** @param where what AWS adds to its words about such paths */
function continuePath(reader: Reader, root: Expression, where: '' | ' for simple path'): Expression {
  const steps: PathStep[] = [];
  for (;;) {
    if (reader.takes('.')) {
      const { type, text, at } = reader.head;
      if (type === 'name') steps.push({ kind: 'name', name: text, at });
      else if (type !== '*') throw malformed('Invalid path dot component');
      else if (where !== '') throw malformed(`Invalid path dot component${where}`);
      else steps.push({ kind: 'star', at });
      reader.next();
    } else if (reader.takes('[')) steps.push(readIndex(reader, where));
    else return steps.length === 0 ? root : { kind: 'path', root, steps, at: root.at };
  }
}

function readIndex(reader: Reader, where: '' | ' for simple path'): PathStep {
  const { type, at } = reader.head;
  let step: PathStep;
  if (type === '*') {
    reader.next();
    step = { kind: 'star', at };
  } else {
    const index = readExpression(reader);
    step = { kind: 'index', index, at: index.at };
  }
  reader.expect(']', 'RIGHT_BRACKET');
  const isLiteral = step.kind === 'index' && LITERALS.has(step.index.kind);
  if (where !== '' && !isLiteral) throw malformed(`Invalid path component${where}`);
  return step;
}

const LITERALS: ReadonlySet<Expression['kind']> = new Set(['string', 'number', 'boolean', 'null', 'missing', 'name']);

function readTerm(reader: Reader): Expression {
  const { type, text, at } = reader.head;
  switch (type) {
    case 'name':
      if (reader.ahead(1).type === '(') return readCall(reader);
      reader.next();
      return { kind: 'name', name: text, at };
    case 'string':
    case 'number':
      reader.next();
      return { kind: type, text, at };
    case 'boolean':
      reader.next();
      return { kind: 'boolean', is: text === 'true', at };
    case 'null':
    case 'missing':
      reader.next();
      return { kind: type, at };
    case 'parameter':
      reader.next();
      return { kind: 'parameter', index: reader.parameter(), at };
    case 'operator':
      throw malformed('Unexpected operator');
    case 'keyword':
      return readKeyword(reader);
    case '(':
      return readGroup(reader);
    case '[':
      return { kind: 'list', members: readMembers(reader, ']', 'RIGHT_BRACKET'), at };
    case '<<':
      return { kind: 'bag', members: readMembers(reader, '>>', 'RIGHT_DOUBLE_ANGLE_BRACKET'), at };
    case '{':
      return { kind: 'struct', fields: readFields(reader), at };
    default:
      throw malformed('Unexpected term');
  }
}

function readKeyword(reader: Reader): Expression {
  const statement = reader.statement();
  if (statement !== undefined) return statement;
  if (!CALLABLE.has(reader.head.text) || reader.ahead(1).type !== '(') throw malformed('Unexpected keyword');
  return readCall(reader);
}

function readCall(reader: Reader): Expression {
  const { text, at } = reader.next();
  const name = text.toLowerCase();
  reader.next();
  if (reader.takes(')')) return { kind: 'call', name, operands: [], star: false, at };
  if (reader.head.type === '*') {
    if (name !== 'count') throw malformed(`${name}(*) is not allowed`);
    reader.next();
    reader.expect(')', 'RIGHT_PAREN');
    return { kind: 'call', name, operands: [], star: true, at };
  }
  const operands = reader.list(() => readExpression(reader));
  reader.expect(')', 'RIGHT_PAREN');
  return { kind: 'call', name, operands, star: false, at };
}

/** One expression is itself, several are a list. */
function readGroup(reader: Reader): Expression {
  const { at } = reader.next();
  const members = reader.list(() => readExpression(reader));
  reader.expect(')', 'RIGHT_PAREN');
  const [first, ...more] = members;
  return first !== undefined && more.length === 0 ? first : { kind: 'list', members, at };
}

function readMembers(reader: Reader, close: ']' | '>>', name: string): readonly Expression[] {
  reader.next();
  if (reader.takes(close)) return [];
  const members = reader.list(() => readExpression(reader));
  reader.expect(close, name);
  return members;
}

function readFields(reader: Reader): readonly Field[] {
  reader.next();
  if (reader.takes('}')) return [];
  const fields = reader.list(() => {
    const key = readExpression(reader);
    reader.expect(':', 'COLON');
    return { key, value: readExpression(reader) };
  });
  reader.expect('}', 'RIGHT_CURLY');
  return fields;
}
