import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { text } from '../contracts/log-contract.js';
import { openEmbeddedLog } from './log.js';

const ROUNDS = 10;
const SHARDS = 5;
const options = { durability: 'sync', journalBytes: 300_000, segmentBytes: 200_000, openFiles: 4 } as const;

/** Appends without end, and says what was acknowledged: shard, first offset, count; `-` for a drop. */
const writer = (directory: string): string => `
  const { openEmbeddedLog } = await import(${JSON.stringify(new URL('./log.js', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const log = await openEmbeddedLog(${JSON.stringify({ directory, ...options })});
  let turn = 0;
  async function loop(i) {
    const shard = 'shard-' + (i % ${SHARDS});
    for (;;) {
      turn += 1;
      const count = 1 + ((turn * 7) % 13);
      const time = turn;
      const encode = (first) => Array.from({ length: count }, (_, n) => (first + n + ':').padEnd(20 + ((first + n) % 300), 'x'));
      const { first } = await log.append(shard, { count, time, encode });
      writeSync(1, i % ${SHARDS} + ' ' + first + ' ' + count + '\\n');
      if (turn % 50 === 0) {
        await log.append('brief', { count: 1, time, encode: () => ['x'] });
        await log.drop('brief');
      }
    }
  }
  await Promise.all(Array.from({ length: 12 }, (_, i) => loop(i)));
`;

it('the embedded log keeps every acknowledged record, once, in order, when its process is killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'paddock-crash-'));
  const acknowledged = Array.from({ length: SHARDS }, () => 0);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', writer(directory)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      const enough = 2000 + ((round * 7919) % 40_000);
      child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
        output += chunk;
        if (output.length > enough) child.kill('SIGKILL');
      });
      await once(child, 'close');
      // The last line may be torn.
      for (const line of output.split('\n').slice(0, -1)) {
        const [shard = 0, first = 0, count = 0] = line.split(' ').map(Number);
        acknowledged[shard] = Math.max(acknowledged[shard] ?? 0, first + count);
      }
      await verify(directory, acknowledged);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

async function verify(directory: string, acknowledged: number[]): Promise<void> {
  const log = await openEmbeddedLog({ directory, ...options });
  for (const [shard, end] of acknowledged.entries()) {
    const extent = await log.extent(`shard-${shard}`);
    assert.ok(extent.end >= end, `shard ${shard} ends at ${extent.end}, before ${end}`);
    let next = 0;
    while (next < extent.end) {
      const slice = await log.read(`shard-${shard}`, next, { records: 1000, bytes: 1_000_000 });
      for (const content of text(slice).split(',')) {
        assert.equal(content, `${next}:`.padEnd(20 + (next % 300), 'x'));
        next += 1;
      }
      assert.equal(slice.next, next);
    }
    acknowledged[shard] = extent.end;
  }
  // At most what was appended since the last drop that came through, in this round and the one before.
  assert.ok((await log.extent('brief')).end <= 24);
  await log.close();
}
