import { sqlErrorAt } from '../errors.js';
import type { Call } from '../syntax/ast.js';
import { isAssignable } from '../types/derive.js';
import { DATE, NULL, type SqlType, TIME, TIMESTAMP, type Value, sameType } from '../types/sql-type.js';
import { bindAggregate, bindOver } from './aggregates.js';
import { bindExpression } from './binding.js';
import { caseOf } from './case.js';
import { type ExpressionContext, type UserFunction, objectName } from './context.js';
import { constant, converted } from './fold.js';
import { cannotApply, noMatch } from './problems.js';
import { compared, joined, operator, resolved, word } from './resolve.js';
import { replaced, branch } from './typed-tree.js';
import type { Typed } from './typed.js';

/** A call: of what the language itself has, an aggregate, a function of the program, or one of the list. */
export function bindCall(call: Call, context: ExpressionContext): Typed {
  const name = objectName(call.name);
  if (call.over !== undefined) return bindOver(call, call.over, context);
  const own = special.get(name)?.(call, context);
  if (own !== undefined) return own;
  if (context.statement.functions.aggregate.has(name)) return bindAggregate(call, context);
  const operands = call.operands.map((operand) => bindExpression(operand, context));
  const types = operands.map(({ type }) => type);
  if (call.star) throw noMatch(call.at, name, types);
  if (call.distinct) throw sqlErrorAt(call.at, `DISTINCT/ALL not allowed with ${name} function`);
  const user = context.statement.userFunctions.get(name);
  if (user !== undefined) {
    const inlined = userCall(user, operands, call, context);
    if (inlined !== undefined) return inlined;
  }
  const functions = context.statement.functions.scalar.get(name);
  if (functions === undefined) {
    if (context.statement.functions.row.has(name))
      throw sqlErrorAt(call.at, 'ROW expression encountered in illegal context');
    throw noMatch(call.at, name, types);
  }
  const words = [call.unit, call.flag].filter((text) => text !== undefined);
  const typed = resolved(functions, [...operands, ...words.map(word)]);
  if (typed !== undefined) return typed;
  const signatures = functions.flatMap((each) => each.signatures);
  const expected = operandCount(signatures);
  if (expected !== undefined && expected !== operands.length && words.length === 0)
    throw sqlErrorAt(call.at, `Invalid number of arguments to function '${name}'. Was expecting ${expected} arguments`);
  throw cannotApply(call.at, name, types, signatures, words);
}

/** How many operands all forms of a function have; undefined where they differ. */
function operandCount(signatures: readonly string[]): number | undefined {
  const counts = new Set(signatures.map((signature) => signature.match(/</gu)?.length ?? 0));
  const [count] = counts;
  return counts.size === 1 ? count : undefined;
}

type Special = (call: Call, context: ExpressionContext) => Typed | undefined;

const now: Typed = { kind: 'now', type: TIMESTAMP };

const special: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['CURRENT_TIMESTAMP', () => now],
  ['LOCALTIMESTAMP', () => now],
  ['CURRENT_DATE', () => converted(now, DATE)],
  ['CURRENT_TIME', () => converted(now, TIME)],
  ['LOCALTIME', () => converted(now, TIME)],
  ['CURRENT_ROW_TIMESTAMP', rowTimestamp],
  ['NULLIF', bindNullif],
  ['COALESCE', bindCoalesce],
  ['MONOTONIC', bindMonotonic],
]);

function rowTimestamp({ at, name }: Call, context: ExpressionContext): Typed {
  if (!context.scope.timed) return now;
  const typed: Typed = { kind: 'rowtime', type: TIMESTAMP };
  context.statement.places.set(typed, { at, text: objectName(name), bareRowtime: true });
  return typed;
}

function bindNullif({ operands, at }: Call, context: ExpressionContext): Typed {
  const [first, second, ...more] = operands;
  if (first === undefined || second === undefined || more.length > 0)
    throw sqlErrorAt(at, "Invalid number of arguments to function 'NULLIF'. Was expecting 2 arguments");
  const value = bindExpression(first, context);
  const when = compared('=', value, bindExpression(second, context), at, context);
  return caseOf([branch(when, constant(null, NULL))], value, at);
}

function bindCoalesce({ operands, at }: Call, context: ExpressionContext): Typed {
  const values = operands.map((operand) => bindExpression(operand, context));
  const last = values.at(-1);
  if (last === undefined) throw sqlErrorAt(at, 'Require at least 1 argument');
  const whens = values
    .slice(0, -1)
    .filter((value) => value.type.kind !== 'NULL')
    .map((value) => branch(operator('IS NOT NULL', [value], at, context), value));
  return caseOf(whens, last, at);
}

/** The program's word for it that the values never fall. */
function bindMonotonic({ operands, at }: Call, context: ExpressionContext): Typed {
  const [operand, ...more] = operands;
  if (operand === undefined || more.length > 0)
    throw sqlErrorAt(at, "Invalid number of arguments to function 'MONOTONIC'. Was expecting 1 arguments");
  const typed = bindExpression(operand, context);
  const call = {
    type: typed.type,
    operandTypes: [typed.type],
    evaluate: (value: never): Value => value,
    monotonic: true,
  };
  return { kind: 'call', name: 'MONOTONIC', call, operands: [typed], type: typed.type };
}

/** The body in place of the call, over the operands: of the overload that takes them as they are, else as they may be assigned. */
function userCall(
  overloads: readonly UserFunction[],
  operands: readonly Typed[],
  { at }: Call,
  context: ExpressionContext,
): Typed | undefined {
  const taking = (takes: (from: SqlType, to: SqlType) => boolean): UserFunction | undefined =>
    overloads.find(
      ({ parameters }) =>
        parameters.length === operands.length &&
        parameters.every((type, index) => takes(operands[index]?.type ?? NULL, type)),
    );
  const chosen = taking(sameType) ?? taking(isAssignable);
  if (chosen === undefined) return undefined;
  const values = chosen.parameters.map((type, index) => converted(operands[index] ?? constant(null, type), type));
  const body = replaced(chosen.body, (part) => (part.kind === 'column' ? values[part.index] : undefined));
  if (!chosen.nullOnNull || values.length === 0) return body;
  const missing = joined(
    'or',
    values.map((value) => operator('IS NULL', [value], at, context)),
  );
  return caseOf([branch(missing, constant(null, NULL))], body, at);
}
