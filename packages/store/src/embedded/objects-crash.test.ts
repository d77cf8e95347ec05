import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { openEmbeddedObjects } from './objects.js';

const ROUNDS = 6;
const WRITERS = 8;
const options = { durability: 'sync', inlineBytes: 4000 } as const;

/**
 * Every writer puts its count into an object of its own, again and again, small or in a file, and puts and deletes another one; it says which count
 * was acknowledged.
 */
const writer = (directory: string): string => `
  const { openEmbeddedObjects } = await import(${JSON.stringify(new URL('./objects.js', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const objects = await openEmbeddedObjects(${JSON.stringify({ directory, ...options })});
  const body = (count) => Buffer.alloc(8 + (count * 9973) % 300_000, count + ' ');
  async function loop(writer) {
    const before = await objects.get('w' + writer);
    let count = Number(String(await before?.bytes() ?? '0').split(' ')[0]);
    for (;;) {
      count += 1;
      await objects.put('w' + writer, (async function* () { yield body(count); })());
      writeSync(1, writer + ' ' + count + '\\n');
      await objects.put('passing' + writer, body(count));
      await objects.delete('passing' + writer);
    }
  }
  await Promise.all(Array.from({ length: ${WRITERS} }, (_, writer) => loop(writer)));
`;

it('embedded objects keep every acknowledged object, whole, and no file of another, when their process is killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'paddock-objects-crash-'));
  const acknowledged = Array.from({ length: WRITERS }, () => 0);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', writer(directory)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      const enough = 200 + ((round * 7919) % 2000);
      child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
        output += chunk;
        if (output.length > enough) child.kill('SIGKILL');
      });
      await once(child, 'close');
      // The last line may be torn.
      for (const line of output.split('\n').slice(0, -1)) {
        const [own = 0, count = 0] = line.split(' ').map(Number);
        acknowledged[own] = Math.max(acknowledged[own] ?? 0, count);
      }
      await verify(directory, acknowledged);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

async function verify(directory: string, acknowledged: number[]): Promise<void> {
  const objects = await openEmbeddedObjects({ directory, ...options });
  for (const [own, least] of acknowledged.entries()) {
    const object = await objects.get(`w${own}`);
    if (object === undefined) {
      assert.equal(least, 0);
      continue;
    }
    const bytes = Buffer.from(await object.bytes());
    const count = Number(bytes.toString('latin1', 0, 8).split(' ')[0]);
    assert.ok(count >= least, `writer ${own} is at ${count}, before ${least}`);
    assert.ok(bytes.equals(Buffer.alloc(8 + ((count * 9973) % 300_000), `${count} `)));
    acknowledged[own] = count;
  }
  const entries = await objects.list('');
  // Garbage is gone when the store is closed.
  await objects.close();
  const files = readdirSync(join(directory, 'files'), { recursive: true, withFileTypes: true });
  const large = entries.filter(({ size }) => size > options.inlineBytes);
  assert.equal(files.filter((file) => file.isFile()).length, large.length);
}
