import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typeOf, type AttributeValue, type Item } from '../attribute-value.js';
import type { Comparator, Condition, Operand, Path } from './ast.js';
import { matches } from './evaluate.js';
import { parseCondition } from './parse-condition.js';
import { Placeholders } from './placeholders.js';

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });

const NAMES = ['a', 'b', 'c', '__proto__'];

const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.constantFrom('', 'a', 'ab', 'b', '\uffff', '\u{1F600}').map((S) => ({ S })),
  fc.constantFrom('-1.5', '0', '1', '2', '10').map((N) => ({ N })),
  fc.constantFrom('', 'AA==', 'AAE=', '/w==').map((B) => ({ B })),
);

const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: scalar, weight: 4 },
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true } as const),
    fc.subarray(['a', 'ab', 'b'], { minLength: 1 }).map((SS) => ({ SS })),
    fc.subarray(['0', '1', '2'], { minLength: 1 }).map((NS) => ({ NS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2, noNullPrototype: true }).map((M) => ({ M })),
  ),
}));

const item: fc.Arbitrary<Item> = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 4 })
  .map((entries) => JSON.parse(`{${entries.map(([name, v]) => `"${name}":${JSON.stringify(v)}`).join(',')}}`) as Item);

const path: fc.Arbitrary<Path> = fc
  .tuple(fc.constantFrom(...NAMES), fc.array(fc.oneof(fc.constantFrom('a', 'b'), fc.nat(2)), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest]);

const pathOperand = path.map((of): Operand => ({ kind: 'path', path: of }));
const valueOperand = (of: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Operand> =>
  of.map((constant): Operand => ({ kind: 'value', value: constant }));
const sizeOperand = path.map((of): Operand => ({ kind: 'size', of: { kind: 'path', path: of } }));
const anyOperand = fc.oneof(pathOperand, valueOperand(value), sizeOperand);
const orderedOperand = fc.oneof(pathOperand, valueOperand(scalar), sizeOperand);
const textOperand = fc.oneof(pathOperand, valueOperand(scalar.filter((of) => !('N' in of))));

const distinct = (first: Operand, ...others: readonly Operand[]): boolean =>
  first.kind !== 'path' || others.every((each) => JSON.stringify(each) !== JSON.stringify(first));

const comparison = (comparators: readonly Comparator[], of: fc.Arbitrary<Operand>): fc.Arbitrary<Condition> =>
  record({
    kind: fc.constant('compare' as const),
    comparator: fc.constantFrom(...comparators),
    left: of,
    right: of,
  }).filter(({ left, right }) => distinct(left, right));

const primitive: fc.Arbitrary<Condition> = fc.oneof(
  comparison(['=', '<>'], anyOperand),
  comparison(['<', '<=', '>', '>='], orderedOperand),
  record({
    kind: fc.constant('between' as const),
    operand: orderedOperand,
    low: orderedOperand,
    high: pathOperand,
  }).filter(({ operand, low, high }) => distinct(operand, low, high)),
  record({
    kind: fc.constant('in' as const),
    operand: anyOperand,
    options: fc.array(anyOperand, { minLength: 1, maxLength: 3 }),
  }).filter(({ operand, options }) => distinct(operand, ...options)),
  record({ kind: fc.constantFrom('exists' as const, 'not-exists' as const), path }),
  record({
    kind: fc.constant('type' as const),
    operand: anyOperand,
    type: fc.constantFrom('S' as const, 'N' as const, 'L' as const, 'M' as const, 'SS' as const, 'NULL' as const),
  }),
  record({ kind: fc.constant('begins-with' as const), operand: textOperand, prefix: textOperand }).filter(
    ({ operand, prefix }) => distinct(operand, prefix),
  ),
  record({ kind: fc.constant('contains' as const), operand: anyOperand, member: anyOperand }).filter(
    ({ operand, member }) => distinct(operand, member),
  ),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'medium' },
    { arbitrary: primitive, weight: 3 },
    record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('condition'),
      right: tie('condition'),
    }),
    record({ kind: fc.constant('not' as const), condition: tie('condition') }),
  ),
}));

/** Writes conditions down, with every name and value as a placeholder or not, and more or less space and capitals. */
class Writer {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, AttributeValue> = {};
  readonly #whims: readonly number[];
  #at = 0;

