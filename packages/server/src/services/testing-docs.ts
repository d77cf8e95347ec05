import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** A service's page of the documentation. */
export interface ServicePage {
  readonly text: string;
  /** What stands under a heading of the second level. */
  readonly section: (title: string) => string;
}

/** Holds a service's page against its operations. @returns the page, for what else is to be held against it */
export function testPage(service: string, operations: readonly { readonly name: string }[]): ServicePage {
  // The same place from src/ and from dist/.
  const text = readFileSync(new URL(`../../../../docs/services/${service}.md`, import.meta.url), 'utf8');
  const section = (title: string): string => new RegExp(`^## ${title}$(.*?)^## `, 'ms').exec(text)?.[1] ?? '';
  /** The rows of the table under "Operations": name and status. */
  const documented = Array.from(
    section('Operations').matchAll(/^\| ([A-Z]\w+) \| (.*?) \|/gm),
    ([, name = '', status = '']) => ({ name, status }),
  );

  void test(`docs/services/${service}.md lists every operation there is, and no other`, () => {
    assert.deepEqual(
      documented.map(({ name }) => name),
      operations.map(({ name }) => name).toSorted(),
      'the table is in alphabetical order and has a row for each operation of operations/index.ts',
    );
  });

  void test('every row says what there is', () => {
    const unclear = documented.filter(({ status }) => status !== 'exact' && status !== 'partly');
    assert.deepEqual(unclear, []);
  });

  return { text, section };
}
