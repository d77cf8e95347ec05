import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { entries, put, scan } from '../contracts/tables-helpers.js';
import { feedKey, feedSequence, TablesCorruptError, TablesFencedError, type Tables } from '../tables.js';
import { TablesFile } from './tables-file.js';
import { openEmbeddedTables, type EmbeddedTablesOptions } from './tables.js';

describe('embedded tables after a crash', () => {
  let base: string;
  let directory: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'paddock-tables-recovery-'));
    directory = join(base, 'tables');
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const open = (path = directory, options: Partial<EmbeddedTablesOptions> = {}): Promise<Tables> =>
    openEmbeddedTables({ directory: path, durability: 'sync', ...options });
  /** What a crash now would leave. */
  const crash = (): string => {
    const path = mkdtempSync(join(base, 'copy-'));
    cpSync(directory, path, { recursive: true });
    return path;
  };
  const journalOf = (path: string): string => join(path, 'journal', 'journal-1');

  it('have everything that was only in the journal', async () => {
    const tables = await open();
    await put(tables, 'c', 'a', 'b', 'c');
    await put(tables, 'gone', 'a');
    await tables.transact([], (_, writes) => {
      writes.delete('c', 'b');
      for (let at = 0; at < 10; at += 1) writes.append('f', Buffer.from(String(at)));
    });
    await tables.clear('gone');
    await tables.raiseFence('é', 7);
    const keys = await scan(tables, 'f');
    await tables.clear('f', keys[5]);
    const copy = crash();
    await tables.close();
    for (const path of [copy, directory]) {
      const again = await open(path);
      assert.deepEqual(await scan(again, 'c'), ['a', 'c']);
      assert.deepEqual(await scan(again, 'gone'), []);
      assert.deepEqual(await scan(again, 'f'), keys.slice(5));
      await again.transact([], (_, writes) => writes.append('f', Buffer.from('next')));
      assert.equal(feedSequence((await scan(again, 'f')).at(-1) ?? ''), feedSequence(keys.at(-1) ?? '') + 1);
      await again.raiseFence('é', 3);
      const low = again.transact([], () => 1, [{ name: 'é', revision: 6 }]);
      await assert.rejects(low, TablesFencedError);
      await again.close();
      const later = await open(path);
      const still = later.transact([], () => 1, [{ name: 'é', revision: 6 }]);
      await assert.rejects(still, TablesFencedError);
      await later.close();
    }
  });

  it('go on counting when everything of the feed was cleared', async () => {
    const tables = await open();
    await tables.transact([], (_, writes) => {
      for (let at = 0; at < 10; at += 1) writes.append('f', Buffer.from('x'));
    });
    await tables.clear('f');
    await tables.close();
    const again = await open();
    await again.transact([], (_, writes) => writes.append('f', Buffer.from('x')));
    assert.deepEqual(await scan(again, 'f'), [feedKey(11)]);
    await again.close();
  });

  it('have the whole transactions before a torn tail, wherever it is torn', async () => {
    const tables = await open();
    const ends: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await put(tables, 'c', `${round}a`, `${round}b`.padEnd(300, 'x'));
      ends.push(journalEnd(readFileSync(journalOf(directory))));
    }
    const copy = crash();
    await tables.close();
    const bytes = readFileSync(journalOf(copy));
    const [before = 0, end = 0] = ends.slice(-2);
    for (let cut = before; cut <= end; cut += 13) {
      const path = join(base, `cut-${cut}`);
      cpSync(copy, path, { recursive: true });
      // What was not written yet is zero: the file is filled ahead.
      writeFileSync(journalOf(path), Buffer.from(bytes).fill(0, cut));
      const again = await open(path);
      assert.equal((await scan(again, 'c')).length, 10);
      await put(again, 'c', 'z');
      await again.close();
      const once = await open(path);
      assert.equal((await scan(once, 'c')).length, 11);
      await once.close();
    }
  });

  it('say which file is damaged', async () => {
    const tables = await open();
    await put(tables, 'c', 'a');
    const first = journalEnd(readFileSync(journalOf(directory)));
    await put(tables, 'c', 'b');
    const copy = crash();
    await tables.close();
    const bytes = readFileSync(journalOf(copy));
    bytes[first - 1] = (bytes[first - 1] ?? 0) ^ 1;
    writeFileSync(journalOf(copy), bytes);
    await assert.rejects(open(copy), corrupt(journalOf(copy)));

    const gone = crash();
    rmSync(join(gone, 'data.mdb'));
    await put(await reopened(directory), 'c', 'c');
    const lost = crash();
    rmSync(join(lost, 'data.mdb'));
    await assert.rejects(open(lost), TablesCorruptError);

    const damages: Record<string, (path: string) => void> = {
      'not an LMDB file': (path) => writeFileSync(path, 'something else'.repeat(5000)),
      'not an LMDB file ': (path) => truncateSync(path, 100),
      'the head of data.mdb is broken': (path) => writeFileSync(path, readFileSync(path).fill(0, 8192, 16384)),
    };
    for (const [message, damage] of Object.entries(damages)) {
      const path = crash();
      damage(join(path, 'data.mdb'));
      await assert.rejects(open(path), corrupt(join(path, 'data.mdb'), message.trim()));
    }
    for (const one of opened.splice(0)) await one.close();
  });

  it('go on removing what was cleared, until nothing of it is left', async () => {
    let tables = await open();
    const keys = Array.from({ length: 7000 }, (_, at) => `k${at}`);
    await put(tables, 'gone', ...keys);
    await put(tables, 'kept', ...keys.slice(0, 10));
    await tables.transact([], (_, writes) => {
      for (let at = 0; at < 7000; at += 1) writes.append('f', Buffer.from('x'));
    });
    await tables.close();
    tables = await open();
    await tables.clear('gone');
    await tables.clear('f', feedKey(6990));
    assert.equal((await scan(tables, 'f')).length, 11);
    await tables.close();
    let left: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      left = await stored(directory);
      if (left.every((count) => count <= 11)) break;
      // Every opening removes something, before it closes again.
      tables = await open();
      assert.deepEqual(await scan(tables, 'gone'), []);
      assert.equal((await scan(tables, 'f')).length, 11);
      await tables.close();
    }
    assert.deepEqual(left, [10, 11]);
    tables = await open();
    await put(tables, 'gone', 'new');
    assert.deepEqual(await scan(tables, 'gone'), ['new']);
    assert.equal((await scan(tables, 'kept')).length, 10);
    await tables.close();
  });

  it('keep their directory to its owner', { skip: process.platform === 'win32' }, async () => {
    const tables = await open();
    await put(tables, 'c', 'a');
    await tables.close();
    assert.equal(statSync(directory).mode & 0o077, 0);
  });

  it('pages that are read while the memtable is moved are those of what was committed', async () => {
    const tables = await open(directory, { memtableBytes: 20_000, journalBytes: 50_000 });
    const keys = Array.from({ length: 300 }, (_, at) => String(at).padStart(3, '0'));
    let round = 0;
    let isDone = false;
    const write = async (): Promise<void> => {
      for (round = 1; round <= 60; round += 1) {
        const value = Buffer.from(`${round}`.padEnd(50, '.'));
        await tables.transact([], (_, writes) => {
          for (const [at, key] of keys.entries()) {
            if ((at + round) % 3 === 0) writes.delete('c', key);
            else writes.put('c', key, value);
          }
        });
      }
      isDone = true;
    };
    const look = async (reverse: boolean): Promise<void> => {
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        const found = await entries(tables, 'c', { reverse });
        if (found.length === 0) continue;
        const seen = Number.parseInt(found[0]?.split('=')[1] ?? '', 10);
        const kept = keys.filter((_, at) => (at + seen) % 3 !== 0);
        const expected = kept.map((key) => `${key}=${String(seen).padEnd(50, '.')}`);
        assert.deepEqual(found, reverse ? expected.toReversed() : expected);
      }
    };
    await Promise.all([write(), look(false), look(true)]);
    await tables.close();
  });

  it('hold values far larger than memory is to be, while they are read', async () => {
    const tables = await open(directory, { memtableBytes: 4_000_000, journalBytes: 8_000_000 });
    const value = (at: number): Buffer => Buffer.alloc(400_000, `value ${at} `);
    const writing = Array.from({ length: 100 }, (_, at) =>
      tables.transact([], (_none, writes) => writes.put('c', String(at).padStart(3, '0'), value(at))),
    );
    let seen = 0;
    while (seen < 100) {
      seen = 0;
      await tables.scan(
        'c',
        {},
        {
          visit: (key, found) => {
            assert.ok(value(Number(key)).equals(found));
            seen += 1;
            return true;
          },
        },
      );
      const [last] = await tables.read([{ collection: 'c', key: '050' }]);
      assert.ok(last === undefined || value(50).equals(last));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(writing);
    await tables.close();
    const again = await open();
    assert.equal((await scan(again, 'c')).length, 100);
    await again.close();
  });

  const opened: Tables[] = [];
  const reopened = async (path: string): Promise<Tables> => {
    const tables = await open(path);
    opened.push(tables);
    return tables;
  };
});

/** How many entries the file holds of each number that has any. */
async function stored(directory: string): Promise<number[]> {
  const file = await TablesFile.open(directory);
  const counts: number[] = [];
  for (let id = 1; id < file.nextId; id += 1) counts.push(file.keys(id, 100_000).length);
  await file.close();
  return counts.filter((count) => count > 0);
}

/** Where the zeros begin. */
function journalEnd(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

function corrupt(path: string, message = '') {
  return (error: unknown): boolean => {
    assert.ok(error instanceof TablesCorruptError, String(error));
    assert.ok(error.message.includes(path), error.message);
    assert.ok(error.message.includes(message), error.message);
    return true;
  };
}
