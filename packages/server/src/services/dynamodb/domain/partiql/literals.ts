import { AwsError } from '@paddock/wire';
import { invalid } from '../../errors.js';
import { setAttribute, type AttributeValue, type ItemDraft } from '../attribute-value.js';
import { parseNumber } from '../number.js';
import { checkValue } from '../value-check.js';
import {
  duplicateNumbers,
  duplicateStrings,
  emptyBag,
  literalTooDeep,
  mixedBag,
  tooFewParameters,
  unsupportedDataType,
} from './errors.js';
import { constructName, type Expression } from './syntax.js';

/** Lists and maps inside one another: the scalar within has its own level in an item. */
const DEEPEST = 31;

/**
 * What a literal or a parameter stands for.
 * @param parameters checked, in the order of the question marks; what there are more is ignored
 * @throws ValidationException when a number or a set is none, there are too few parameters, or the expression is neither literal nor
 *   parameter
 */
export function valueOf(expression: Expression, parameters: readonly AttributeValue[]): AttributeValue {
  if (expression.kind !== 'parameter') return checkValue(literal(expression, 'root', 0), 'old');
  const value = parameters[expression.index];
  if (value === undefined) throw tooFewParameters();
  return value;
}

export const isValue = ({ kind }: Expression): boolean =>
  kind !== 'name' && kind !== 'path' && kind !== 'call' && kind !== 'binary';

/** @param under where it is, as AWS says it: `root.a[0]` */
function literal(expression: Expression, under: string, depth: number): AttributeValue {
  if (depth > DEEPEST) throw literalTooDeep(under);
  switch (expression.kind) {
    case 'string':
      return { S: expression.text };
    case 'number':
      return { N: numberUnder(expression.text, under) };
    case 'boolean':
      return { BOOL: expression.is };
    case 'null':
      return { NULL: true };
    case 'list':
      return { L: expression.members.map((member, index) => literal(member, `${under}[${index}]`, depth + 1)) };
    case 'bag':
      return bag(expression.members, under);
    case 'struct': {
      const map: ItemDraft = {};
      for (const { key, value } of expression.fields) {
        const name = fieldName(key, under);
        setAttribute(map, name, literal(value, `${under}.${name}`, depth + 1));
      }
      return { M: map };
    }
    default:
      throw unsupportedDataType(constructName(expression), under, expression.at);
  }
}

/** The attribute that a field of an item or a map is about. */
export function fieldName(key: Expression, under: string): string {
  if (key.kind !== 'string') throw unsupportedDataType(constructName(key), under, key.at);
  return key.text;
}

function numberUnder(text: string, under: string): string {
  try {
    return parseNumber(text, 'old');
  } catch (error) {
    throw error instanceof AwsError ? invalid(`${error.message} under ${under}`) : error;
  }
}

/** A set: of strings or of numbers, by its first member. */
function bag(members: readonly Expression[], under: string): AttributeValue {
  const [first] = members;
  if (first === undefined) throw emptyBag();
  const written = members.map((member) => {
    if ((member.kind !== 'string' && member.kind !== 'number') || member.kind !== first.kind) throw mixedBag();
    return member.text;
  });
  if (first.kind === 'string') {
    if (new Set(written).size < written.length) throw duplicateStrings(written);
    return { SS: written };
  }
  const numbers = written.map((text, index) => numberUnder(text, `${under}[${index}]`));
  if (new Set(numbers).size < numbers.length) throw duplicateNumbers(written, under);
  return { NS: numbers };
}
