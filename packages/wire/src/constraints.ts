import type { Blob } from './blob.js';
import type { Shape, StringShape } from './shapes.js';

/** One thing that a shape demands of its values, and how AWS says so. */
export interface Constraint {
  readonly trait: Trait;
  readonly text: string;
  readonly broken: (value: unknown) => boolean;
}

export type Trait = 'pattern' | 'min' | 'max' | 'enum';

/** A shape's own constraints, in the order in which AWS reports them for one member. */
export function constraintsOf(shape: Shape): readonly Constraint[] {
  switch (shape.kind) {
    case 'string':
      return exempting(shape.exempt, [...textConstraints(shape), ...valuesOf(shape)]);
    case 'blob':
      return bounds(shape, 'length', (value) => (value as Blob).byteLength);
    case 'list':
      return bounds(shape, 'length', (value) => (value as readonly unknown[]).length);
    case 'map':
      return bounds(shape, 'length', (value) => Object.keys(value as object).length);
    case 'integer':
    case 'long':
    case 'double':
      return bounds(shape, 'value', (value) => value as number);
    default:
      return [];
  }
}

function textConstraints(shape: StringShape): Constraint[] {
  const [pattern, length] = [patternOf(shape), bounds(shape, 'length', (value) => (value as string).length)];
  return shape.lengthFirst ? [...length, ...pattern] : [...pattern, ...length];
}

const exempting = (prefix: string | undefined, constraints: readonly Constraint[]): readonly Constraint[] =>
  prefix === undefined
    ? constraints
    : constraints.map(({ broken, ...constraint }) => ({
        ...constraint,
        broken: (value) => !(value as string).startsWith(prefix) && broken(value),
      }));

/** The order within the brackets that follow a list or a map: the upper bound first. */
export const inListOrder = (constraints: readonly Constraint[]): readonly Constraint[] =>
  constraints.toSorted((a, b) => LIST_ORDER.indexOf(a.trait) - LIST_ORDER.indexOf(b.trait));

const LIST_ORDER: readonly Trait[] = ['max', 'min', 'pattern', 'enum'];

export const isScalar = (shape: Shape): boolean =>
  shape.kind !== 'list' &&
  shape.kind !== 'map' &&
  shape.kind !== 'structure' &&
  shape.kind !== 'document' &&
  shape.kind !== 'eventStream';

/** Strings are measured in UTF-16 units, as Java's String.length does. */
function bounds(
  { min, max }: { readonly min?: number; readonly max?: number },
  what: 'length' | 'value',
  measure: (value: unknown) => number,
): Constraint[] {
  const found: Constraint[] = [];
  const say = (relation: string, bound: number) => `Member must have ${what} ${relation} than or equal to ${bound}`;
  if (min !== undefined)
    found.push({ trait: 'min', text: say('greater', min), broken: (value) => measure(value) < min });
  if (max !== undefined) found.push({ trait: 'max', text: say('less', max), broken: (value) => measure(value) > max });
  return found;
}

function patternOf({ pattern, max = Number.POSITIVE_INFINITY }: StringShape): Constraint[] {
  if (pattern === undefined) return [];
  const expression = matcher(pattern);
  const broken = (value: unknown): boolean => {
    const text = value as string;
    // Backtracking takes more than linear time, so text far beyond its bound, which is refused anyhow, is not matched as well.
    if (text.length > LONGEST_MATCHED && text.length > max) return false;
    return !expression.test(text);
  };
  return [{ trait: 'pattern', text: `Member must satisfy regular expression pattern: ${pattern}`, broken }];
}

const LONGEST_MATCHED = 8192;

function valuesOf({ values }: StringShape): Constraint[] {
  if (values === undefined) return [];
  const known: ReadonlySet<unknown> = new Set(values);
  const text = `Member must satisfy enum value set: [${values.join(', ')}]`;
  return [{ trait: 'enum', text, broken: (value) => !known.has(value) }];
}

/**
 * The pattern, made to match whole strings. A pattern such as AWS's for ARNs, with several `.*` in a row, would try every way to share
 * the text among them, which a crafted ARN of 2,048 characters stretches to many milliseconds. When what stands between one `.*` and the
 * next is of fixed width, its earliest place is as good as any, and the match may settle for it: `(?=(?<x>.*?X))\k<x>` never reconsiders.
 */
function matcher(pattern: string): RegExp {
  const [first = '', ...rest] = pattern.split('.*');
  const between = rest.slice(0, -1);
  const settles = isWhole(first) && isWhole(rest.at(-1) ?? '') && between.every((piece) => FIXED_WIDTH.test(piece));
  if (!settles) return expressionOf(pattern);
  const settled = between.map((piece, index) => `(?=(?<settled${index}>.*?${piece}))\\k<settled${index}>`);
  return expressionOf([first, ...settled, ...rest.slice(-1).map((piece) => `.*${piece}`)].join(''));
}

const FIXED_WIDTH = /^(?:[\w:/-]|\\d\{\d+\})+$/;

/** No alternative, group, class or escape reaches over the end of the piece. */
const isWhole = (piece: string): boolean =>
  !piece.includes('|') &&
  !piece.endsWith('\\') &&
  piece.split('(').length === piece.split(')').length &&
  piece.split('[').length === piece.split(']').length;

/** Java's `{1}+` repeats as `{1}` does and never gives back, which of a fixed number says nothing. JavaScript has no such sign. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/(\{\d+\})\+/g, '$1');
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    return new RegExp(`^(?:${source})$`);
  }
}
