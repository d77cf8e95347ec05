import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPage } from '../testing-docs.js';
import { managedPolicies } from './managed-policies/index.js';
import { operations } from './operations/index.js';

const { text: page, section } = testPage('iam', operations);

const names = operations.map(({ name }) => name);

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
