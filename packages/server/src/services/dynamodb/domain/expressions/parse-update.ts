import { typeOf, type AttributeType, type AttributeValue } from '../attribute-value.js';
import type { Assigned, Path, UpdateAction } from './ast.js';
import { clashOf } from './paths.js';
import type { Placeholders } from './placeholders.js';
import { problems } from './problems.js';
import { Resolver } from './resolver.js';
import type { ActionSyntax, ArithmeticSyntax, CallSyntax, OperandSyntax } from './syntax.js';
import { readUpdate } from './update-syntax.js';

/**
 * Parses an update into its actions, in the order they are written; the placeholders that it mentions are used from then on.
 * @throws ValidationException with AWS's text for the first problem, in AWS's order: size, syntax, parentheses, number of operators,
 *   reserved words, functions, repeated sections; then of all actions the undefined names, undefined values, paths that overlap or
 *   conflict, operands of ADD and DELETE, and operands of functions and arithmetic
 */
export function parseUpdate(text: string, placeholders: Placeholders): readonly UpdateAction[] {
  const syntax = readUpdate(text);
  const resolver = new Resolver('UpdateExpression', placeholders);
  const paths = syntax.map((action) => {
    const path = resolver.path(action.path);
    if (action.section === 'SET') checkNames(action.value, resolver);
    return path;
  });
  for (const action of syntax) if (action.section !== 'REMOVE') checkValues(action.value, resolver);
  const clash = clashOf(paths);
  if (clash !== undefined) resolver.refuse(clash);
  for (const action of syntax)
    if (action.section === 'ADD' || action.section === 'DELETE')
      checkSectionOperand(action.section, resolver.value(action.value.name), resolver);
  return syntax.map((action, at) => resolveAction(action, paths[at] ?? [], resolver));
}

type Value = OperandSyntax | ArithmeticSyntax;

function checkNames(value: Value, resolver: Resolver): void {
  if (value.kind === 'path') resolver.path(value);
  else if (value.kind !== 'value') for (const part of partsOf(value)) checkNames(part, resolver);
}

function checkValues(value: Value, resolver: Resolver): void {
  if (value.kind === 'value') resolver.value(value.name);
  else if (value.kind !== 'path') for (const part of partsOf(value)) checkValues(part, resolver);
}

const partsOf = (value: CallSyntax | ArithmeticSyntax): readonly OperandSyntax[] =>
  value.kind === 'call' ? value.operands : [value.left, value.right];

/** What AWS calls the types that ADD or DELETE does not take; the sets it takes. */
const LONG_NAMES: Partial<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};

function checkSectionOperand(section: 'ADD' | 'DELETE', value: AttributeValue, resolver: Resolver): void {
  const type = typeOf(value);
  const refused = LONG_NAMES[type];
  if (refused === undefined || (section === 'ADD' && type === 'N')) return;
  resolver.refuse(problems.sectionOperandType(section, refused));
}

function resolveAction(action: ActionSyntax, path: Path, resolver: Resolver): UpdateAction {
  switch (action.section) {
    case 'SET':
      return { kind: 'set', path, value: resolveValue(action.value, resolver) };
    case 'REMOVE':
      return { kind: 'remove', path };
    case 'ADD':
      return { kind: 'add', path, value: resolver.value(action.value.name) };
    case 'DELETE':
      return { kind: 'delete', path, value: resolver.value(action.value.name) };
  }
}

function resolveValue(value: Value, resolver: Resolver): Assigned {
  switch (value.kind) {
    case 'path':
      return { kind: 'path', path: resolver.path(value) };
    case 'value':
      return { kind: 'value', value: resolver.value(value.name) };
    case 'arithmetic': {
      const left = resolveValue(value.left, resolver);
      const right = resolveValue(value.right, resolver);
      checkType(value.operator, 'N', left, resolver);
      checkType(value.operator, 'N', right, resolver);
      return { kind: value.operator === '+' ? 'plus' : 'minus', left, right };
    }
    case 'call':
      return resolveCall(value, resolver);
  }
}

function resolveCall(call: CallSyntax, resolver: Resolver): Assigned {
  const [left, right] = call.operands.map((operand) => resolveValue(operand, resolver));
  resolver.checkCount(call);
  if (left === undefined || right === undefined) throw new TypeError('functions of updates have two operands');
  if (call.name === 'if_not_exists') {
    if (left.kind !== 'path') return resolver.refuse(problems.pathRequired(call.name));
    return { kind: 'if-not-exists', path: left.path, otherwise: right };
  }
  checkType(call.name, 'L', left, resolver);
  checkType(call.name, 'L', right, resolver);
  return { kind: 'list-append', left, right };
}

function checkType(operation: string, takes: AttributeType, operand: Assigned, resolver: Resolver): void {
  const type = staticType(operand);
  if (type !== undefined && type !== takes) resolver.refuse(problems.operandType(operation, type));
}

/** The type that it has whatever the item is. */
function staticType(operand: Assigned): AttributeType | undefined {
  if (operand.kind === 'value') return typeOf(operand.value);
  return operand.kind === 'list-append' ? 'L' : undefined;
}
