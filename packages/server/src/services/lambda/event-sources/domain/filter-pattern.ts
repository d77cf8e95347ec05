import { compileTest, type Scalar, type Test } from './filter-tests.js';

/** Whether what stands at the matcher's place fits. */
export type Matcher = (value: unknown, subject: Subject) => boolean;

/** A pattern is not of the pattern language. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a pattern is held against. */
export class Subject {
  readonly root: unknown;
  #absent: Map<readonly string[], boolean> | undefined;

  constructor(root: unknown) {
    this.root = root;
  }

  /** Whether nowhere, in no element of any array on its way, a value stands at the path. Asked once for each path of a pattern. */
  isAbsent(path: readonly string[]): boolean {
    this.#absent ??= new Map();
    const known = this.#absent.get(path);
    if (known !== undefined) return known;
    let values: unknown[] = [this.root];
    for (const key of path)
      values = values.flatMap((value) =>
        elementsOf(value).flatMap((element) =>
          isObject(element) && Object.hasOwn(element, key) ? [element[key]] : [],
        ),
      );
    const absent = !values.some((value) => elementsOf(value).some((element) => !isObject(element)));
    this.#absent.set(path, absent);
    return absent;
  }
}

/**
 * Compiles an event pattern. All of its fields must match; an array matches with one of its elements, the same one for all that is asked
 * about the inside of that element.
 * @throws InvalidPattern
 */
export function compilePattern(pattern: Readonly<Record<string, unknown>>): Matcher {
  return fields(pattern, []);
}

function fields(pattern: Readonly<Record<string, unknown>>, path: readonly string[]): Matcher {
  const parts = Object.entries(pattern).map(([key, asked]): Matcher => {
    if (key === '$or' && isAlternatives(asked)) {
      const alternatives = asked.map((alternative) => fields(alternative, path));
      return (object, subject) => alternatives.some((matches) => matches(object, subject));
    }
    const matches = member(asked, [...path, key]);
    return (object, subject) =>
      matches(isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined, subject);
  });
  if (parts.length === 0) throw new InvalidPattern();
  return (object, subject) => parts.every((matches) => matches(object, subject));
}

/** Fewer alternatives, or others, are a field of that name. */
const isAlternatives = (asked: unknown): asked is Readonly<Record<string, unknown>>[] =>
  Array.isArray(asked) &&
  asked.length > 1 &&
  asked.every((alternative) => isObject(alternative) && !Object.keys(alternative).some((key) => OPERATORS.has(key)));

const OPERATORS = new Set([
  'prefix',
  'suffix',
  'anything-but',
  'numeric',
  'exists',
  'equals-ignore-case',
  'wildcard',
  'cidr',
]);

function member(asked: unknown, path: readonly string[]): Matcher {
  if (Array.isArray(asked)) return leaf(asked, path);
  if (!isObject(asked)) throw new InvalidPattern();
  const inner = fields(asked, path);
  return (value, subject) => {
    if (isObject(value)) return inner(value, subject);
    const objects = elementsOf(value).filter(isObject);
    return objects.length === 0 ? inner(undefined, subject) : objects.some((object) => inner(object, subject));
  };
}

function leaf(asked: readonly unknown[], path: readonly string[]): Matcher {
  const literals = new Set<Scalar>();
  const tests: Test[] = [];
  let mayBeAbsent = false;
  for (const one of asked) {
    const test = isObject(one) ? compileTest(one) : isScalar(one) ? literals.add(one) : undefined;
    if (test === undefined) throw new InvalidPattern();
    if (test === 'absent') mayBeAbsent = true;
    else if (typeof test === 'function') tests.push(test);
  }
  if (asked.length === 0) throw new InvalidPattern();
  const fits = (value: unknown): boolean =>
    isScalar(value) && (literals.has(value) || tests.some((test) => test(value)));
  return (value, subject) =>
    (Array.isArray(value) ? elementsOf(value).some(fits) : fits(value)) || (mayBeAbsent && subject.isAbsent(path));
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** The elements of an array and of the arrays in it, however deep; any other value alone; none for undefined. */
function elementsOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [value];
  if (!value.some(Array.isArray)) return value;
  const elements: unknown[] = [];
  const rest: unknown[] = [value];
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    if (!Array.isArray(one)) elements.push(one);
    else for (let i = one.length - 1; i >= 0; i--) rest.push(one[i]);
  }
  return elements;
}
