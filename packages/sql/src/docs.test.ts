import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { aggregateFunctions } from './aggregates/index.js';
import { rowFunctions, scalarFunctions } from './functions/index.js';
import { operators } from './functions/operators/index.js';
import { tableFunctions } from './learning/table-functions.js';

// The same place from src/ and from dist/.
const page = readFileSync(new URL('../../../docs/sql.md', import.meta.url), 'utf8');
const section = (title: string): string => new RegExp(`^## ${title}$(.*?)^## `, 'ms').exec(page)?.[1] ?? '';
const row = (of: string): string[] =>
  new RegExp(`^\\| ${of} \\| (.*) \\|$`, 'm').exec(section('Functions'))?.[1]?.split(/[,;] /) ?? [];

const namesOf = (functions: readonly { readonly name: string }[]): string[] =>
  [...new Set(functions.map(({ name }) => name))].toSorted();

test('docs/sql.md lists the functions that there are', () => {
  assert.deepEqual(row('groups and windows').toSorted(), namesOf(aggregateFunctions));
  assert.deepEqual(row('log lines, as rows').toSorted(), namesOf(rowFunctions));
  assert.deepEqual(row('streams, in `TABLE\\(…\\)`').toSorted(), namesOf(tableFunctions));
  const ofTheLanguage = /^(?:CURRENT_|LOCALTIME)/;
  const scalar = ['numbers', 'texts', 'dates and times'].flatMap(row).filter((name) => !ofTheLanguage.test(name));
  assert.deepEqual(scalar.toSorted(), namesOf(scalarFunctions));
});

test('docs/sql.md names every operator', () => {
  const text = section('Operators');
  for (const { name } of operators)
    for (const word of name.split(' ')) assert.ok(text.includes(word), `${name} is not there`);
});
