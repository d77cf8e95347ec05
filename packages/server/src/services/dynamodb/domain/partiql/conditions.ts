import { invalid } from '../../errors.js';
import type { AttributeType, AttributeValue } from '../attribute-value.js';
import type { Comparator, Condition, Operand, Path } from '../expressions/ast.js';
import { problems } from '../expressions/problems.js';
import { unrecognizedFunction, unsupportedOperation } from './errors.js';
import { valueOf } from './literals.js';
import {
  checkBounds,
  checkCount,
  checkDistinct,
  checkSized,
  checkTypes,
  hasPrefixes,
  isOrdered,
  typeNamed,
} from './operands.js';
import { pathOf } from './paths.js';
import { constructName, type Expression } from './syntax.js';
import { isTruth, Truths } from './truths.js';

const MOST_OPTIONS = 100;

/**
 * What the expression after WHERE asks of an item.
 * @param parameters checked, in the order of the question marks
 * @throws ValidationException for what AWS refuses before it looks the table up
 */
export function conditionOf(expression: Expression, parameters: readonly AttributeValue[]): Condition {
  return new Translator(parameters).condition(expression);
}

/** An operand, or a condition that is compared with true or false. */
type Side = Operand | { readonly kind: 'truth'; readonly condition: Condition };

class Translator {
  readonly #parameters: readonly AttributeValue[];
  readonly #truths = new Truths();

  constructor(parameters: readonly AttributeValue[]) {
    this.#parameters = parameters;
  }

  condition(expression: Expression): Condition {
    switch (expression.kind) {
      case 'not':
        return { kind: 'not', condition: this.condition(expression.of) };
      case 'between':
        return this.#between(expression);
      case 'is':
        return this.#is(expression.of, expression.type);
      case 'call':
        return this.#call(expression);
      case 'binary':
        return this.#binary(expression);
      default:
        throw unsupportedOperation(constructName(expression));
    }
  }

