import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TablesFencedError } from '../tables.js';
import { feeds, limits } from './tables-contract-feeds.js';
import { entries, put, scan, type Cases, type TablesUnderTest } from './tables-helpers.js';
import { tablesModelTest } from './tables-model.js';

/** What every adapter of the `Tables` port must do, as tests. */
export function tablesContract(name: string, makeTables: () => Promise<TablesUnderTest>): void {
  const groups = { order, transactions, fences, clearing, feeds, limits };
  void describe(`${name} keep the Tables contract`, () => {
    for (const [group, cases] of Object.entries(groups)) {
      void describe(group, () => {
        for (const [title, run] of Object.entries(cases)) {
          void it(title, async () => {
            const { tables, dispose } = await makeTables();
            try {
              await run(tables);
            } finally {
              await tables.close();
              await dispose();
            }
          });
        }
      });
    }
    void it('do what a sorted list does, in any order of calls', () => tablesModelTest(makeTables));
  });
}

const order: Cases = {
  async 'there is nothing at first'(tables) {
    assert.deepEqual(await tables.read([{ collection: 'c', key: 'a' }]), [undefined]);
    assert.deepEqual(await tables.read([]), []);
    assert.deepEqual(await scan(tables, 'c'), []);
  },

  async 'keys come in the order of their bytes, in both directions'(tables) {
    const keys = ['b', '', '\0', 'a\0', 'a', '\xff', 'a\0\0', '\x80', 'ab', 'B', '\xff\xff', '~'];
    await put(tables, 'c', ...keys);
    const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')));
    assert.deepEqual(await scan(tables, 'c'), sorted);
    assert.deepEqual(await scan(tables, 'c', { reverse: true }), sorted.toReversed());
  },

  async 'every form of a range ends where it says'(tables) {
    const keys = Array.from({ length: 500 }, (_, at) => `k${String(at * 2).padStart(4, '0')}`);
    await put(tables, 'b', 'x');
    await put(tables, 'c', ...keys);
    await put(tables, 'd', 'x');
    const [absent, present, last] = ['k0101', 'k0200', 'k0998'];
    const bounds = [undefined, '', 'a', absent, present, last, 'z'];
    for (const lower of bounds) {
      for (const upper of bounds) {
        for (const [from, below] of [
          ['from', 'below'],
          ['after', 'upTo'],
        ] as const) {
          const range = {
            ...(lower === undefined ? {} : { [from]: lower }),
            ...(upper === undefined ? {} : { [below]: upper }),
          };
          const expected = keys.filter(
            (key) =>
              (lower === undefined || (from === 'from' ? key >= lower : key > lower)) &&
              (upper === undefined || (below === 'below' ? key < upper : key <= upper)),
          );
          assert.deepEqual(await scan(tables, 'c', range), expected);
          assert.deepEqual(await scan(tables, 'c', { ...range, reverse: true }), expected.toReversed());
        }
      }
    }
    assert.deepEqual(await scan(tables, 'c', { from: 'k0004', after: 'k0002', below: 'k0009', upTo: 'k0006' }), [
      'k0004',
      'k0006',
    ]);
  },

  async 'a scan stops when the visitor has enough, or throws'(tables) {
    await put(tables, 'c', 'a', 'b', 'c');
    const seen: string[] = [];
    await tables.scan('c', {}, { visit: (key) => seen.push(key) < 2 });
    assert.deepEqual(seen, ['a', 'b']);
    const thrown = new Error('from the visitor');
    const visit = (): boolean => {
      throw thrown;
    };
    await assert.rejects(tables.scan('c', {}, { visit }), thrown);
    assert.deepEqual(await scan(tables, 'c'), ['a', 'b', 'c']);
  },

  async 'collections do not touch each other'(tables) {
    await put(tables, 'c', 'a');
    await put(tables, 'c ', 'a');
    await put(tables, 'C', 'a', 'b');
    await tables.transact([], (_, writes) => writes.delete('c', 'a'));
    assert.deepEqual(await scan(tables, 'c'), []);
    assert.deepEqual(await scan(tables, 'c '), ['a']);
    assert.deepEqual(await scan(tables, 'C'), ['a', 'b']);
  },
};

