import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { put, scan } from '../contracts/tables-helpers.js';
import { TablesFullError } from '../tables.js';
import { realDisk, type Disk } from './segment-files.js';
import { openEmbeddedTables } from './tables.js';

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: from the test`), { code });
}

/** A disk with room for so many more bytes, then for none. */
function smallDisk(): Disk & { room: number } {
  return {
    ...realDisk,
    room: Number.POSITIVE_INFINITY,
    writeSync(fd, buffer, offset, length, position) {
      if (this.room === 0) throw failure('ENOSPC');
      const taken = Math.min(length, this.room);
      this.room -= taken;
      return realDisk.writeSync(fd, buffer, offset, taken, position);
    },
  };
}

describe('embedded tables on a bad disk', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'paddock-tables-disk-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('refuse what the journal cannot take, with all that was decided on it, and go on afterwards', async () => {
    for (const room of [0, 10, 100, 1000, 3000]) {
      const disk = smallDisk();
      const options = { directory: join(directory, String(room)), durability: 'sync', disk } as const;
      const tables = await openEmbeddedTables(options);
      await put(tables, 'c', 'before');
      disk.room = room;
      const place = { collection: 'c', key: 'n' };
      const add = (): Promise<number> =>
        tables.transact([place], ([value], writes) => {
          const next = (value?.length ?? 0) + 1000;
          writes.put('c', 'n', Buffer.alloc(next));
          writes.append('f', Buffer.alloc(next));
          return next;
        });
      const results = await Promise.allSettled([add(), add(), tables.clear('c'), tables.raiseFence('t', 5), add()]);
      const late = tables.transact([place], ([value]) => value?.length);
      for (const result of results) {
        assert.ok(result.status === 'rejected');
        assert.ok(result.reason instanceof TablesFullError);
      }
      assert.equal(await late, undefined);
      assert.deepEqual(await scan(tables, 'c'), ['before']);
      assert.deepEqual(await scan(tables, 'f'), []);
      disk.room = Number.POSITIVE_INFINITY;
      assert.equal(await add(), 1000);
      await tables.transact([], (_, writes) => writes.put('c', 'fenced', Buffer.alloc(0)), [
        { name: 't', revision: 1 },
      ]);
      await tables.close();
      const again = await openEmbeddedTables(options);
      assert.deepEqual(await scan(again, 'c'), ['before', 'fenced', 'n']);
      assert.equal((await scan(again, 'f')).length, 1);
      await again.close();
    }
  });

  it('tell nobody what is not durable yet, but decide on it', async () => {
    const held: (() => void)[] = [];
    let isHolding = false;
    const disk: Disk = {
      ...realDisk,
      fdatasync: (fd, callback) => {
        if (isHolding) held.push(() => realDisk.fdatasync(fd, callback));
        else realDisk.fdatasync(fd, callback);
      },
    };
    const tables = await openEmbeddedTables({ directory, durability: 'sync', disk });
    const place = { collection: 'c', key: 'a' };
    isHolding = true;
    const told: string[] = [];
    const tell = (what: string) => (): unknown => told.push(what);
    const calls = [
      put(tables, 'c', 'a').then(tell('written')),
      tables.transact([place], ([value]) => assert.equal(String(value), 'a')).then(tell('seen')),
      assert
        .rejects(
          tables.transact([place], ([value]) => {
            throw new Error(String(value));
          }),
          /^Error: a$/,
        )
        .then(tell('refused')),
    ];
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const behind = put(tables, 'c', 'b').then(tell('behind'));
    assert.deepEqual(await tables.read([place]), [undefined]);
    assert.deepEqual(await scan(tables, 'c'), []);
    assert.deepEqual(told, []);
    isHolding = false;
    for (const release of held) release();
    await Promise.all([...calls, behind]);
    assert.deepEqual(told.slice(0, 3).toSorted(), ['refused', 'seen', 'written']);
    assert.equal(told[3], 'behind');
    assert.deepEqual(await scan(tables, 'c'), ['a', 'b']);
    await tables.close();
  });

  it('stop for good when a sync fails: nobody knows what the disk holds then', async () => {
    const fatal: Error[] = [];
    let isBroken = false;
    const disk: Disk = {
      ...realDisk,
      fdatasync: (fd, callback) => (isBroken ? callback(failure('EIO')) : realDisk.fdatasync(fd, callback)),
      fdatasyncSync: (fd) => {
        if (isBroken) throw failure('EIO');
        realDisk.fdatasyncSync(fd);
      },
    };
    const onFatal = (error: Error): unknown => fatal.push(error);
    const tables = await openEmbeddedTables({ directory, durability: 'sync', disk, onFatal });
    await put(tables, 'c', 'good');
    isBroken = true;
    const both = await Promise.allSettled([
      put(tables, 'c', 'a'),
      tables.transact([{ collection: 'c', key: 'a' }], ([value]) => value),
    ]);
    assert.ok(both.every(({ status }) => status === 'rejected'));
    await assert.rejects(put(tables, 'c', 'b'), /EIO/);
    await assert.rejects(tables.clear('c'), /EIO/);
    assert.deepEqual(await scan(tables, 'c'), ['good']);
    assert.equal(fatal.length, 1);
    await tables.close();
  });

  it(
    'refuse what the file behind the journal cannot take, and go on',
    { skip: process.platform === 'win32' },
    async () => {
      const script = `
      const { openEmbeddedTables } = await import(${JSON.stringify(new URL('./tables.js', import.meta.url).href)});
      const tables = await openEmbeddedTables(${JSON.stringify({
        directory,
        durability: 'sync',
        memtableBytes: 400_000,
        journalBytes: 600_000,
      })});
      let written = 0;
      const count = async () => {
        let found = 0;
        await tables.scan('c', {}, { visit: () => (found += 1) > 0 });
        return found;
      };
      const key = (at) => String(at).padStart(5, '0');
      for (;; written++) {
        try {
          await tables.transact([], (_, writes) => writes.put('c', key(written), Buffer.alloc(30_000)));
        } catch (error) {
          console.log(error.name, written === (await count()));
          break;
        }
      }
      await tables.clear('never').then(() => console.log('cleared'), (error) => console.log(error.name));
      console.log(written === (await count()));
      await tables.close().catch((error) => console.log(error.name));
      console.log(written);`;
      // A limit on the size of files is as good as a full disk, and needs no rights.
      const child = spawn(
        'sh',
        [
          '-c',
          `trap '' XFSZ; ulimit -f 4000; exec "$0" "$@"`,
          process.execPath,
          '--input-type=module',
          '--eval',
          script,
        ],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      const lines = (await child.stdout.toArray()).join('').split('\n');
      const [refused, next = '', whole] = lines;
      assert.deepEqual([refused, whole], ['TablesFullError true', 'true']);
      // What was refused is tried again behind the journal: by now some of it may have found room, and then a change is taken.
      assert.ok(next === 'TablesFullError' || next === 'cleared', next);
      const tables = await openEmbeddedTables({ directory, durability: 'sync' });
      assert.equal((await scan(tables, 'c')).length, Number(lines[3]));
      await put(tables, 'c', 'after');
      await tables.close();
    },
  );
});
