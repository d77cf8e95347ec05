import type { Typed } from './typed.js';
import { spend } from './effort.js';
import { converted, folded } from './fold.js';

/** A branch of CASE. */
export interface Branch {
  readonly when: Typed;
  readonly then: Typed;
}

// oxlint-disable-next-line unicorn/no-thenable -- a branch has what SQL calls it; nobody awaits it
export const branch = (when: Typed, then: Typed): Branch => ({ when, then });

/** The expressions of which one is made. */
export function operandsOf(typed: Typed): readonly Typed[] {
  spend(1);
  switch (typed.kind) {
    case 'call':
    case 'and':
    case 'or':
      return typed.operands;
    case 'cast':
    case 'in':
      return [typed.operand];
    case 'case':
      return [...typed.whens.flatMap(({ when, then }) => [when, then]), typed.otherwise];
    default:
      return [];
  }
}

/** An expression with its parts replaced; where `replace` gives undefined, its operands are gone through. */
export function replaced(typed: Typed, replace: (part: Typed) => Typed | undefined): Typed {
  const done = new Map<Typed, Typed>();
  const visit = (part: Typed): Typed => {
    const before = done.get(part);
    if (before !== undefined) return before;
    spend(1);
    const result = replace(part) ?? rebuilt(part, visit);
    done.set(part, result);
    return result;
  };
  return visit(typed);
}

function rebuilt(typed: Typed, visit: (part: Typed) => Typed): Typed {
  switch (typed.kind) {
    case 'call':
      return folded({ ...typed, operands: typed.operands.map(visit) });
    case 'and':
    case 'or':
      return { ...typed, operands: typed.operands.map(visit) };
    case 'cast': {
      const operand = visit(typed.operand);
      return operand.kind === 'constant' ? converted(operand, typed.type, typed.mode) : { ...typed, operand };
    }
    case 'in':
      return { ...typed, operand: visit(typed.operand) };
    case 'case':
      return {
        ...typed,
        whens: typed.whens.map(({ when, then }) => branch(visit(when), visit(then))),
        otherwise: visit(typed.otherwise),
      };
    default:
      return typed;
  }
}

/** An expression over rows in which the values stand elsewhere. */
export const shifted = (typed: Typed, by: number): Typed =>
  by === 0
    ? typed
    : replaced(typed, (part) => (part.kind === 'column' ? { ...part, index: part.index + by } : undefined));

/** Whether any part, itself included, is so. */
export function anyPart(typed: Typed, test: (part: Typed) => boolean): boolean {
  const seen = new Set<Typed>();
  const visit = (part: Typed): boolean => {
    if (seen.has(part)) return false;
    seen.add(part);
    return test(part) || operandsOf(part).some(visit);
  };
  return visit(typed);
}

const sizes = new WeakMap<Typed, number>();

/** How many parts an expression has when it is written out: parts that are shared count each time. Long texts and lists are of many parts. */
export function sizeOf(typed: Typed): number {
  const known = sizes.get(typed);
  if (known !== undefined) return known;
  let size = 1;
  if (typed.kind === 'in') size += typed.values.length;
  else if (typed.kind === 'constant' && typeof typed.value === 'string') size += typed.value.length >> 6;
  for (const operand of operandsOf(typed)) size += sizeOf(operand);
  sizes.set(typed, size);
  return size;
}