const transactions: Cases = {
  async 'see what was, and leave what was decided, in all collections at once'(tables) {
    await put(tables, 'c', 'a', 'b');
    const places = [
      { collection: 'c', key: 'a' },
      { collection: 'd', key: 'a' },
    ];
    const result = await tables.transact(places, ([a, none], writes) => {
      assert.equal(none, undefined);
      writes.put('d', 'a', Buffer.from(`${String(a)}!`));
      writes.delete('c', 'a');
      writes.delete('c', 'never');
      return 'done';
    });
    assert.equal(result, 'done');
    assert.deepEqual(
      (await tables.read(places)).map((value) => value && String(value)),
      [undefined, 'a!'],
    );
  },

  async 'the last write of a key counts'(tables) {
    await tables.transact([], (_, writes) => {
      writes.put('c', 'a', Buffer.from('1'));
      writes.delete('c', 'a');
      writes.put('c', 'b', Buffer.from('1'));
      writes.put('c', 'b', Buffer.from('2'));
      writes.put('c', 'c', Buffer.from('1'));
      writes.delete('c', 'c');
      writes.put('c', 'c', Buffer.from('3'));
    });
    assert.deepEqual(await entries(tables, 'c'), ['b=2', 'c=3']);
  },

  async 'what decide throws is thrown, and nothing is written'(tables) {
    await put(tables, 'c', 'a');
    const thrown = new Error('the condition does not hold');
    const refused = tables.transact([{ collection: 'c', key: 'a' }], (_, writes) => {
      writes.delete('c', 'a');
      writes.append('f', Buffer.from('x'));
      throw thrown;
    });
    await assert.rejects(refused, thrown);
    assert.deepEqual(await scan(tables, 'c'), ['a']);
    assert.deepEqual(await scan(tables, 'f'), []);
  },

  async 'concurrent ones lose no update'(tables) {
    const place = { collection: 'c', key: 'count' };
    const results = await Promise.all(
      Array.from({ length: 200 }, () =>
        tables.transact([place], ([before], writes) => {
          const count = Number(String(before ?? '0')) + 1;
          writes.put('c', 'count', Buffer.from(String(count)));
          return count;
        }),
      ),
    );
    assert.deepEqual(
      results.toSorted((a, b) => a - b),
      Array.from({ length: 200 }, (_, at) => at + 1),
    );
    assert.equal(String((await tables.read([place]))[0]), '200');
  },

  async 'one of many rivals wins, and the others see who did'(tables) {
    const place = { collection: 'c', key: 'lease' };
    const rivals = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const holder = await tables.transact([place], ([value], writes) => {
          if (value === undefined) writes.put('c', 'lease', Buffer.from(String(at)));
          return value === undefined ? undefined : String(value);
        });
        assert.equal(String((await tables.read([place]))[0]), holder ?? String(at));
        return holder;
      }),
    );
    assert.equal(rivals.filter((holder) => holder === undefined).length, 1);
  },

  async 'read and scan never see a part of one'(tables) {
    const keys = ['a', 'b', 'c'];
    const transfer = async (round: number): Promise<void> => {
      await tables.transact([], (_, writes) => {
        for (const key of keys) writes.put('c', key, Buffer.from(String(round)));
      });
    };
    const look = async (): Promise<void> => {
      const read = await tables.read(keys.map((key) => ({ collection: 'c', key })));
      assert.equal(new Set(read.map(String)).size, 1);
      const scanned = await entries(tables, 'c');
      assert.ok(new Set(scanned.map((entry) => entry.slice(2))).size <= 1);
      assert.ok(scanned.length === 0 || scanned.length === keys.length);
    };
    await Promise.all(Array.from({ length: 50 }, (_, round) => [transfer(round), look()]).flat());
  },

  async 'the bytes that are read stay as they were'(tables) {
    const place = { collection: 'c', key: 'a' };
    await tables.transact([], (_, writes) => writes.put('c', 'a', Buffer.from('first')));
    const [before] = await tables.read([place]);
    const old = await tables.transact([place], ([value], writes) => {
      writes.put('c', 'a', Buffer.from('other'));
      return value;
    });
    await tables.read([place]);
    await entries(tables, 'c');
    assert.deepEqual([String(before), String(old)], ['first', 'first']);
  },
};

