import { ExpressionFault } from './faults.js';
import { FUNCTIONS, NOT_HERE } from './functions.js';
import type { Node } from './syntax.js';

/** What an expression gives, whatever the data: it is known before any is read. */
export type Type = 'scalar' | 'series' | 'group' | 'string' | 'word';

/**
 * Finds what an expression gives.
 * @param typeOf the type of the query with that id, undefined if there is none
 * @throws ExpressionFault for functions that there are not, and arguments that they do not take
 */
export function typeOfNode(node: Node, typeOf: (id: string) => Type | undefined): Type {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'name': {
      const type = typeOf(node.name);
      if (type === undefined) throw new ExpressionFault(`Undefined variable '${node.name}'`);
      return type;
    }
    case 'negation': {
      const type = typeOfNode(node.of, typeOf);
      if (!isValue(type)) throw new ExpressionFault(`Unsupported operand type for -: '${NAMES[type]}'`);
      return type;
    }
    case 'operation': {
      const [left, right] = [typeOfNode(node.left, typeOf), typeOfNode(node.right, typeOf)];
      const type = joinedType(left, right);
      if (type === undefined) {
        const operands = `[${NAMES[left]}, ${NAMES[right]}]`;
        throw new ExpressionFault(`Unsupported operand type(s) for ${node.operator}: '${operands}'`);
      }
      return type;
    }
    case 'array':
      for (const member of node.members) {
        const type = typeOfNode(member, typeOf);
        if (type !== 'series' && type !== 'group') {
          throw new ExpressionFault(`Unsupported element type in an array: '${NAMES[type]}'`);
        }
      }
      return 'group';
    case 'call':
      return typeOfCall(node, typeOf);
  }
}

function typeOfCall(node: Node & { kind: 'call' }, typeOf: (id: string) => Type | undefined): Type {
  const { name, arguments: given } = node;
  if (NOT_HERE.has(name)) throw new ExpressionFault(`Function '${name}' is not available here`);
  const definition = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (definition === undefined) throw new ExpressionFault(`Function '${name}' not found`);
  const types = given.map((argument, place): Type => {
    const isWord = argument.kind === 'name' && definition.words?.[place]?.includes(argument.name) === true;
    return isWord ? 'word' : typeOfNode(argument, typeOf);
  });
  const type = definition.type(types);
  if (type === undefined) {
    const list = types.map((one) => NAMES[one]).join(', ');
    throw new ExpressionFault(`Invalid argument(s) for function '${name}': '[${list}]'`);
  }
  return type;
}

export const isValue = (type: Type): type is 'scalar' | 'series' | 'group' =>
  type === 'scalar' || type === 'series' || type === 'group';

function joinedType(left: Type, right: Type): Type | undefined {
  if (!isValue(left) || !isValue(right)) return undefined;
  if (left === 'group' || right === 'group') return left === right ? undefined : 'group';
  return left === 'series' || right === 'series' ? 'series' : 'scalar';
}

const NAMES: Readonly<Record<Type, string>> = {
  scalar: 'Scalar',
  series: 'TimeSeries',
  group: 'Array[TimeSeries]',
  string: 'String',
  word: 'Keyword',
};
