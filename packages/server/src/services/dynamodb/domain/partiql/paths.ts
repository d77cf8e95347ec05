import type { Path } from '../expressions/ast.js';
import { indexOutOfRange, unexpectedPathComponent } from './errors.js';
import type { Expression, PathStep } from './syntax.js';

const HIGHEST_INDEX = 2n ** 31n - 1n;

/**
 * The path that an expression is.
 * @throws ValidationException when it is none, or has a step that is neither a name nor an index from 0 to 2,147,483,647
 */
export function pathOf(expression: Expression): Path {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'path' || expression.root.kind !== 'name') throw unexpectedPathComponent(expression.at);
  return [expression.root.name, ...expression.steps.map(stepOf)];
}

function stepOf(step: PathStep): string | number {
  if (step.kind === 'name') return step.name;
  if (step.kind === 'star') throw unexpectedPathComponent(step.at);
  const { index } = step;
  if (index.kind === 'string') return index.text;
  if (index.kind !== 'number' || !/^-?\d+$/.test(index.text)) throw unexpectedPathComponent(step.at);
  const number = BigInt(index.text);
  if (number < 0n || number > HIGHEST_INDEX) throw indexOutOfRange(String(number), step.at);
  return Number(number);
}

export const samePath = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((step, at) => step === other[at]);
