import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { content, keys, read } from '../contracts/objects-helpers.js';
import { ObjectsCorruptError, ObjectsFullError, type Objects } from '../objects.js';
import { realObjectDisk, type ObjectDisk } from './objects-options.js';
import { openEmbeddedObjects } from './objects.js';

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: from the test`), { code });
}

describe('embedded objects on a bad disk', () => {
  let directory: string;
  const open = (disk: ObjectDisk = realObjectDisk): Promise<Objects> =>
    openEmbeddedObjects({ directory, durability: 'sync', inlineBytes: 100, disk });
  const files = (): string[] =>
    readdirSync(join(directory, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const onlyFile = (): string => {
    const [file, ...others] = files();
    assert.ok(file !== undefined && others.length === 0);
    return file;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'paddock-objects-disk-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('refuse what has no room, leave nothing of it, and go on afterwards', async () => {
    let room = Number.POSITIVE_INFINITY;
    const objects = await open({
      ...realObjectDisk,
      write: async (file, bytes, position) => {
        if (room === 0) throw failure('ENOSPC');
        const taken = bytes.subarray(0, Math.min(bytes.length, room));
        room -= taken.length;
        return await realObjectDisk.write(file, taken, position);
      },
    });
    await objects.put('key', content(200_000, 1));
    for (const size of [0, 1, 131_072, 300_000]) {
      room = size;
      await assert.rejects(objects.put('key', content(300_000, 2)), ObjectsFullError);
      await assert.rejects(objects.put('new', content(300_000, 2)), ObjectsFullError);
      onlyFile();
    }
    room = Number.POSITIVE_INFINITY;
    assert.ok(Buffer.from((await read(objects, 'key')) ?? []).equals(content(200_000, 1)));
    assert.deepEqual(await keys(objects), ['key']);
    await objects.put('new', content(300_000, 2));
    await objects.close();
  });

  it('do not acknowledge what could not be synced', async () => {
    let isBroken = false;
    const objects = await open({
      ...realObjectDisk,
      sync: async (file) => {
        if (isBroken) throw failure('EIO');
        await realObjectDisk.sync(file);
      },
    });
    await objects.put('key', content(1000, 1));
    isBroken = true;
    await assert.rejects(objects.put('key', content(1000, 2)), /EIO/);
    isBroken = false;
    assert.ok(Buffer.from((await read(objects, 'key')) ?? []).equals(content(1000, 1)));
    onlyFile();
    await objects.close();
  });

  it('notice files that are damaged, short or gone, and only those', async () => {
    let objects = await open();
    const bytes = content(500_000);
    await objects.put('damaged', bytes);
    await objects.close();
    const file = onlyFile();
    const stored = readFileSync(file);
    stored[200_000] = (stored[200_000] ?? 0) ^ 1;
    writeFileSync(file, stored);
    objects = await open();
    await objects.put('good', content(1000));
    const damaged = async (range?: { start: number; end: number }): Promise<Uint8Array | undefined> =>
      await (await objects.get('damaged', range))?.bytes();
    await assert.rejects(damaged(), ObjectsCorruptError);
    await assert.rejects(damaged({ start: 131_072, end: 131_073 }), /the check sum of the block at 131072 is wrong/);
    // Other blocks are what they were.
    const range = { start: 300_000, end: 500_000 };
    assert.ok(Buffer.from((await damaged(range)) ?? []).equals(bytes.subarray(300_000)));
    truncateSync(file, 300_000);
    await assert.rejects(damaged(range), ObjectsCorruptError);
    rmSync(file);
    await assert.rejects(damaged(), /has lost its file/);
    assert.equal((await read(objects, 'good'))?.length, 1000);
    await objects.put('damaged', bytes);
    assert.ok(Buffer.from((await damaged()) ?? []).equals(bytes));
    await objects.close();
  });

  it('remove what an earlier process left: files that are no object, and garbage', async () => {
    let objects = await open();
    await objects.put('key', content(1000, 1));
    const kept = onlyFile();
    await objects.close();
    // As if it had been killed between writing a file and saying whose it is; an old name that is no number stays.
    const orphan = kept.replace(/.$/, (digit) => (Number.parseInt(digit, 16) ^ 7).toString(16));
    writeFileSync(orphan, 'orphan');
    objects = await open();
    assert.deepEqual(files(), [kept]);
    assert.equal((await read(objects, 'key'))?.length, 1000);
    await objects.delete('key');
    await objects.close();
    assert.deepEqual(files(), []);
  });

  it(
    'forget garbage only once it is removed',
    { skip: process.platform === 'win32' || process.getuid?.() === 0 },
    async () => {
      let objects = await open();
      await objects.put('key', content(1000, 1));
      const file = onlyFile();
      chmodSync(join(file, '..'), 0o500);
      await objects.delete('key');
      await objects.close();
      assert.deepEqual(files(), [file]);
      chmodSync(join(file, '..'), 0o700);
      objects = await open();
      await objects.close();
      assert.deepEqual(files(), []);
    },
  );

  it('number objects on after many, and lose none', async () => {
    let objects = await open();
    const versions = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const heads = await Promise.all(
        Array.from({ length: 600 }, (_, at) => objects.put(`${at}`, content(at % 10 === 0 ? 200 : 20, at))),
      );
      for (const { version } of heads) versions.add(version);
      await objects.close();
      objects = await open();
    }
    assert.equal(versions.size, 1800);
    assert.equal(files().length, 60);
    assert.equal((await objects.list('')).length, 600);
    assert.deepEqual(Buffer.from((await read(objects, '590')) ?? []), content(200, 590));
    await objects.close();
  });
});
