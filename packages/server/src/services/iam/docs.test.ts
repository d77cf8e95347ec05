import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { managedPolicies } from './managed-policies/index.js';
import { operations } from './operations/index.js';

// The same place from src/ and from dist/.
const page = readFileSync(new URL('../../../../../docs/services/iam.md', import.meta.url), 'utf8');

const section = (title: string): string => new RegExp(`^## ${title}$(.*?)^## `, 'ms').exec(page)?.[1] ?? '';

/** The rows of the table under "Operations": name and status. */
function documented(): readonly (readonly [name: string, status: string])[] {
  const rows = section('Operations').matchAll(/^\| ([A-Z]\w+) \| (.*?) \|/gm);
  return Array.from(rows, ([, name = '', status = '']) => [name, status]);
}

const names = operations.map(({ name }) => name).toSorted();

test('docs/services/iam.md lists every operation there is, and no other', () => {
  assert.deepEqual(
    documented().map(([name]) => name),
    names,
    'the table is in alphabetical order and has a row for each operation of operations/index.ts',
  );
});

test('every row says what there is', () => {
  const unclear = documented().filter(([, status]) => status !== 'exact' && status !== 'partly');
  assert.deepEqual(unclear, []);
});

test('what is here is not among what is named as absent, and the page counts both', () => {
  const [, gaps = ''] = page.split('These operations of the API model are not here.');
  const absent = new Set(
    Array.from(gaps.matchAll(/^- [^:]+:(.*?)(?=^-|$(?![\s\S]))/gms), ([, list = '']) =>
      list.trim().split(/,\s+/),
    ).flat(),
  );
  assert.deepEqual(
    names.filter((name) => absent.has(name)),
    [],
  );
  const [, here, all] = /(\d+) of its (\d+) operations/.exec(page) ?? [];
  assert.equal(Number(here), names.length);
  assert.equal(Number(all), names.length + absent.size, [...absent].join(' '));
});

test('the page names every AWS managed policy that is here, and how many there are', () => {
  const policies = section('AWS managed policies');
  const [count = '', list = ''] = policies.trim().split(/, with[^:]*:\n\n/);
  const listed = (list.split('\n\n')[0] ?? '').replace(/\.\s*$/, '').split(/,\s+/);
  const here = [...managedPolicies().values()].map(({ name }) => name);
  assert.deepEqual(listed.toSorted(), here.toSorted());
  assert.equal(Number(count), here.length);
});