const fences: Cases = {
  async 'let through what is not below them'(tables) {
    const write = (revision: number): Promise<void> =>
      tables.transact([], (_, writes) => writes.put('c', String(revision), Buffer.alloc(0)), [
        { name: 'other', revision: 1 },
        { name: 'table é', revision },
      ]);
    await write(1);
    await tables.raiseFence('table é', 3);
    await assert.rejects(write(2), (error) => error instanceof TablesFencedError && error.fence === 'table é');
    await write(3);
    await write(4);
    await tables.raiseFence('table é', 2);
    await assert.rejects(write(2), TablesFencedError);
    assert.deepEqual(await scan(tables, 'c'), ['1', '3', '4']);
  },

  async 'leave nobody under way below them when they stand'(tables) {
    let isUp = false;
    const under = Array.from({ length: 50 }, async () => {
      try {
        await tables.transact([], (_, writes) => writes.append('f', Buffer.alloc(0)), [{ name: 't', revision: 1 }]);
        assert.ok(!isUp, 'it was under way when the fence stood');
      } catch (error) {
        assert.ok(error instanceof TablesFencedError);
      }
    });
    const raised = tables.raiseFence('t', 2).then(() => (isUp = true));
    await Promise.all([...under, raised]);
    const settled = (await scan(tables, 'f')).length;
    const late = tables.transact([], (_, writes) => writes.append('f', Buffer.alloc(0)), [{ name: 't', revision: 1 }]);
    await assert.rejects(late, TablesFencedError);
    assert.equal((await scan(tables, 'f')).length, settled);
  },
};

const clearing: Cases = {
  async 'forgets a collection, and no other'(tables) {
    await put(tables, 'c', 'a', 'b');
    await put(tables, 'd', 'a');
    await tables.clear('c');
    await tables.clear('never');
    assert.deepEqual(await scan(tables, 'c'), []);
    assert.deepEqual(await tables.read([{ collection: 'c', key: 'a' }]), [undefined]);
    assert.deepEqual(await scan(tables, 'd'), ['a']);
  },

  async 'forgets what is below the bound, again and again'(tables) {
    const keys = Array.from({ length: 400 }, (_, at) => String(at).padStart(3, '0'));
    await put(tables, 'c', ...keys);
    for (let bound = 0; bound <= 390; bound += 10) {
      await tables.clear('c', String(bound).padStart(3, '0'));
      assert.deepEqual(await scan(tables, 'c'), keys.slice(bound));
    }
    await tables.clear('c', '100');
    assert.deepEqual(await scan(tables, 'c', { reverse: true }), keys.slice(390).toReversed());
  },

  async 'does not touch what is written later'(tables) {
    await put(tables, 'c', 'a', 'b', 'c');
    const cleared = tables.clear('c', 'c');
    await put(tables, 'c', 'a');
    await cleared;
    assert.deepEqual(await scan(tables, 'c'), ['a', 'c']);
    const gone = tables.clear('c');
    const seen = await tables.transact([{ collection: 'c', key: 'c' }], ([value]) => value);
    assert.equal(seen, undefined);
    await put(tables, 'c', 'b');
    await gone;
    assert.deepEqual(await scan(tables, 'c'), ['b']);
  },
};
