import type { AttributeType } from '../attribute-value.js';
import { compareScalars } from '../value-compare.js';
import type { Comparator, Condition, Operand } from './ast.js';
import { readCondition } from './condition-syntax.js';
import type { Placeholders } from './placeholders.js';
import { problems, type ExpressionKind } from './problems.js';
import { Resolver, staticType } from './resolver.js';
import type { CallSyntax, ConditionSyntax } from './syntax.js';

const MOST_OPTIONS = 100;

/**
 * Parses a condition; the placeholders that it mentions are used from then on.
 * @throws ValidationException with AWS's text for the first problem, in AWS's order: size, syntax, parentheses, number of operators,
 *   functions, reserved words; then the conditions as they are written, each with its placeholders, number of operands, and their types
 */
export function parseCondition(
  text: string,
  kind: Extract<ExpressionKind, 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression'>,
  placeholders: Placeholders,
): Condition {
  return resolve(readCondition(text, kind), new Resolver(kind, placeholders));
}

function resolve(syntax: ConditionSyntax, resolver: Resolver): Condition {
  switch (syntax.kind) {
    case 'and':
    case 'or': {
      const left = resolve(syntax.left, resolver);
      return { kind: syntax.kind, left, right: resolve(syntax.right, resolver) };
    }
    case 'not':
      return { kind: 'not', condition: resolve(syntax.condition, resolver) };
    default:
      return resolvePrimitive(syntax, resolver);
  }
}

function resolvePrimitive(
  syntax: Exclude<ConditionSyntax, { kind: 'and' | 'or' | 'not' }>,
  resolver: Resolver,
): Condition {
  const operands = syntax.operands.map((operand) => resolver.operand(operand));
  resolver.checkCounts(syntax.operands);
  const operation = syntax.kind === 'call' ? syntax.name : syntax.operator;
  if (syntax.kind === 'call') resolver.checkCount(syntax);
  if (syntax.kind === 'in' && operands.length - 1 > MOST_OPTIONS)
    resolver.refuse(problems.tooManyOptions(operands.length - 1));
  checkDistinct(operation, operands, resolver);
  for (const operand of operands) if (operand.kind === 'size') resolver.checkSizes(operand);
  const [first, second, third] = operands;
  if (first === undefined) throw new TypeError('the grammar gives every operation an operand');
  if (syntax.kind === 'call') return resolveCall(syntax, first, second, resolver);
  if (syntax.kind === 'in') return { kind: 'in', operand: first, options: operands.slice(1) };
  if (second === undefined) throw new TypeError('the grammar gives a comparison two operands');
  if (third !== undefined) {
    checkTypes('BETWEEN', operands, isOrdered, resolver);
    checkBounds(second, third, resolver);
    return { kind: 'between', operand: first, low: second, high: third };
  }
  const comparator = operation as Comparator;
  if (comparator !== '=' && comparator !== '<>') checkTypes(comparator, operands, isOrdered, resolver);
  return { kind: 'compare', comparator, left: first, right: second };
}

function resolveCall({ name }: CallSyntax, first: Operand, second: Operand | undefined, resolver: Resolver): Condition {
  if (second === undefined) {
    if (first.kind !== 'path') return resolver.refuse(problems.pathRequired(name));
    return { kind: name === 'attribute_exists' ? 'exists' : 'not-exists', path: first.path };
  }
  if (name === 'contains') return { kind: 'contains', operand: first, member: second };
  if (name === 'begins_with') {
    checkTypes(name, [first, second], (type) => type === 'S' || type === 'B', resolver);
    return { kind: 'begins-with', operand: first, prefix: second };
  }
  return { kind: 'type', operand: first, type: typeNamed(second, resolver) };
}

/** What AWS calls the type of an operand that may turn out to be of any. */
const ANY_TYPE = '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}';

const TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

const isTypeName = (name: string): name is AttributeType => TYPES.has(name);

function typeNamed(operand: Operand, resolver: Resolver): AttributeType {
  if (operand.kind !== 'value' || !('S' in operand.value))
    return resolver.refuse(problems.operandType('attribute_type', staticType(operand) ?? ANY_TYPE));
  const name = operand.value.S;
  return isTypeName(name) ? name : resolver.refuse(problems.typeName(name));
}

const isOrdered = (type: AttributeType): boolean => type === 'S' || type === 'N' || type === 'B';

function checkTypes(
  operation: string,
  operands: readonly Operand[],
  accepts: (type: AttributeType) => boolean,
  resolver: Resolver,
): void {
  for (const operand of operands) {
    const type = staticType(operand);
    if (type !== undefined && !accepts(type)) resolver.refuse(problems.operandType(operation, type));
  }
}

function checkBounds(low: Operand, high: Operand, resolver: Resolver): void {
  if (low.kind !== 'value' || high.kind !== 'value') return;
  const order = compareScalars(low.value, high.value);
  if (order === undefined) resolver.refuse(problems.boundTypes(low.value, high.value));
  else if (order > 0) resolver.refuse(problems.boundOrder(low.value, high.value));
}

/** AWS sees no sense in comparing an attribute with itself. */
function checkDistinct(operation: string, operands: readonly Operand[], resolver: Resolver): void {
  const [first] = operands;
  if (first?.kind !== 'path') return;
  for (let at = 1; at < operands.length; at++) {
    const other = operands[at];
    if (other?.kind === 'path' && samePath(first.path, other.path))
      resolver.refuse(problems.notDistinct(operation, first.path));
  }
}

const samePath = (one: readonly (string | number)[], two: readonly (string | number)[]): boolean =>
  one.length === two.length && one.every((step, at) => step === two[at]);
