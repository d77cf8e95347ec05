import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPage } from '../testing-docs.js';
import { operations as older } from './operations/v1/index.js';
import { operations as newer } from './operations/v2/index.js';
import { quotas } from './quotas.js';

const page = testPage('kinesis-analytics', older);
const newerPage = testPage('kinesis-analytics-v2', newer);

test('the pages count the operations', () => {
  // GetApplicationState is in no model of AWS's.
  assert.equal(Number(/all (\d+) of its operations and one/.exec(page.text)?.[1]), older.length - 1);
  assert.equal(Number(/all (\d+), on \[a page/.exec(page.text)?.[1]), newer.length);
  assert.equal(Number(/: (\d+) operations, of which/.exec(newerPage.text)?.[1]), newer.length);
  const refused = newerPage.section('Operations').match(/\| refused: /g) ?? [];
  assert.equal(Number(/of which (\d+) refuse/.exec(newerPage.text)?.[1]), refused.length);
});

test('the page tells the quotas', () => {
  const { applications, inputs, outputs, references, loggingOptions, tags } = quotas;
  const limits = page.section('Limits');
  assert.ok(limits.includes(`| applications | ${applications} an account and region |`));
  assert.ok(limits.includes(`| ${inputs}; ${outputs}; ${references}; ${loggingOptions} an application |`));
  assert.ok(limits.includes(`| tags | ${tags} |`));
});
