import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { registryContract } from '../contracts/registry-contract.js';
import { type Registry, RegistryCorruptError, RegistryLockedError, RegistryUnavailableError } from '../registry.js';
import { openEmbeddedRegistry } from './registry.js';

const base = await mkdtemp(join(tmpdir(), 'paddock-registry-'));
after(() => rm(base, { recursive: true, force: true }));
let count = 0;
const newDirectory = (): string => join(base, 'parent', String(++count));

registryContract('the embedded registry', () =>
  openEmbeddedRegistry({ directory: newDirectory(), durability: 'sync' }),
);
registryContract('the relaxed embedded registry', () =>
  openEmbeddedRegistry({ directory: newDirectory(), durability: 'relaxed' }),
);

const open = (directory: string): Promise<Registry> => openEmbeddedRegistry({ directory, durability: 'sync' });

describe('the embedded registry', () => {
  it('has everything after it is opened again, and goes on counting', async () => {
    const directory = newDirectory();
    const registry = await open(directory);
    await registry.commit([{ put: 'a', value: { deep: ['é'] } }]);
    const last = await registry.commit([{ delete: 'b' }, { put: 'c', value: 1 }]);
    await registry.commit([{ delete: 'c' }]);
    await registry.close();
    const again = await open(directory);
    assert.deepEqual((await again.get('a'))?.value, { deep: ['é'] });
    assert.ok((await again.commit([{ put: 'c', value: 2 }])) > last + 1);
    await again.close();
  });

  it('grows beyond what it first maps', async () => {
    const registry = await open(newDirectory());
    const value = 'x'.repeat(3_000_000);
    for (let round = 0; round < 3; round++) {
      await registry.commit(Array.from({ length: 5 }, (_, index) => ({ put: `${round}/${index}`, value })));
    }
    const entries = await registry.list('');
    assert.equal(entries.length, 15);
    assert.ok(entries.every((entry) => entry.value === value));
    await registry.close();
  });

  it('keeps its directory to its owner', { skip: process.platform === 'win32' }, async () => {
    const directory = newDirectory();
    const registry = await open(directory);
    assert.equal((await stat(directory)).mode & 0o077, 0);
    await registry.close();
  });

  for (const durability of ['sync', 'relaxed'] as const) {
    it(`has every acknowledged commit, whole, after kill -9 (${durability})`, async () => {
      const directory = newDirectory();
      let acknowledged = 0;
      for (let round = 0; round < 3; round++) {
        const child = spawnUser(directory, durability);
        for await (const line of createInterface(child.stdout)) {
          acknowledged = Number(line);
          if (acknowledged >= (round + 1) * 60) break;
        }
        child.kill('SIGKILL');
        await once(child, 'exit');
        const registry = await openEmbeddedRegistry({ directory, durability });
        const left = await registry.list('left/');
        const right = await registry.list('right/');
        assert.ok(left.length >= acknowledged);
        assert.deepEqual(
          left.map(({ version, value }) => ({ version, value })),
          right.map(({ version, value }) => ({ version, value })),
        );
        assert.deepEqual(
          left.map(({ value }) => value),
          left.map((_, index) => index),
        );
        await registry.close();
      }
    });
  }

  it('refuses what the disk cannot take, whole, and goes on', { skip: process.platform === 'win32' }, async () => {
    const directory = newDirectory();
    const script = `
      const { openEmbeddedRegistry } = await import(${JSON.stringify(new URL('./registry.js', import.meta.url).href)});
      const registry = await openEmbeddedRegistry(${JSON.stringify({ directory, durability: 'sync' })});
      let written = 0;
      for (;; written++) {
        const value = 'x'.repeat(200_000);
        try {
          await registry.commit([{ put: 'large/' + written, value }, { put: 'small/' + written, value: 1 }]);
        } catch (error) {
          console.log(error.name, written === (await registry.list('large/')).length, written === (await registry.list('small/')).length);
          break;
        }
      }
      await registry.commit([{ delete: 'large/0' }, { put: 'after', value: 1 }]);
      await registry.close();`;
    // A limit on the size of files is as good as a full disk, and needs no rights.
    const child = spawn(
      'sh',
      ['-c', `trap '' XFSZ; ulimit -f 4000; exec "$0" "$@"`, process.execPath, '--input-type=module', '--eval', script],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const output = (await child.stdout.toArray()).join('');
    assert.equal(output, 'RegistryUnavailableError true true\n');
    const registry = await open(directory);
    assert.equal((await registry.get('after'))?.value, 1);
    assert.equal(await registry.get('large/0'), undefined);
    await registry.close();
  });

  it('is open once only', async () => {
    const directory = newDirectory();
    const registry = await open(directory);
    await rejects(open(directory), RegistryLockedError, /is already open in this process$/);
    await registry.close();

    const child = spawnUser(directory, 'sync');
    const lines = createInterface(child.stdout);
    await once(lines, 'line');
    await rejects(open(directory), RegistryLockedError, new RegExp(`is in use by process ${child.pid}$`));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await open(directory)).close();
  });

  it('says in one line that its file is damaged', async () => {
    const good = newDirectory();
    const registry = await open(good);
    for (let index = 0; index < 30; index++) {
      await registry.commit([{ put: `k/${index}`, value: 'x'.repeat(index * 300) }]);
    }
    await registry.close();
    const bytes = await readFile(join(good, 'data.mdb'));

    const damage: Record<string, (path: string) => Promise<void>> = {
      'not an LMDB file': (path) => writeFile(path, 'something else'.repeat(5000)),
      'not an LMDB file ': (path) => truncate(path, 100),
      'the head of data.mdb is broken': (path) => writeFile(path, Buffer.from(bytes).fill(0, 4096, 8192)),
      'cut short': (path) => truncate(path, 8192),
    };
    for (const [message, doDamage] of Object.entries(damage)) {
      const directory = newDirectory();
      await cp(good, directory, { recursive: true });
      await doDamage(join(directory, 'data.mdb'));
      await rejects(open(directory), RegistryCorruptError, new RegExp(message.trim()));
    }
  });

  it('says in one line that it cannot be opened', async () => {
    const directory = newDirectory();
    await mkdir(join(directory, '..'), { recursive: true });
    await writeFile(directory, '');
    await rejects(open(directory), RegistryUnavailableError, /cannot be opened: /);
    await rejects(open(join(directory, 'below')), RegistryUnavailableError, /cannot be opened: /);
  });
});

/** A process that commits pairs of documents and writes the number of each once it is acknowledged. */
function spawnUser(directory: string, durability: 'sync' | 'relaxed') {
  const script = `
    const { openEmbeddedRegistry } = await import(${JSON.stringify(new URL('./registry.js', import.meta.url).href)});
    const registry = await openEmbeddedRegistry(${JSON.stringify({ directory, durability })});
    const first = (await registry.list('left/')).length;
    for (let number = first; ; number++) {
      const name = String(number).padStart(9, '0');
      await registry.commit([{ put: 'left/' + name, value: number }, { put: 'right/' + name, value: number }]);
      process.stdout.write(number + 1 + '\\n');
    }`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function rejects(
  promise: Promise<unknown>,
  type: new (message: string) => Error,
  message: RegExp,
): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof type, String(error));
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
}
