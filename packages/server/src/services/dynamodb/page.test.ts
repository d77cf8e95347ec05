import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openMemoryTables, type Tables } from '@paddock/store';
import { attribute } from './domain/attribute-value.js';
import { readPage, type Page } from './page.js';
import { StoredItem } from './stored-item.js';

const keyOf = (n: number): string => String(n).padStart(3, '0');

/** Tables whose scans sometimes begin anew after a while. */
function restless(tables: Tables, restarts: (number | undefined)[]): Tables {
  return {
    ...tables,
    scan: async (collection, range, visitor) => {
      const seen = restarts.shift();
      if (seen !== undefined) {
        let left = seen;
        await tables.scan(collection, range, { visit: (key, value) => left-- > 0 && visitor.visit(key, value) });
        visitor.restart?.();
      }
      await tables.scan(collection, range, visitor);
    },
  } as Tables;
}

test('a page is the same in slices, also when the store begins anew', async () => {
  const tables = openMemoryTables();
  await tables.transact([], (_values, writes) => {
    for (let n = 0; n < 100; n++)
      writes.put('c', keyOf(n), StoredItem.of({ k: { S: keyOf(n) } }, n % 7 === 0 ? 100_000 : 5).bytes);
  });
  const read = async (from: Tables, range: object, limit: number | undefined, slice?: number) => {
    let taken: unknown[] = [];
    const taker = {
      restart: () => void (taken = []),
      take: ({ item }: StoredItem) => void taken.push(attribute(item, 'k')),
    };
    const page: Page = await readPage(
      { tables: from },
      { collection: 'c', range, filter: undefined, limit },
      taker,
      slice,
    );
    return { page, taken };
  };
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        { after: fc.nat(99).map(keyOf), below: fc.nat(120).map(keyOf), reverse: fc.boolean() },
        { requiredKeys: [] },
      ),
      fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.option(fc.nat(30), { nil: undefined })),
      async (range, limit, slice, restarts) => {
        const expected = await read(tables, range, limit);
        assert.deepEqual(await read(restless(tables, restarts), range, limit, slice), expected);
      },
    ),
  );
});