  #binary(expression: Extract<Expression, { kind: 'binary' }>): Condition {
    const { operator, left, right } = expression;
    switch (operator) {
      case 'and':
      case 'or':
        return joined(
          operator,
          chain(expression, operator).map((part) => this.condition(part)),
        );
      case 'in':
        return this.#in(left, right);
      case '=':
      case '<>':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.#compare(operator, this.#side(left), this.#side(right));
      default:
        throw unsupportedOperation(constructName(expression));
    }
  }

  #compare(comparator: Comparator, left: Side, right: Side): Condition {
    const isOrder = comparator !== '=' && comparator !== '<>';
    if (left.kind !== 'truth' && right.kind !== 'truth') {
      checkDistinct(comparator, left, [right]);
      if (isOrder) checkTypes(comparator, [left, right], isOrdered);
      return { kind: 'compare', comparator, left, right };
    }
    if (isOrder) throw invalid(problems.operandType(comparator, 'BOOL'));
    const same = this.#same(left, right);
    return comparator === '=' ? same : { kind: 'not', condition: same };
  }

  #same(left: Side, right: Side): Condition {
    if (left.kind === 'truth')
      return right.kind === 'truth'
        ? this.#truths.sameTruth(left.condition, right.condition)
        : this.#truths.isValue(left.condition, right);
    if (right.kind === 'truth') return this.#truths.isValue(right.condition, left);
    return { kind: 'compare', comparator: '=', left, right };
  }

  #in(of: Expression, options: Expression): Condition {
    if (options.kind !== 'list' && options.kind !== 'bag') throw unsupportedOperation('InCollection');
    const { members } = options;
    if (members.length === 0) throw invalid(problems.operandCount('IN', 1));
    if (members.length > MOST_OPTIONS) throw invalid(problems.tooManyOptions(members.length));
    const side = this.#side(of);
    const sides = members.map((member) => this.#side(member));
    if (side.kind === 'truth')
      return joined(
        'or',
        sides.map((option) => this.#same(side, option)),
      );
    const operands = sides.filter((option) => option.kind !== 'truth');
    checkDistinct('IN', side, operands);
    const among: Condition = { kind: 'in', operand: side, options: operands };
    const truths = sides.filter((option) => option.kind === 'truth').map((option) => this.#same(side, option));
    return joined('or', operands.length === 0 ? truths : [among, ...truths]);
  }

  #between({ of, low, high }: Extract<Expression, { kind: 'between' }>): Condition {
    const operands = [of, low, high].map((part) => this.#operand(part));
    const [operand, lower, upper] = operands;
    if (operand === undefined || lower === undefined || upper === undefined)
      throw new TypeError('BETWEEN has three operands');
    checkDistinct('BETWEEN', operand, [lower, upper]);
    checkTypes('BETWEEN', operands, isOrdered);
    checkBounds(lower, upper);
    return { kind: 'between', operand, low: lower, high: upper };
  }

  #is(of: Expression, typeName: string): Condition {
    if (typeName === 'missing') return { kind: 'not-exists', path: pathOf(of) };
    const type = ATTRIBUTE_TYPES.get(typeName);
    if (type === undefined) throw unsupportedOperation('IsType');
    return { kind: 'type', operand: this.#operand(of), type };
  }

  #call(call: Extract<Expression, { kind: 'call' }>): Condition {
    const { name, operands } = call;
    switch (name) {
      case 'attribute_exists':
        return { kind: 'exists', path: requiredPath(call) };
      case 'attribute_not_exists':
        return { kind: 'not-exists', path: requiredPath(call) };
      case 'attribute_type': {
        const [operand, type] = this.#two(name, operands);
        return { kind: 'type', operand, type: typeNamed(type) };
      }
      case 'begins_with': {
        const [operand, prefix] = this.#two(name, operands);
        checkTypes(name, [operand, prefix], hasPrefixes);
        return { kind: 'begins-with', operand, prefix };
      }
      case 'contains': {
        const [operand, member] = this.#two(name, operands);
        return { kind: 'contains', operand, member };
      }
      case 'size':
        throw invalid(problems.misusedFunction(name));
      default:
        throw unrecognizedFunction(name, call.at);
    }
  }

  #two(name: string, expressions: readonly Expression[]): readonly [Operand, Operand] {
    const [first, second] = expressions.map((expression) => this.#operand(expression));
    checkCount(name, expressions, 2);
    if (first === undefined || second === undefined) throw new TypeError('the operands have been counted');
    checkDistinct(name, first, [second]);
    return [first, second];
  }

  #side(expression: Expression): Side {
    return isTruth(expression) ? { kind: 'truth', condition: this.condition(expression) } : this.#operand(expression);
  }

  #operand(expression: Expression): Operand {
    if (expression.kind === 'name' || expression.kind === 'path') return { kind: 'path', path: pathOf(expression) };
    if (expression.kind !== 'call') return { kind: 'value', value: valueOf(expression, this.#parameters) };
    const { name, operands, at } = expression;
    if (name !== 'size') {
      if (isTruth(expression)) throw invalid(problems.misusedFunction(name));
      throw unrecognizedFunction(name, at);
    }
    const [of] = operands.map((operand) => this.#operand(operand));
    checkCount(name, operands, 1);
    if (of === undefined) throw new TypeError('the operands have been counted');
    checkSized(of);
    return { kind: 'size', of };
  }
}

function requiredPath({ name, operands }: Extract<Expression, { kind: 'call' }>): Path {
  checkCount(name, operands, 1);
  const [first] = operands;
  if (first?.kind !== 'name' && first?.kind !== 'path') throw invalid(problems.pathRequired(name));
  return pathOf(first);
}

/** All that one operator joins in a row, however long. */
function chain(expression: Expression, operator: 'and' | 'or'): readonly Expression[] {
  const parts: Expression[] = [];
  let rest = expression;
  while (rest.kind === 'binary' && rest.operator === operator) {
    parts.push(rest.right);
    rest = rest.left;
  }
  parts.push(rest);
  return parts.reverse();
}

/** Joined in halves, so that a long row makes no deep tree. */
export function joined(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const [first] = parts;
  if (first === undefined) throw new TypeError('there is nothing to join');
  if (parts.length === 1) return first;
  const middle = Math.ceil(parts.length / 2);
  return { kind, left: joined(kind, parts.slice(0, middle)), right: joined(kind, parts.slice(middle)) };
}

/** DynamoDB's types behind PartiQL's. */
const ATTRIBUTE_TYPES: ReadonlyMap<string, AttributeType> = new Map([
  ['null', 'NULL'],
  ['bool', 'BOOL'],
  ['boolean', 'BOOL'],
  ['string', 'S'],
  ['numeric', 'N'],
  ['blob', 'B'],
  ['list', 'L'],
  ['struct', 'M'],
  ['tuple', 'M'],
]);
