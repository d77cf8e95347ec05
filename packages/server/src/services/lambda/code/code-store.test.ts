import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openMemoryObjects, openMemoryRegistry, RegistryConflictError } from '@paddock/store';
import { seededRandom } from '../../../runtime/random.js';
import { CodeStore, type StoredCode } from './code-store.js';
import { readPackage } from './read-package.js';
import { zipOf, type ZipMember } from './testing.js';

const never = async (): Promise<boolean> => false;
const always = async (): Promise<boolean> => true;

describe('the store of code', () => {
  let directory: string;
  let code: CodeStore;
  let registry: ReturnType<typeof openMemoryRegistry>;
  let objects: ReturnType<typeof openMemoryObjects>;
  let seed = 1;

  const open = (base: string | undefined = join(directory, 'code')): CodeStore =>
    new CodeStore({ objects, registry, random: seededRandom((seed += 1)), directory: base });
  const put = async (members: Parameters<typeof zipOf>[0], store = code): Promise<StoredCode> => {
    const zip = zipOf(members);
    return await store.put(zip, await readPackage(zip));
  };
  const objectCount = async (): Promise<number> => (await objects.list('')).length;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paddock-code-store-'));
    registry = openMemoryRegistry();
    objects = openMemoryObjects();
    code = open();
  });
  afterEach(async () => {
    await code.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('keeps a package once, and gives it back', async () => {
    const zip = zipOf({ 'index.js': 'x' });
    const [first, second] = await Promise.all([put({ 'index.js': 'x' }), put({ 'index.js': 'x' })]);
    assert.deepEqual(first, second);
    assert.deepEqual([first.size, first.unzippedSize], [zip.length, 1]);
    assert.deepEqual(await code.find(first.sha256), first);
    const stored = await code.open(first.sha256);
    assert.deepEqual(Buffer.from((await stored?.bytes()) ?? []), zip);
    assert.equal(await objectCount(), 1);
    assert.equal(await code.find('AAAA'), undefined);
    assert.equal(await code.open('AAAA'), undefined);
  });

  it('extracts a package once, read-only, with what everybody may do', async () => {
    const members: ZipMember[] = [
      { name: 'index.js', content: 'text' },
      { name: 'bin/run', content: '#!/bin/sh', mode: 0o100755 },
      { name: 'private.js', content: 'secret', mode: 0o100600 },
      { name: 'nothing.js', content: 'no mode', mode: 0 },
      { name: 'closed/', mode: 0o040700 },
      { name: 'windows.js', content: 'w', host: 0, mode: 0 },
      { name: 'link', content: 'bin/run', mode: 0o120777 },
      { name: 'twice.js', content: 'the first' },
      { name: 'twice.js', content: 'the second' },
    ];
    const { sha256 } = await put(members);
    const places = await Promise.all(Array.from({ length: 5 }, () => code.extracted(sha256)));
    const [place = ''] = places;
    assert.equal(new Set(places).size, 1);
    assert.equal(await readFile(join(place, 'index.js'), 'utf8'), 'text');
    assert.equal(await readFile(join(place, 'twice.js'), 'utf8'), 'the second');
    assert.equal(await readlink(join(place, 'link')), 'bin/run');
    if (process.platform !== 'win32') {
      const modes = ['', 'index.js', 'bin', 'bin/run', 'private.js', 'nothing.js', 'closed', 'windows.js'];
      const found = await Promise.all(modes.map(async (name) => (await lstat(join(place, name))).mode & 0o777));
      assert.deepEqual(found, [0o555, 0o444, 0o555, 0o555, 0, 0, 0, 0o444]);
    }
    const root = join(place, '..');
    assert.equal((await readdir(root)).length, 1, 'no drafts');
  });

  it('tries again what could not be extracted', async () => {
    await assert.rejects(code.extracted('AAAA'), /^Error: the package AAAA is not stored$/);
    const { sha256 } = await put({ 'index.js': 'x' });
    await rm(join(directory, 'code'), { recursive: true, force: true });
    await writeFile(join(directory, 'code'), 'in the way');
    const blocked = open();
    await assert.rejects(blocked.extracted(sha256));
    await rm(join(directory, 'code'));
    assert.ok((await stat(await blocked.extracted(sha256))).isDirectory());
    await blocked.close();
  });

  it('removes what an earlier process extracted, and at the end its own', async () => {
    const left = join(directory, 'code', 'left');
    await mkdir(join(left, 'deep'), { recursive: true });
    await chmod(join(left, 'deep'), 0o500);
    await chmod(left, 0o500);
    const { sha256 } = await put({ 'deep/er/index.js': 'x' });
    await code.extracted(sha256);
    await code.close();
    assert.deepEqual(await readdir(join(directory, 'code')), []);
    await assert.rejects(code.extracted(sha256), /closed/);
  });

  it('extracts beside the system’s temporary files when it has no directory', async () => {
    const ephemeral = new CodeStore({ objects, registry, random: seededRandom(9), directory: undefined });
    const { sha256 } = await put({ 'index.js': 'x' }, ephemeral);
    const place = await ephemeral.extracted(sha256);
    assert.ok(place.startsWith(tmpdir()));
    await ephemeral.close();
    await assert.rejects(stat(place));
  });

  it('releases what is not used, and only that', async () => {
    const { sha256 } = await put({ 'index.js': 'x' });
    const place = await code.extracted(sha256);
    await code.release(sha256, always);
    assert.ok(await code.find(sha256));
    await code.release(sha256, never);
    await code.release(sha256, never);
    assert.equal(await code.find(sha256), undefined);
    assert.equal(await objectCount(), 0);
    await code.close();
    await assert.rejects(stat(place));
  });

  it('keeps a directory in which something runs until it is let go, whoever released the package', async () => {
    const other = open(join(directory, 'other'));
    const { sha256 } = await put({ 'index.js': 'x' });
    const place = await code.extracted(sha256);
    const [first, second] = [code.hold(sha256), code.hold(sha256)];
    await other.release(sha256, never);
    first();
    first();
    assert.ok((await stat(place)).isDirectory());
    second();
    await assert.rejects(code.extracted(sha256), /is not stored/);
    await put({ 'index.js': 'x' });
    const again = await code.extracted(sha256);
    assert.notEqual(again, place);
    assert.equal(await readFile(join(again, 'index.js'), 'utf8'), 'x');
    await other.close();
  });

  it('does not release what somebody begins to use at that moment', async () => {
    const stored = await put({ 'index.js': 'x' });
    let asked = 0;
    await code.release(stored.sha256, async () => {
      asked += 1;
      if (asked === 1) await registry.commit([stored.use, { put: 'function', value: stored.sha256 }]);
      return asked > 1;
    });
    assert.equal(asked, 2);
    assert.ok(await code.find(stored.sha256));
    assert.equal(await objectCount(), 1);
  });

  it('does not let what was released be used', async () => {
    const stored = await put({ 'index.js': 'x' });
    await code.release(stored.sha256, never);
    await assert.rejects(registry.commit([stored.use]), RegistryConflictError);
    const again = await put({ 'index.js': 'x' });
    await registry.commit([again.use]);
    assert.ok(await code.open(again.sha256));
  });

  it('sweeps up what crashes left, and nothing that is used', async () => {
    const used = await put({ 'used.js': 'x' });
    const unused = await put({ 'unused.js': 'x' });
    // A process that died between the document and the object, and one that died between their removals.
    const halfway = await put({ 'halfway.js': 'x' });
    for (const { key } of await objects.list(`lambda/code/${Buffer.from(halfway.sha256, 'base64').toString('hex')}`)) {
      await objects.delete(key);
    }
    await objects.put('lambda/code/orphan', Buffer.from('x'));
    await objects.put('other/object', Buffer.from('x'));
    await code.sweep(async (sha256) => sha256 === used.sha256);
    assert.ok(await code.open(used.sha256));
    assert.equal(await code.find(unused.sha256), undefined);
    assert.equal(await code.find(halfway.sha256), undefined);
    assert.equal(await objectCount(), 2);
  });
});