  constructor(whims: readonly number[]) {
    this.#whims = whims;
  }

  #whim(of: number): boolean {
    return ((this.#whims[this.#at++ % this.#whims.length] ?? 0) & of) !== 0;
  }

  #word(word: string): string {
    return ` ${this.#whim(1) ? word.toLowerCase() : word}${this.#whim(2) ? '\n' : ' '}`;
  }

  path(of: Path): string {
    return of
      .map((step, at) => {
        if (typeof step === 'number') return this.#whim(1) ? ` [ ${step} ]` : `[${step}]`;
        const dot = at === 0 ? '' : this.#whim(1) ? ' . ' : '.';
        if (/^[a-z]+$/.test(step) && this.#whim(2)) return dot + step;
        const key = `#n${Object.keys(this.names).length}`;
        this.names[key] = step;
        return dot + key;
      })
      .join('');
  }

  operand(of: Operand): string {
    const text = this.#bare(of);
    return this.#whim(4) ? `(${text})` : text;
  }

  #bare(of: Operand): string {
    if (of.kind === 'path') return this.path(of.path);
    if (of.kind === 'size') return `size (${this.operand(of.of)})`;
    const key = `:v${Object.keys(this.values).length}`;
    this.values[key] = of.value;
    return key;
  }

  /** In parentheses unless it is the whole: so no precedence is needed, and none may be wrong. */
  condition(of: Condition, whole = true): string {
    const text = this.#condition(of);
    return whole ? text : `(${text})`;
  }

  #condition(of: Condition): string {
    switch (of.kind) {
      case 'and':
      case 'or':
        return this.condition(of.left, false) + this.#word(of.kind.toUpperCase()) + this.condition(of.right, false);
      case 'not':
        return this.#word('NOT') + this.condition(of.condition, false);
      case 'compare':
        return `${this.operand(of.left)}${this.#whim(1) ? ' ' : ''}${of.comparator}${this.operand(of.right)}`;
      case 'between':
        return (
          this.operand(of.operand) +
          this.#word('BETWEEN') +
          this.operand(of.low) +
          this.#word('AND') +
          this.operand(of.high)
        );
      case 'in':
        return `${this.operand(of.operand)}${this.#word('IN')}(${of.options.map((each) => this.operand(each)).join(',')})`;
      case 'exists':
        return `attribute_exists(${this.path(of.path)})`;
      case 'not-exists':
        return `attribute_not_exists(${this.path(of.path)})`;
      case 'type':
        return `attribute_type(${this.operand(of.operand)}, ${this.operand({ kind: 'value', value: { S: of.type } })})`;
      case 'begins-with':
        return `begins_with(${this.operand(of.operand)}, ${this.operand(of.prefix)})`;
      case 'contains':
        return `contains(${this.operand(of.operand)}, ${this.operand(of.member)})`;
    }
  }
}

const whims = fc.array(fc.nat(7), { minLength: 1, maxLength: 20 });

function written(of: Condition, seed: readonly number[]): { text: string; placeholders: Placeholders } {
  const writer = new Writer(seed);
  const text = writer.condition(of);
  return { text, placeholders: new Placeholders(writer.names, writer.values) };
}

test('what is written of a condition is read as that condition', () => {
  fc.assert(
    fc.property(condition, whims, (of, seed) => {
      const { text, placeholders } = written(of, seed);
      fc.pre(text.length <= 4096);
      assert.deepEqual(parseCondition(text, 'ConditionExpression', placeholders), of);
      placeholders.assertAllUsed();
    }),
  );
});

test('conditions hold for the items for which they plainly do', () => {
  fc.assert(
    fc.property(condition, item, whims, (of, on, seed) => {
      const { text, placeholders } = written(of, seed);
      fc.pre(text.length <= 4096);
      assert.equal(matches(parseCondition(text, 'FilterExpression', placeholders), on), holds(of, on));
    }),
    { numRuns: 500 },
  );
});

