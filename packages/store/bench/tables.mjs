// Measures the embedded tables: node packages/store/bench/tables.mjs [directory], after `npx tsc -b packages/store`.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedTables } from '../dist/index.js';

const directory = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'paddock-bench-tables-'));
const KEYS = 1_000_003;
const key = (at) => `item#${String((at * 7919) % KEYS).padStart(8, '0')}`;
const value = Buffer.alloc(300, 'x');
const rate = (count, started) => `${Math.round(count / ((performance.now() - started) / 1000)).toLocaleString('en')}/s`;
const open = (durability = 'sync') => openEmbeddedTables({ directory, durability });
const memory = () =>
  process.platform === 'linux'
    ? [...readFileSync('/proc/self/status', 'utf8').matchAll(/Rss(Anon|File):\s+(\d+)/g)]
        .map(([, kind, size]) => `${kind} ${Math.round(size / 1024)} MB`)
        .join(', ')
    : '';

let next = 0;
async function transact(tables, count, concurrency, size) {
  const started = performance.now();
  const end = next + count * size;
  const loop = async () => {
    while (next < end) {
      const keys = Array.from({ length: size }, () => key(next++));
      const places = keys.map((one) => ({ collection: 'items', key: one }));
      await tables.transact(places, (_, writes) => {
        for (const one of keys) writes.put('items', one, Buffer.from(value));
      });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  console.log(`${concurrency} at a time, ${size} puts each: ${rate(count, started)}`);
}

async function read(tables) {
  let started = performance.now();
  const reads = 100_000;
  for (let at = 0; at < reads; at += 1) await tables.read([{ collection: 'items', key: key((at * 31) % next) }]);
  console.log(`point read: ${(((performance.now() - started) / reads) * 1000).toFixed(2)} µs`);
  for (const reverse of [false, true]) {
    started = performance.now();
    let count = 0;
    for (let last; ;) {
      let bytes = 0;
      const range = last === undefined ? { reverse } : reverse ? { below: last, reverse } : { after: last };
      await tables.scan('items', range, {
        visit: (one, found) => {
          count += 1;
          bytes += found.length;
          last = one;
          return bytes < 1_000_000;
        },
      });
      if (bytes < 1_000_000) break;
    }
    console.log(`scan in pages of 1 MB${reverse ? ', reverse' : ''}: ${rate(count, started)} of ${count}`);
  }
  started = performance.now();
  for (let at = 0; at < 5000; at += 1) {
    let count = 0;
    await tables.scan('items', { from: key(at) }, { visit: () => (count += 1) < 100 });
  }
  console.log(`100 entries: ${((performance.now() - started) / 5).toFixed(1)} µs`);
}

let tables = await open();
await transact(tables, 10_000, 1, 1);
await transact(tables, 150_000, 16, 1);
await transact(tables, 150_000, 64, 1);
await transact(tables, 8000, 8, 25);
console.log(`resident: ${memory()}`);
await read(tables);
let started = performance.now();
await tables.close();
console.log(
  `close: ${Math.round(performance.now() - started)} ms; file ${Math.round(statSync(join(directory, 'data.mdb')).size / 1e6)} MB`,
);
started = performance.now();
tables = await open('relaxed');
console.log(`open: ${Math.round(performance.now() - started)} ms`);
await read(tables);
await transact(tables, 200_000, 16, 1);
await tables.close();
rmSync(directory, { recursive: true, force: true });
