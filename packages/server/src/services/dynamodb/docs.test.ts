import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { operations } from './operations/index.js';

// The same place from src/ and from dist/.
const page = readFileSync(new URL('../../../../../docs/services/dynamodb.md', import.meta.url), 'utf8');

/** The rows of the table under "Operations": name and status. */
function documented(): readonly (readonly [name: string, status: string])[] {
  const section = /^## Operations$(.*?)^## /ms.exec(page)?.[1] ?? '';
  return Array.from(section.matchAll(/^\| ([A-Z]\w+) \| (.*?) \|/gm), ([, name = '', status = '']) => [name, status]);
}

test('docs/services/dynamodb.md lists every operation there is, and no other', () => {
  const names = documented().map(([name]) => name);
  assert.deepEqual(
    names,
    operations.map(({ name }) => name).toSorted(),
    'the table is in alphabetical order and has a row for each operation of operations/index.ts',
  );
  assert.equal(Number(/all (\d+) operations/.exec(page)?.[1]), names.length);
});

test('every row says what there is', () => {
  const unclear = documented().filter(([, status]) => status !== 'exact' && status !== 'partly');
  assert.deepEqual(unclear, []);
});
