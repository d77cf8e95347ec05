import assert from 'node:assert/strict';
import { feedKey, feedSequence, LONGEST_KEY, LONGEST_VALUE, TablesClosedError } from '../tables.js';
import { entries, put, scan, type Cases } from './tables-helpers.js';

export const feeds: Cases = {
  async 'keep what is appended in the order of the transactions'(tables) {
    const order: number[] = [];
    const appended = Array.from({ length: 100 }, (_, at) =>
      tables.transact([{ collection: 'c', key: 'n' }], ([before], writes) => {
        const number = Number(String(before ?? '0'));
        writes.put('c', 'n', Buffer.from(String(number + 1)));
        writes.append(at % 2 === 0 ? 'even' : 'odd', Buffer.from(String(number)));
        if (at % 10 === 0) writes.append('even', Buffer.from(`${number} again`));
        order.push(number);
      }),
    );
    await Promise.all(appended);
    const all = [...(await sequenced('even')), ...(await sequenced('odd'))].toSorted((a, b) => a.sequence - b.sequence);
    const numbers = all.map(({ text }) => Number.parseInt(text, 10));
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(all.map(({ sequence }) => sequence)).size, 110);

    async function sequenced(feed: string): Promise<{ sequence: number; text: string }[]> {
      const found = await entries(tables, feed);
      return found.map((entry) => ({ sequence: feedSequence(entry.slice(0, 8)), text: entry.slice(9) }));
    }
  },

  async 'never use a number again, also when they are trimmed and cleared'(tables) {
    let last = 0;
    for (let round = 0; round < 5; round += 1) {
      await tables.transact([], (_, writes) => writes.append('f', Buffer.from('x')));
      const [key = ''] = await scan(tables, 'f');
      assert.ok(feedSequence(key) > last);
      last = feedSequence(key);
      await (round % 2 === 0 ? tables.clear('f') : tables.clear('f', feedKey(last + 1)));
    }
  },

  async 'a reader that goes on from where it was misses nothing'(tables) {
    let after: string | undefined;
    let seen = 0;
    const read = async (): Promise<void> => {
      const keys = await scan(tables, 'f', after === undefined ? {} : { after });
      seen += keys.length;
      after = keys.at(-1) ?? after;
    };
    for (let round = 0; round < 30; round += 1) {
      const writing = Array.from({ length: 5 }, () =>
        tables.transact([], (_, writes) => {
          writes.append('f', Buffer.from('x'));
          writes.append('f', Buffer.from('y'));
        }),
      );
      await read();
      await Promise.all(writing);
      await read();
      assert.equal(seen, (round + 1) * 10);
    }
  },

  async 'those who watch hear of every new entry, once it can be read'(tables) {
    let seen = 0;
    let heard: (() => void) | undefined;
    const stop = tables.watch('f', () => heard?.());
    for (let round = 1; round <= 5; round += 1) {
      const next = new Promise<void>((resolve) => (heard = resolve));
      const written = tables.transact([], (_, writes) => writes.append('f', Buffer.from('x')));
      await next;
      seen = (await scan(tables, 'f')).length;
      assert.equal(seen, round);
      await written;
    }
    stop();
    heard = () => assert.fail('nobody watches any more');
    await tables.transact([], (_, writes) => writes.append('f', Buffer.from('x')));
    await put(tables, 'f', 'x');
    await tables.read([]);
  },

  async 'those who watch hear nothing of other feeds, or of what failed'(tables) {
    tables.watch('f', () => assert.fail('nothing was appended'));
    await tables.transact([], (_, writes) => writes.append('g', Buffer.from('x')));
    const failed = tables.transact([], (_, writes) => {
      writes.append('f', Buffer.from('x'));
      throw new Error('no');
    });
    await assert.rejects(failed, /^Error: no$/);
    await tables.read([]);
  },
};

export const limits: Cases = {
  async 'the longest keys, names and values are kept whole'(tables) {
    const name = '~'.repeat(64);
    const keys = ['\xff'.repeat(LONGEST_KEY), '\xff'.repeat(LONGEST_KEY - 1), '\0'.repeat(LONGEST_KEY), ''];
    const value = Buffer.alloc(LONGEST_VALUE, 'abcdefghijk');
    await put(tables, name, ...keys);
    await tables.transact([], (_, writes) => {
      writes.put('large', 'value', value);
      writes.put('large', 'empty', Buffer.alloc(0));
    });
    assert.deepEqual(
      await scan(tables, name),
      keys.toSorted((a, b) => (a < b ? -1 : 1)),
    );
    assert.deepEqual(await scan(tables, name, { after: keys[1] ?? '', upTo: keys[0] ?? '' }), [keys[0]]);
    const [large, empty] = await tables.read([
      { collection: 'large', key: 'value' },
      { collection: 'large', key: 'empty' },
    ]);
    assert.ok(large !== undefined && value.equals(large));
    assert.equal(empty?.length, 0);
    const lengths: number[] = [];
    await tables.scan('large', {}, { visit: (_, found) => lengths.push(found.length) > 0 });
    assert.deepEqual(lengths, [0, LONGEST_VALUE]);
  },

  async 'what is longer is refused, and nothing of it is written'(tables) {
    const long = 'k'.repeat(LONGEST_KEY + 1);
    const refusals: (() => Promise<unknown>)[] = [
      () => put(tables, 'c', 'ok', long),
      () => put(tables, 'c', 'ok', 'ü€'),
      () => put(tables, '', 'a'),
      () => put(tables, 'n'.repeat(65), 'a'),
      () => put(tables, 'é', 'a'),
      () => put(tables, 'line\n', 'a'),
      () => tables.transact([], (_, writes) => writes.put('c', 'a', new Uint8Array(LONGEST_VALUE + 1))),
      () => tables.transact([], (_, writes) => writes.append('c', new Uint8Array(LONGEST_VALUE + 1))),
      () => tables.transact([], (_, writes) => writes.append('', new Uint8Array(1))),
      () => tables.transact([], (_, writes) => writes.delete('c', long)),
      () => tables.transact([{ collection: 'c', key: long }], () => 1),
      () => tables.transact([], () => 1, [{ name: 'f', revision: 0 }]),
      () => tables.transact([], () => 1, [{ name: '', revision: 1 }]),
      () => tables.read([{ collection: 'c', key: '\u0100' }]),
      () => tables.read([{ collection: '', key: '' }]),
      () => scan(tables, ''),
      () => scan(tables, 'c', { from: long }),
      () => scan(tables, 'c', { upTo: '€' }),
      () => tables.clear(''),
      () => tables.clear('c', long),
      () => tables.raiseFence('f', 1.5),
    ];
    for (const refuse of refusals) await assert.rejects(refuse(), RangeError, refuse.toString());
    assert.deepEqual(await scan(tables, 'c'), []);
  },

  async 'after close everything is refused, and what was under way is done'(tables) {
    const under = put(tables, 'c', 'a');
    const closing = tables.close();
    await Promise.all([under, closing]);
    await assert.rejects(tables.read([]), TablesClosedError);
    await assert.rejects(scan(tables, 'c'), TablesClosedError);
    await assert.rejects(put(tables, 'c', 'b'), TablesClosedError);
    await assert.rejects(tables.raiseFence('f', 1), TablesClosedError);
    await assert.rejects(tables.clear('c'), TablesClosedError);
    assert.throws(() => tables.watch('f', () => {}), TablesClosedError);
    await tables.close();
  },
};
