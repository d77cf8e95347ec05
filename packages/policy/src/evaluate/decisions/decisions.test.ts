import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decisionGroups } from './index.js';
import { play } from './play.js';
import { renderDecisions } from './render.js';

for (const group of decisionGroups) {
  describe(group.title, () => {
    for (const each of group.cases) {
      test(each.title, () => {
        const { outcome, decidedBy } = play(each);
        assert.deepEqual({ outcome, decidedBy }, each.gives, each.because);
      });
    }
  });
}

test('the table has more than 220 decisions, each told once', () => {
  const told = decisionGroups.flatMap((group) => group.cases.map((each) => `${group.title}: ${each.title}`));
  assert.ok(told.length >= 220, String(told.length));
  assert.equal(new Set(told).size, told.length);
});

test('docs/policy-decisions.md is current: node packages/policy/scripts/write-decisions.mjs', () => {
  const page = readFileSync(new URL('../../../../../docs/policy-decisions.md', import.meta.url), 'utf8');
  assert.ok(page === renderDecisions(), 'the page differs from the table');
});
