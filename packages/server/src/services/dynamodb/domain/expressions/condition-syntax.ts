import type { ExpressionKind } from './problems.js';
import { problems } from './problems.js';
import { Reader } from './reader.js';
import { SyntaxCache } from './syntax-cache.js';
import type { ConditionSyntax, OperandSyntax } from './syntax.js';

const cache = new SyntaxCache<ConditionSyntax>();

/** The grammar of conditions, filters and key conditions. Throws what AWS says of syntax, parentheses, functions and reserved words. */
export function readCondition(text: string, kind: ExpressionKind): ConditionSyntax {
  return cache.get(text, () => {
    const reader = new Reader(kind, text);
    const condition = asCondition(reader, readOr(reader, false));
    reader.finish(['function', 'use', 'name']);
    return condition;
  });
}

/** A call is both until what follows it is read; paths and values inside parentheses wait for a comparator behind them. */
type Part = ConditionSyntax | OperandSyntax;

/** @param grouped inside parentheses, where an operand may stand alone */
function readOr(reader: Reader, grouped: boolean): Part {
  let left = readAnd(reader, grouped);
  while (isCondition(left) && reader.takes('OR')) {
    reader.operator();
    const right = asCondition(reader, readAnd(reader, false));
    left = { kind: 'or', left: asCondition(reader, left), right };
  }
  return left;
}

function readAnd(reader: Reader, grouped: boolean): Part {
  let left = readNot(reader, grouped);
  while (isCondition(left) && reader.takes('AND')) {
    reader.operator();
    const right = asCondition(reader, readNot(reader, false));
    left = { kind: 'and', left: asCondition(reader, left), right };
  }
  return left;
}

function readNot(reader: Reader, grouped: boolean): Part {
  let negations = 0;
  for (; reader.takes('NOT'); negations++) reader.operator();
  let part = readPrimary(reader, grouped && negations === 0);
  for (; negations > 0; negations--) part = { kind: 'not', condition: asCondition(reader, part) };
  return part;
}

function readPrimary(reader: Reader, grouped: boolean): Part {
  const first = reader.next === '(' ? reader.group(() => readOr(reader, true)) : reader.operand('condition');
  if (!isOperand(first)) return first;
  switch (reader.next) {
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const operator = reader.take(reader.next);
      reader.operator();
      const operands = [first, reader.operand('condition')];
      return { kind: 'compare', operator, operands: operands.map((operand) => asOperand(reader, operand)) };
    }
    case 'BETWEEN': {
      reader.take('BETWEEN');
      reader.operator();
      const low = reader.operand('condition');
      reader.take('AND');
      const operands = [first, low, reader.operand('condition')];
      return { kind: 'between', operator: 'BETWEEN', operands: operands.map((operand) => asOperand(reader, operand)) };
    }
    case 'IN': {
      reader.take('IN');
      reader.operator();
      reader.take('(');
      const options = reader.list(() => reader.operand('condition'));
      reader.take(')');
      const operands = [first, ...options];
      return { kind: 'in', operator: 'IN', operands: operands.map((operand) => asOperand(reader, operand)) };
    }
    default:
      if (first.kind === 'call' || (grouped && reader.next === ')')) return first;
      throw reader.syntaxError();
  }
}

const isOperand = (part: Part): part is OperandSyntax =>
  part.kind === 'path' || part.kind === 'value' || part.kind === 'call';

const isCondition = (part: Part): part is ConditionSyntax => part.kind !== 'path' && part.kind !== 'value';

function asCondition(reader: Reader, part: Part): ConditionSyntax {
  if (!isCondition(part)) throw reader.syntaxError();
  if (part.kind === 'call' && part.name === 'size') reader.fault('use', problems.misusedFunction('size'));
  return part;
}

function asOperand(reader: Reader, operand: OperandSyntax): OperandSyntax {
  if (operand.kind === 'call' && operand.name !== 'size') reader.fault('use', problems.misusedFunction(operand.name));
  return operand;
}
