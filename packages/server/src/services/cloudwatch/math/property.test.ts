import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseExpression } from './syntax.js';
import { compute, type Points } from './testing.js';

/** An expression, and what it must come to at a minute whose values are `a` and `b`: the slow way, one minute after the other. */
interface Example {
  readonly text: string;
  readonly isSeries: boolean;
  readonly at: (a: number | undefined, b: number | undefined) => number | undefined;
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '<': (a, b) => Number(a < b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};

const point = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const join = (left: Example, operator: string, right: Example): Example => ({
  text: `(${left.text} ${operator} ${right.text})`,
  isSeries: left.isSeries || right.isSeries,
  at: (a, b) => {
    const [x, y] = [left.at(a, b), right.at(a, b)];
    // No point where no series has one; a number that is none leaves none.
    if (left.isSeries && right.isSeries && x === undefined && y === undefined) return undefined;
    if (left.isSeries && x === undefined && !right.isSeries) return undefined;
    if (right.isSeries && y === undefined && !left.isSeries) return undefined;
    if ((!left.isSeries && x === undefined) || (!right.isSeries && y === undefined)) return undefined;
    return point(OPERATORS[operator]?.(x ?? 0, y ?? 0) ?? NaN);
  },
});

const leaf = fc.oneof(
  fc.constant<Example>({ text: 'm1', isSeries: true, at: (a) => a }),
  fc.constant<Example>({ text: 'm2', isSeries: true, at: (_, b) => b }),
  // Without 0, whose quotients are numbers that are none.
  fc.integer({ min: 1, max: 9 }).map((n): Example => ({ text: String(n), isSeries: false, at: () => n })),
);
const { tree } = fc.letrec<{ tree: Example }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '<', '>=', '==', 'AND', 'OR'), tie('tree'))
      .map(([left, operator, right]) => join(left, operator, right)),
    // Only series divide, so that numbers stay numbers.
    fc.tuple(tie('tree'), leaf).map(([left, right]) => join(left, '/', right)),
    tie('tree').map((of): Example => ({
      text: `-${of.text}`,
      isSeries: of.isSeries,
      at: (a, b) => {
        const value = of.at(a, b);
        return value === undefined ? undefined : -value;
      },
    })),
  ),
}));

const points = fc.array(fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }), { minLength: 5, maxLength: 5 });
const plain = (values: Points): (number | undefined)[] => values.map((value) => (value === 0 ? 0 : value));

void test('property: expressions give what a look at every minute by itself gives', async () => {
  await fc.assert(
    fc.asyncProperty(tree, points, points, async (example, m1, m2) => {
      const text = example.isSeries ? example.text : `${example.text} + m1`;
      const whole = example.isSeries ? example : join(example, '+', { text: 'm1', isSeries: true, at: (a) => a });
      const expected = m1.map((a, index) => whole.at(a, m2[index]));
      const [result = []] = await compute(text, { m1, m2 });
      assert.deepEqual(plain(result), plain(expected), text);
    }),
    { numRuns: 200 },
  );
});

void test('property: whatever the text, it is read or is no syntax, at once', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('m1e2()[],+-*/^<>=!&|"\'. ANDORSUMIF')),
    maxLength: 200,
  });
  fc.assert(
    fc.property(text, (expression) => {
      try {
        parseExpression(expression);
      } catch (error) {
        assert.equal((error as Error).message, 'Invalid syntax');
      }
    }),
  );
});
