import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { entries } from '../contracts/tables-helpers.js';
import type { Tables } from '../tables.js';
import { openEmbeddedTables } from './tables.js';

const ROUNDS = 6;
const WRITERS = 12;
const KEPT = 200;
const options = { durability: 'sync', journalBytes: 200_000, memtableBytes: 60_000 } as const;

/**
 * Every writer counts for itself, in two collections, and adds to the sum of all, in one transaction with an entry of a feed, whose older
 * entries are trimmed; it says which count was acknowledged.
 */
const writer = (directory: string): string => `
  const { openEmbeddedTables } = await import(${JSON.stringify(new URL('./tables.js', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const tables = await openEmbeddedTables(${JSON.stringify({ directory, ...options })});
  const numberOf = (value) => Number(String(value ?? '0 ').split(' ')[0]);
  async function loop(writer) {
    const places = [{ collection: 'count', key: 'w' + writer }, { collection: 'sum', key: 'sum' }];
    for (;;) {
      const count = await tables.transact(places, ([own, sum], writes) => {
        const next = numberOf(own) + 1;
        const padding = 'x'.repeat((next * 37) % 1500);
        writes.put('count', 'w' + writer, Buffer.from(next + ' ' + padding));
        writes.put('twin', 'w' + writer, Buffer.from(next + ' ' + padding));
        writes.put('twin', 'w' + writer + '/' + (next % ${KEPT}), Buffer.from(String(next)));
        writes.put('sum', 'sum', Buffer.from(String(numberOf(sum) + 1)));
        writes.append('feed', Buffer.from(writer + ' ' + next));
        return next;
      });
      writeSync(1, writer + ' ' + count + '\\n');
      if (count % 50 === 0) {
        let last;
        await tables.scan('feed', { reverse: true }, { visit: (key) => { last = key; return false; } });
        let kept = 0;
        await tables.scan('feed', { below: last, reverse: true }, { visit: (key) => { last = key; kept += 1; return kept < ${KEPT}; } });
        await tables.clear('feed', last);
        await tables.transact([], (_, writes) => { for (let at = 0; at < 20; at++) writes.put('passing', String(at), Buffer.alloc(100)); });
        await tables.clear('passing');
      }
    }
  }
  await Promise.all(Array.from({ length: ${WRITERS} }, (_, writer) => loop(writer)));
`;

it('embedded tables keep every acknowledged transaction, whole, and no part of another, when their process is killed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'paddock-tables-crash-'));
  const acknowledged = Array.from({ length: WRITERS }, () => 0);
  let sequence = '';
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', writer(directory)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      const enough = 1000 + ((round * 7919) % 20_000);
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
      sequence = await verify(directory, acknowledged, sequence);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

/** Answers the feed's last key, which is greater than any before. */
async function verify(directory: string, acknowledged: number[], sequence: string): Promise<string> {
  const tables = await openEmbeddedTables({ directory, ...options });
  const counts = await counters(tables, 'count');
  const twins = await counters(tables, 'twin');
  let sum = 0;
  for (const [own, least] of acknowledged.entries()) {
    const count = counts.get(`w${own}`) ?? 0;
    assert.ok(count >= least, `writer ${own} is at ${count}, before ${least}`);
    assert.equal(twins.get(`w${own}`) ?? 0, count);
    for (let past = Math.max(1, count - KEPT + 1); past <= count; past += 1) {
      assert.equal(twins.get(`w${own}/${past % KEPT}`), past);
    }
    sum += count;
    acknowledged[own] = count;
  }
  assert.equal((await counters(tables, 'sum')).get('sum') ?? 0, sum);
  const feed = await entries(tables, 'feed');
  const next = new Map<string, number>();
  for (const entry of feed) {
    const [own = '', count = ''] = entry.slice(9).split(' ');
    assert.equal(Number(count), next.get(own) ?? Number(count));
    next.set(own, Number(count) + 1);
  }
  for (const [own, after] of next) assert.equal(after - 1, counts.get(`w${own}`));
  assert.ok(feed.length >= Math.min(KEPT, sum));
  const last = feed.at(-1)?.slice(0, 8) ?? '';
  assert.ok(last >= sequence);
  const passing = await entries(tables, 'passing');
  assert.ok(passing.length === 0 || passing.length === 20);
  await tables.close();
  return last;
}

async function counters(tables: Tables, collection: string): Promise<Map<string, number>> {
  const found = await entries(tables, collection);
  return new Map(
    found.map((entry) => {
      const [key = '', count = ''] = entry.split(/[ =]/);
      return [key, Number(count)];
    }),
  );
}
