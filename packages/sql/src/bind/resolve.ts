import type { Span } from '../errors.js';
import type { ScalarFunction } from '../functions/function.js';
import { BOOLEAN, char } from '../types/sql-type.js';
import type { ExpressionContext } from './context.js';
import { constant, converted, folded, operandOf } from './fold.js';
import { cannotApply } from './problems.js';
import type { Typed } from './typed.js';

/** A call of the first of the functions that takes the operands, which are cast to what it wants; undefined where none does. */
export function resolved(functions: readonly ScalarFunction[], operands: readonly Typed[]): Typed | undefined {
  const known = operands.map(operandOf);
  for (const { name, resolve } of functions) {
    const call = resolve(known);
    if (call === undefined) continue;
    const cast = operands.map((operand, index) => {
      const type = call.operandTypes[index];
      return type === undefined ? operand : converted(operand, type);
    });
    return folded({ kind: 'call', name, call, operands: cast, type: call.type });
  }
  return undefined;
}

/** An operator over bound operands. */
export function operator(name: string, operands: readonly Typed[], at: Span, context: ExpressionContext): Typed {
  const functions = context.statement.functions.scalar.get(name) ?? [];
  const typed = resolved(functions, operands);
  if (typed !== undefined) return typed;
  const all = functions.flatMap((each) => each.signatures);
  // `-` has forms with one operand and with two.
  const alike = all.filter((signature) => signature.match(/</gu)?.length === operands.length);
  const signatures = alike.length > 0 ? alike : all;
  throw cannotApply(
    at,
    name,
    operands.map(({ type }) => type),
    signatures,
  );
}

/** `a = b` and its like. */
export const compared = (name: string, left: Typed, right: Typed, at: Span, context: ExpressionContext): Typed =>
  operator(name, [left, right], at, context);

/** AND, OR of conditions: flat, and without those that decide nothing. */
export function joined(kind: 'and' | 'or', conditions: readonly Typed[]): Typed {
  const neutral = kind === 'and';
  const operands: Typed[] = [];
  for (const condition of conditions.flatMap((each) => (each.kind === kind ? each.operands : [each]))) {
    if (condition.kind !== 'constant' || condition.value === null) operands.push(condition);
    else if (condition.value !== neutral) return condition;
  }
  const [first] = operands;
  if (first === undefined) return constant(neutral, BOOLEAN);
  return operands.length === 1 ? first : { kind, operands, type: BOOLEAN };
}

/** A word of a call (`TO MINUTE`) as the operand by which functions know it. */
export const word = (text: string): Typed => constant(text, char(text.length));
