import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineDifferences } from './differences.js';

test('what is the same and gone is the old text, what is the same and new is the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '{'), { minLength: 1, maxLength: 8 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDifferences(before, after);
      const without = (kind: string): string =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('\n');
      assert.equal(without('new'), before);
      assert.equal(without('gone'), after);
      if (before === after) assert.ok(lines.every(({ kind }) => kind === 'same'));
    }),
  );
});
