import { attribute, typeOf, type AttributeValue, type Item } from '../attribute-value.js';
import { compareScalars, sameValue } from '../value-compare.js';
import { binaryLength } from '../value-size.js';
import type { Comparator, Condition, Operand, Path } from './ast.js';

/**
 * Whether the condition holds for the item; for one that is not there, pass an empty one. Nothing in the item makes this fail: what is
 * missing, or of another type, is equal to nothing and comes before and after nothing, which only `<>` and NOT make true.
 */
export function matches(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'compare':
      return compares(condition.comparator, valueOf(condition.left, item), valueOf(condition.right, item));
    case 'and':
      return matches(condition.left, item) && matches(condition.right, item);
    case 'or':
      return matches(condition.left, item) || matches(condition.right, item);
    case 'not':
      return !matches(condition.condition, item);
    case 'exists':
      return valueAt(item, condition.path) !== undefined;
    case 'not-exists':
      return valueAt(item, condition.path) === undefined;
    case 'between': {
      const value = valueOf(condition.operand, item);
      return (
        compares('>=', value, valueOf(condition.low, item)) && compares('<=', value, valueOf(condition.high, item))
      );
    }
    case 'in': {
      const value = valueOf(condition.operand, item);
      return value !== undefined && condition.options.some((option) => compares('=', value, valueOf(option, item)));
    }
    case 'type': {
      const value = valueOf(condition.operand, item);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins-with':
      return beginsWith(valueOf(condition.operand, item), valueOf(condition.prefix, item));
    case 'contains':
      return contains(valueOf(condition.operand, item), valueOf(condition.member, item));
  }
}

/** What is at the path, if there is something. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined;
  for (let at = 0; at < path.length; at++) {
    const step = path[at];
    if (typeof step === 'number') value = value !== undefined && 'L' in value ? value.L[step] : undefined;
    else if (step === undefined) return undefined;
    else if (at === 0) value = attribute(item, step);
    else value = value !== undefined && 'M' in value ? attribute(value.M, step) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** What an operand stands for; undefined when the item has no such attribute, or size() is asked of a type that has none. */
export function valueOf(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.kind) {
    case 'path':
      return valueAt(item, operand.path);
    case 'value':
      return operand.value;
    case 'size': {
      const value = valueOf(operand.of, item);
      const size = value === undefined ? undefined : sizeOf(value);
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

/** What size() says: of a string its characters, of a binary its bytes, of all else its members. */
function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length;
  if ('B' in value) return binaryLength(value.B);
  if ('M' in value) return Object.keys(value.M).length;
  if ('L' in value) return value.L.length;
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  return 'BS' in value ? value.BS.length : undefined;
}

function compares(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  const known = left !== undefined && right !== undefined;
  if (comparator === '=') return known && sameValue(left, right);
  if (comparator === '<>') return !known || !sameValue(left, right);
  const order = known ? compareScalars(left, right) : undefined;
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Whether a string or a binary begins with another. */
export function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value === undefined || prefix === undefined) return false;
  if ('S' in value) return 'S' in prefix && value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) return false;
  const length = binaryLength(prefix.B);
  return length <= binaryLength(value.B) && bytes(value.B).subarray(0, length).equals(bytes(prefix.B));
}

/** Whether the member is a part of a string or binary, or a member of a set or list. */
export function contains(value: AttributeValue | undefined, member: AttributeValue | undefined): boolean {
  if (value === undefined || member === undefined) return false;
  if ('L' in value) return value.L.some((element) => sameValue(element, member));
  if ('S' in member) {
    if ('S' in value) return value.S.includes(member.S);
    return 'SS' in value && value.SS.includes(member.S);
  }
  if ('N' in member) return 'NS' in value && value.NS.includes(member.N);
  if (!('B' in member)) return false;
  if ('B' in value) return bytes(value.B).includes(bytes(member.B));
  return 'BS' in value && value.BS.includes(member.B);
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
