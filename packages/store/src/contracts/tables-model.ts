import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TablesFencedError, type Range, type Tables } from '../tables.js';
import { entries, scan, type TablesUnderTest } from './tables-helpers.js';

type Write =
  | { readonly kind: 'put'; readonly collection: string; readonly key: string; readonly bytes: number }
  | { readonly kind: 'delete'; readonly collection: string; readonly key: string }
  | { readonly kind: 'append' };

type Step =
  | {
      readonly kind: 'transact';
      readonly writes: readonly Write[];
      readonly condition: string;
      readonly revision: number;
    }
  | { readonly kind: 'clear'; readonly collection: string; readonly below: string | undefined }
  | { readonly kind: 'trim'; readonly part: number }
  | { readonly kind: 'clearFeed' }
  | { readonly kind: 'fence'; readonly revision: number }
  | { readonly kind: 'scan'; readonly collection: string; readonly range: Range }
  | { readonly kind: 'settle' }
  | { readonly kind: 'reopen' };

const FEED = 'feed';

const collection = fc.constantFrom('a', 'b');
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Array.from({ length: 16 }, (_, at) => at.toString(16))) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom('\0', '\xff', '5', 'x'), maxLength: 4 }) },
);
const bytes = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
);
const write: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('put' as const), collection, key, bytes }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), collection, key }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'append' as const }) },
);
const range: fc.Arbitrary<Range> = fc.record(
  { from: key, after: key, below: key, upTo: key, reverse: fc.boolean() },
  { requiredKeys: [] },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('transact' as const),
      writes: fc.array(write, { maxLength: 8 }),
      condition: key,
      revision: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clear' as const),
      collection,
      below: fc.option(key, { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('trim' as const), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'clearFeed' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('fence' as const), revision: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('scan' as const), collection, range }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

/** Whatever is called in whatever order, without waiting: the results are those of one call after the other on a plain map. */
export async function tablesModelTest(makeTables: () => Promise<TablesUnderTest>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      const made = await makeTables();
      let { tables } = made;
      const model = new Model();
      try {
        let underWay: Promise<void>[] = [];
        const settle = async (): Promise<void> => {
          await Promise.all(underWay);
          underWay = [];
        };
        for (const [at, one] of steps.entries()) {
          if (one.kind === 'settle') {
            await settle();
            await compareFeed(tables, model);
          } else if (one.kind === 'trim') {
            // Only the store knows the feed's keys.
            await settle();
            const keys = await scan(tables, FEED);
            const count = Math.floor(keys.length * one.part);
            const key = keys[count];
            if (key === undefined) continue;
            model.feed.splice(0, count);
            underWay.push(tables.clear(FEED, key));
          } else if (one.kind === 'scan') {
            await settle();
            assert.deepEqual(await entries(tables, one.collection, one.range), model.scan(one.collection, one.range));
          } else if (one.kind === 'reopen') {
            await settle();
            if (made.reopen !== undefined) tables = await made.reopen();
          } else {
            underWay.push(call(tables, model, one, at));
          }
        }
        await settle();
        for (let round = 0; round < 2; round += 1) {
          for (const name of ['a', 'b']) assert.deepEqual(await entries(tables, name), model.scan(name, {}));
          await compareFeed(tables, model);
          if (made.reopen !== undefined) tables = await made.reopen();
        }
      } finally {
        await tables.close();
        await made.dispose();
      }
    }),
    { numRuns: 60 },
  );
}

async function compareFeed(tables: Tables, model: Model): Promise<void> {
  const values = (await entries(tables, FEED)).map((entry) => entry.slice(9));
  assert.deepEqual(values, model.feed);
  const reversed = (await entries(tables, FEED, { reverse: true })).map((entry) => entry.slice(9));
  assert.deepEqual(reversed, model.feed.toReversed());
}

/** Makes the call on both; the model's outcome is what is expected, whenever the call settles. */
function call(
  tables: Tables,
  model: Model,
  one: Exclude<Step, { kind: 'scan' | 'settle' | 'trim' | 'reopen' }>,
  at: number,
): Promise<void> {
  switch (one.kind) {
    case 'clear':
      model.clear(one.collection, one.below);
      return tables.clear(one.collection, one.below);
    case 'clearFeed':
      model.feed.length = 0;
      return tables.clear(FEED);
    case 'fence':
      model.fence = Math.max(model.fence, one.revision);
      return tables.raiseFence('fence', one.revision);
    case 'transact': {
      const places = ['a', 'b'].map((name) => ({ collection: name, key: one.condition }));
      const expected = places.map((place) => model.get(place.collection, place.key));
      const isFenced = one.revision < model.fence;
      let isDecided = false;
      const done = tables.transact(
        places,
        (values, writes) => {
          assert.ok(!isFenced);
          assert.deepEqual(
            values.map((value) => value && Buffer.from(value).toString('latin1')),
            expected,
          );
          for (const [index, write] of one.writes.entries()) {
            if (write.kind === 'append') {
              writes.append(FEED, Buffer.from(`${at}.${index}`));
            } else if (write.kind === 'delete') {
              writes.delete(write.collection, write.key);
            } else {
              writes.put(write.collection, write.key, Buffer.from(valueOf(at, index, write.bytes)));
            }
          }
          isDecided = true;
          return at;
        },
        [{ name: 'fence', revision: one.revision }],
      );
      if (isFenced) return assert.rejects(done, TablesFencedError);
      for (const [index, write] of one.writes.entries()) {
        if (write.kind === 'append') model.feed.push(`${at}.${index}`);
        else if (write.kind === 'delete') model.delete(write.collection, write.key);
        else model.put(write.collection, write.key, valueOf(at, index, write.bytes));
      }
      return done.then((result) => assert.ok(isDecided && result === at));
    }
  }
}

const valueOf = (at: number, index: number, size: number): string => `${at}.${index}`.padEnd(size, '.');

/** What the tables hold. Of the feed only the order is known, not the keys. */
class Model {
  fence = 0;
  readonly feed: string[] = [];
  readonly #collections = new Map<string, Map<string, string>>();

  get(name: string, key: string): string | undefined {
    return this.#collections.get(name)?.get(key);
  }

  put(name: string, key: string, value: string): void {
    const collection = this.#collections.get(name) ?? new Map<string, string>();
    this.#collections.set(name, collection.set(key, value));
  }

  delete(name: string, key: string): void {
    this.#collections.get(name)?.delete(key);
  }

  clear(name: string, below: string | undefined): void {
    const collection = this.#collections.get(name);
    for (const key of this.keys(name)) if (below === undefined || key < below) collection?.delete(key);
  }

  keys(name: string): string[] {
    return [...(this.#collections.get(name)?.keys() ?? [])].toSorted((a, b) => (a < b ? -1 : 1));
  }

  scan(name: string, { from, after, below, upTo, reverse }: Range): string[] {
    const found = this.keys(name).filter(
      (key) =>
        (from === undefined || key >= from) &&
        (after === undefined || key > after) &&
        (below === undefined || key < below) &&
        (upTo === undefined || key <= upTo),
    );
    return (reverse === true ? found.toReversed() : found).map((key) => `${key}=${this.get(name, key) ?? ''}`);
  }
}
