import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openDataDirectory, StoreCorruptError, StoreLockedError, StoreVersionError } from './data-dir.js';

describe('the data directory', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'paddock-dir-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is made, and opens again after it was closed', async () => {
    const path = join(root, 'new', 'data');
    for (let i = 0; i < 2; i += 1) {
      const directory = await openDataDirectory(path);
      assert.equal(directory.path, path);
      directory.close();
      directory.close();
    }
    assert.deepEqual(readdirSync(path), ['format']);
  });

  it('is opened by one at a time, in one process too', async () => {
    const directory = await openDataDirectory(root);
    await assert.rejects(openDataDirectory(root), {
      name: 'StoreLockedError',
      message: `The data directory ${root} is in use by process ${process.pid}.`,
    });
    directory.close();
    (await openDataDirectory(root)).close();
  });

  it('names the living process that has it, and is taken over when that is killed', async () => {
    const module = new URL('./data-dir.js', import.meta.url).href;
    const script = `import(${JSON.stringify(module)}).then(async ({ openDataDirectory }) => {
      await openDataDirectory(${JSON.stringify(root)});
      process.stdout.write('open');
      process.stdin.resume();
    });`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await assert.rejects(openDataDirectory(root), (error: Error) => {
      assert.ok(error instanceof StoreLockedError);
      return error.message.includes(`process ${child.pid}.`);
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await openDataDirectory(root)).close();
    assert.deepEqual(readdirSync(root), ['format']);
  });

  it(
    'takes over the lock of a dead process whose id is in use again',
    { skip: process.platform === 'win32' },
    async () => {
      (await openDataDirectory(root)).close();
      writeFileSync(join(root, `lock.${process.pid}.another-start`), '');
      writeFileSync(join(root, `lock.${process.ppid}.another-start`), '');
      const directory = await openDataDirectory(root);
      assert.equal(readdirSync(root).filter((name) => name.startsWith('lock.')).length, 1);
      directory.close();
    },
  );

  it('refuses another format, a damaged one, and a directory of somebody else, and gives the lock up', async () => {
    const path = join(root, 'format');
    writeFileSync(path, 'paddock 2\n');
    await assert.rejects(openDataDirectory(root), (error: Error) => {
      assert.ok(error instanceof StoreVersionError);
      return error.message.endsWith('was written by a newer Paddock (format 2; this one reads 1).');
    });
    writeFileSync(path, 'paddock 0\n');
    await assert.rejects(openDataDirectory(root), StoreVersionError);
    writeFileSync(path, 'pad');
    await assert.rejects(openDataDirectory(root), StoreCorruptError);
    rmSync(path);
    writeFileSync(join(root, 'thesis.doc'), '');
    await assert.rejects(openDataDirectory(root), StoreCorruptError);
    assert.ok(!existsSync(path));
    assert.ok(!readdirSync(root).some((name) => name.startsWith('lock.')));
  });
});