/** The same semantics in the plainest terms: a missing operand is undefined, and everything is looked up and compared in full. */
function holds(of: Condition, on: Item): boolean {
  switch (of.kind) {
    case 'and':
      return [holds(of.left, on), holds(of.right, on)].every(Boolean);
    case 'or':
      return [holds(of.left, on), holds(of.right, on)].some(Boolean);
    case 'not':
      return !holds(of.condition, on);
    case 'exists':
      return lookUp(on, of.path) !== undefined;
    case 'not-exists':
      return lookUp(on, of.path) === undefined;
    case 'compare': {
      const left = find(of.left, on);
      const right = find(of.right, on);
      if (of.comparator === '=') return left !== undefined && right !== undefined && plain(left) === plain(right);
      if (of.comparator === '<>') return left === undefined || right === undefined || plain(left) !== plain(right);
      const order = orderOf(left, right);
      return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[of.comparator];
    }
    case 'between':
      return (
        orderOf(find(of.operand, on), find(of.low, on)) >= 0 && orderOf(find(of.operand, on), find(of.high, on)) <= 0
      );
    case 'in':
      return of.options.some((option) =>
        holds({ kind: 'compare', comparator: '=', left: of.operand, right: option }, on),
      );
    case 'type': {
      const found = find(of.operand, on);
      return found !== undefined && Object.keys(found)[0] === of.type;
    }
    case 'begins-with': {
      const [whole, prefix] = [bytesOf(find(of.operand, on)), bytesOf(find(of.prefix, on))];
      return whole?.type === prefix?.type && prefix !== undefined && whole?.bytes.indexOf(prefix.bytes) === 0;
    }
    case 'contains':
      return includes(find(of.operand, on), find(of.member, on));
  }
}

function includes(whole: AttributeValue | undefined, member: AttributeValue | undefined): boolean {
  if (whole === undefined || member === undefined) return false;
  const [text, part] = [bytesOf(whole), bytesOf(member)];
  if (text !== undefined) return text.type === part?.type && text.bytes.includes(part.bytes);
  const members: readonly AttributeValue[] =
    'L' in whole
      ? whole.L
      : 'SS' in whole
        ? whole.SS.map((S) => ({ S }))
        : 'NS' in whole
          ? whole.NS.map((N) => ({ N }))
          : [];
  return members.some((each) => plain(each) === plain(member));
}

function find(of: Operand, on: Item): AttributeValue | undefined {
  if (of.kind === 'value') return of.value;
  if (of.kind === 'path') return lookUp(on, of.path);
  const whole = find(of.of, on);
  if (whole === undefined || 'N' in whole || 'BOOL' in whole || 'NULL' in whole) return undefined;
  if ('S' in whole) return { N: String(whole.S.length) };
  const inner = 'B' in whole ? [...Buffer.from(whole.B, 'base64')] : Object.values(whole)[0];
  return { N: String(Object.keys(inner as object).length) };
}

function lookUp(on: Item, [first, ...rest]: Path): AttributeValue | undefined {
  let found = new Map<unknown, AttributeValue>(Object.entries(on)).get(first);
  for (const step of rest) {
    const children: [unknown, AttributeValue][] =
      found !== undefined && 'L' in found
        ? [...found.L.entries()]
        : found !== undefined && 'M' in found
          ? Object.entries(found.M)
          : [];
    found = new Map(children).get(step);
  }
  return found;
}

/** NaN where there is no order: it is neither above, nor below, nor equal to 0. */
function orderOf(left: AttributeValue | undefined, right: AttributeValue | undefined): number {
  if (left === undefined || right === undefined) return NaN;
  if ('N' in left && 'N' in right) return Number(left.N) - Number(right.N);
  const [a, b] = [bytesOf(left), bytesOf(right)];
  return a !== undefined && a.type === b?.type ? Buffer.compare(a.bytes, b.bytes) : NaN;
}

function bytesOf(of: AttributeValue | undefined): { type: string; bytes: Buffer } | undefined {
  if (of === undefined || !('S' in of || 'B' in of)) return undefined;
  return { type: typeOf(of), bytes: 'S' in of ? Buffer.from(of.S) : Buffer.from(of.B, 'base64') };
}

/** The same text for equal values. */
function plain(of: AttributeValue): string {
  if ('L' in of) return `[${of.L.map(plain).join()}]`;
  if ('M' in of)
    return `{${Object.entries(of.M)
      .map(([name, each]) => `${name}:${plain(each)}`)
      .sort()
      .join()}}`;
  return JSON.stringify(of);
}
