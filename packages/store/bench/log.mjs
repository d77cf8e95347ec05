// Measures the embedded log: node packages/store/bench/log.mjs [seconds per scenario] [directory]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLog } from '../dist/embedded/log.js';

const seconds = Number(process.argv[2] ?? 2);
const directory = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'paddock-bench-'));
const record = 'x'.repeat(1400);
const options = { directory, durability: process.env.DURABILITY ?? 'sync' };
let log = await openEmbeddedLog(options);

async function appends(name, concurrency, perAppend, shards) {
  const records = Array.from({ length: perAppend }, () => record);
  const encode = () => records;
  const times = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  let total = 0;
  async function loop(i) {
    while (performance.now() < until) {
      const from = performance.now();
      await log.append(`${name}-${i % shards}`, { count: perAppend, time: Date.now(), encode });
      times.push(performance.now() - from);
      total += perAppend;
    }
  }
  await Promise.all(Array.from({ length: concurrency }, (_, i) => loop(i)));
  const rate = total / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  const at = (p) => times[Math.floor(times.length * p)].toFixed(2);
  console.log(`${name.padEnd(28)} ${Math.round(rate)} records/s   p50 ${at(0.5)} p99 ${at(0.99)} max ${at(0.9999)} ms`);
}

async function reads(shard, label) {
  const started = performance.now();
  let bytes = 0;
  let next = 0;
  for (;;) {
    const slice = await log.read(shard, next, { records: 10_000, bytes: 10 * 1024 * 1024 });
    if (slice.count === 0) {
      if (performance.now() - started > 1000 || next === 0) break;
      next = 0;
      continue;
    }
    for (const chunk of slice.chunks) bytes += chunk.length;
    next = slice.next;
  }
  console.log(`${label.padEnd(28)} ${Math.round(bytes / 1e6 / ((performance.now() - started) / 1000))} MB/s`);
}

await appends('lone', 1, 1, 1);
await appends('concurrency 16', 16, 1, 4);
await appends('concurrency 64', 64, 1, 4);
await appends('concurrency 64, 64 shards', 64, 1, 64);
await appends('500 records, concurrency 4', 4, 500, 4);
await reads('lone-0', 'read, a record a block');
await reads('concurrency 64-0', 'read, small blocks');
await reads('500 records, concurrency 4-0', 'read, large blocks');
const end = (await log.extent('lone-0')).end;
let from = performance.now();
for (let i = 0; i < 10_000; i += 1) await log.read('lone-0', end - 1, { records: 10_000, bytes: 10_485_760 });
console.log(`read of the last record      ${((performance.now() - from) / 10).toFixed(1)} us`);
from = performance.now();
for (let i = 0; i < 2000; i += 1)
  await log.read('500 records, concurrency 4-0', 777 * i, { records: 1, bytes: 10_485_760 });
console.log(`read of any one record       ${((performance.now() - from) / 2).toFixed(1)} us`);
await log.close();
from = performance.now();
log = await openEmbeddedLog(options);
console.log(
  `open                         ${(performance.now() - from).toFixed(1)} ms; ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
);
await log.close();
rmSync(directory, { recursive: true });
