import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { operations } from './operations/index.js';

// The same place from src/ and from dist/.
const page = new URL('../../../../../docs/services/dynamodb-streams.md', import.meta.url);

/** The rows of the table under "Operations": name and status. */
function documented(): readonly (readonly [name: string, status: string])[] {
  const section = /^## Operations$(.*?)^## /ms.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
  return Array.from(section.matchAll(/^\| ([A-Z]\w+) \| (.*?) \|/gm), ([, name = '', status = '']) => [name, status]);
}

test('docs/services/dynamodb-streams.md lists every operation there is, and no other', () => {
  const names = documented().map(([name]) => name);
  assert.deepEqual(
    names,
    operations.map(({ name }) => name).toSorted(),
    'the table is in alphabetical order and has a row for each operation of operations/index.ts',
  );
});

test('every row says what there is', () => {
  const unclear = documented().filter(([, status]) => status !== 'exact' && status !== 'partly');
  assert.deepEqual(unclear, []);
});
