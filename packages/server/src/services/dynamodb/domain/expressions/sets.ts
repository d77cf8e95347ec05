import { type AttributeValue } from '../attribute-value.js';
import { compareNumbers } from '../number.js';
import { compareBinaries, compareTexts } from '../value-compare.js';

/** The members of both sets, in order; undefined when they are not sets of one type. */
export function union(one: AttributeValue, two: AttributeValue): AttributeValue | undefined {
  if ('SS' in one && 'SS' in two) return { SS: merge(one.SS, two.SS, compareTexts) };
  if ('NS' in one && 'NS' in two) return { NS: merge(one.NS, two.NS, compareNumbers) };
  return 'BS' in one && 'BS' in two ? { BS: merge(one.BS, two.BS, compareBinaries) } : undefined;
}

/** The members of the first set that are not in the second: null when none is left, undefined when they are not sets of one type. */
export function difference(one: AttributeValue, two: AttributeValue): AttributeValue | null | undefined {
  if ('SS' in one && 'SS' in two) return mapped(without(one.SS, two.SS), (SS) => ({ SS }));
  if ('NS' in one && 'NS' in two) return mapped(without(one.NS, two.NS), (NS) => ({ NS }));
  return 'BS' in one && 'BS' in two ? mapped(without(one.BS, two.BS), (BS) => ({ BS })) : undefined;
}

const mapped = (
  members: readonly string[],
  toSet: (members: readonly string[]) => AttributeValue,
): AttributeValue | null => (members.length === 0 ? null : toSet(members));

function merge(one: readonly string[], two: readonly string[], compare: (a: string, b: string) => number): string[] {
  const known = new Set(one);
  return [...one, ...two.filter((member) => !known.has(member))].sort(compare);
}

function without(members: readonly string[], removed: readonly string[]): readonly string[] {
  const gone = new Set(removed);
  return members.filter((member) => !gone.has(member));
}
