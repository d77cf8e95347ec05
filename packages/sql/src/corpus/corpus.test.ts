import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { corpus } from './index.js';
import { runCase, ways } from './run.js';

for (const [theme, cases] of Object.entries(corpus))
  describe(`the corpus: ${theme}`, () => {
    for (const one of cases)
      test(one.name, () => {
        for (const way of ways) runCase(one, way);
      });
  });

test('the corpus has no case twice', () => {
  const cases = Object.values(corpus).flat();
  assert.ok(cases.length > 180);
  const names = Object.entries(corpus).flatMap(([theme, list]) => list.map(({ name }) => `${theme}: ${name}`));
  assert.equal(new Set(names).size, names.length);
});
