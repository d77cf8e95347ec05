import { FUNCTIONS, type Argument, type Surroundings } from './functions.js';
import { ExpressionFault } from './faults.js';
import { negated, operate } from './operators.js';
import type { Node } from './syntax.js';
import { group, scalar, type Series, type Value } from './values.js';

export interface Environment extends Surroundings {
  /** What the query with that id gave. */
  readonly valueOf: (id: string) => Value;
  /** Counts what was computed. @throws ExpressionFault when it becomes too much */
  readonly spend: (points: number) => void;
}

/** Computes an expression whose types were checked. @throws ExpressionFault when it would take too long */
export function evaluate(node: Node, environment: Environment): Value {
  const value = valueOf(node, environment);
  if (node.kind !== 'name') environment.spend(sizeOf(value));
  return value;
}

function valueOf(node: Node, environment: Environment): Value {
  switch (node.kind) {
    case 'number':
      return scalar(node.value);
    case 'name':
      return environment.valueOf(node.name);
    case 'negation':
      return negated(evaluate(node.of, environment));
    case 'operation':
      return operate(node.operator, evaluate(node.left, environment), evaluate(node.right, environment));
    case 'array':
      return group(node.members.flatMap((member) => seriesOf(evaluate(member, environment))));
    case 'call': {
      const { words = [], run } = definitionOf(node.name);
      const given = node.arguments.map((argument, place): Argument => {
        if (argument.kind === 'string') return argument.text;
        if (argument.kind === 'name' && words[place]?.includes(argument.name)) return argument.name;
        return evaluate(argument, environment);
      });
      return run(given, environment);
    }
    case 'string':
      throw new ExpressionFault('Invalid syntax');
  }
}

function definitionOf(name: string): (typeof FUNCTIONS)[string] {
  const definition = FUNCTIONS[name];
  if (definition === undefined) throw new ExpressionFault(`Function '${name}' not found`);
  return definition;
}

function seriesOf(value: Value): readonly Series[] {
  if (value.kind === 'group') return value.series;
  return value.kind === 'series' ? [value] : [];
}

/** Points, and something for what there is without any. */
const sizeOf = (value: Value): number => seriesOf(value).reduce((sum, { times }) => sum + times.length + 1, 1);
