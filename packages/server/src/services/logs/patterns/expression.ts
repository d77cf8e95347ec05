import type { PatternReader } from './reader.js';

/** Conditions joined by `&&` and `||`, the former binding closer. */
export type Expression<C> =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression<C>[] }
  | { readonly kind: 'condition'; readonly condition: C };

/** Reads an expression as far as it goes. */
export function readExpression<C>(reader: PatternReader, readCondition: () => C): Expression<C> {
  const parts = [readAll(reader, readCondition)];
  while (reader.take('||')) parts.push(readAll(reader, readCondition));
  return joined('or', parts);
}

function readAll<C>(reader: PatternReader, readCondition: () => C): Expression<C> {
  const parts = [readOne(reader, readCondition)];
  while (reader.take('&&')) parts.push(readOne(reader, readCondition));
  return joined('and', parts);
}

function readOne<C>(reader: PatternReader, readCondition: () => C): Expression<C> {
  if (!reader.take('(')) return { kind: 'condition', condition: readCondition() };
  const inner = readExpression(reader, readCondition);
  if (!reader.take(')')) throw reader.invalid();
  return inner;
}

function joined<C>(kind: 'and' | 'or', parts: readonly Expression<C>[]): Expression<C> {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, parts };
}

export function evaluate<C>(expression: Expression<C>, holds: (condition: C) => boolean): boolean {
  if (expression.kind === 'condition') return holds(expression.condition);
  const test = (part: Expression<C>): boolean => evaluate(part, holds);
  return expression.kind === 'and' ? expression.parts.every(test) : expression.parts.some(test);
}

export function conditionsOf<C>(expression: Expression<C>): C[] {
  return expression.kind === 'condition' ? [expression.condition] : expression.parts.flatMap(conditionsOf);
}

/** AWS takes two regular expressions in a pattern. */
export const MOST_REGEXES = 2;
