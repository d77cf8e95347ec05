// Mixed load on a server of its own, with rates off; prints what the server's process costs while it runs.
//   node conformance/soak.mjs [seconds=60] [memory|disk]
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { signRequest } from '@paddock/wire';
import { start, temporary } from './dist/hostile/child.js';
import { errorOf } from './dist/hostile/verdict.js';

const seconds = Number(process.argv[2] ?? 60);
const directory = process.argv[3] === 'memory' ? undefined : await temporary();
const child = await start(['--transitions', 'instant'], directory?.path);
const counts = new Map();
let isOver = false;

async function call(operation, input) {
  const answer = await child.raw.call(operation, input);
  const key = answer.status === 200 ? operation : `${operation} ${errorOf(answer)}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  return answer.json ?? {};
}

/** Workers pause a little, so that the load is steady rather than all that the machine can do. */
async function forever(pause, run) {
  for (let at = 0; !isOver; at++) {
    await run(at);
    await delay(pause);
  }
}

const data = (bytes) => Buffer.alloc(bytes, 7).toString('base64');
const small = data(300);
const records = Array.from({ length: 200 }, (_, at) => ({ PartitionKey: `p-${at}`, Data: small }));

async function read(StreamName, shard) {
  let { ShardIterator } = await call('GetShardIterator', {
    StreamName,
    ShardId: `${shard}`,
    ShardIteratorType: 'LATEST',
  });
  for (let pages = 0; pages < 200 && ShardIterator && !isOver; pages++) {
    ({ NextShardIterator: ShardIterator } = await call('GetRecords', { ShardIterator, Limit: 500 }));
    await delay(20);
  }
}

async function comeAndGo(name) {
  await call('CreateStream', { StreamName: name, ShardCount: 4 });
  for (let at = 0; at < 20; at++) await call('PutRecords', { StreamName: name, Records: records });
  await call('SplitShard', { StreamName: name, ShardToSplit: '0', NewStartingHashKey: '7' });
  await call('AddTagsToStream', { StreamName: name, Tags: { a: 'b' } });
  await call('PutRecord', { StreamName: name, PartitionKey: 'p', Data: data(900_000) });
  await call('DeleteStream', { StreamName: name });
}

/** Takes the beginning of a large answer and goes. */
async function cutOff() {
  const StreamName = 's';
  const { ShardIterator } = await call('GetShardIterator', {
    StreamName,
    ShardId: '0',
    ShardIteratorType: 'TRIM_HORIZON',
  });
  const { host, pathname: path } = new URL(child.url);
  const headers = { host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Kinesis_20131202.GetRecords' };
  const request = { method: 'POST', path, query: '', headers, body: JSON.stringify({ ShardIterator }) };
  const signer = { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'kinesis', now: Date.now() };
  const signed = signRequest(request, signer);
  const socket = connect(child.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const lines = Object.entries(signed).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  socket.write(`POST / HTTP/1.1\r\n${lines.join('')}content-length: ${request.body.length}\r\n\r\n${request.body}`);
  await new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
  socket.resetAndDestroy();
}

await call('CreateStream', { StreamName: 's', ShardCount: 4 });
const work = [
  ...Array.from({ length: 8 }, () =>
    forever(2, (at) => call('PutRecord', { StreamName: 's', PartitionKey: `${at}`, Data: small })),
  ),
  ...Array.from({ length: 4 }, (_, shard) => forever(20, () => read('s', shard))),
  ...Array.from({ length: 2 }, (_, worker) => forever(5, (at) => comeAndGo(`t-${worker}-${at}`))),
  forever(10, () => call('ListStreams', {})),
  forever(10, () => call('DescribeStream', { StreamName: 's' })),
  forever(20, () => call('PutRecord', { StreamName: 's', PartitionKey: 1 })),
  forever(20, cutOff),
];

/** How long the health answer takes, ms: it waits for nothing but the event loop. */
const lags = [];
const lag = forever(20, async () => {
  const began = performance.now();
  await (await fetch(`${child.url}/_paddock/health`)).text();
  lags.push(performance.now() - began);
});

console.log('   s   RSS MiB   fds   answers/s   lag p50   p99   max ms');
let before = 0;
for (let at = 5; at <= seconds; at += 5) {
  await delay(5000);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const sorted = lags.splice(0).toSorted((a, b) => a - b);
  const quantile = (q) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0).toFixed(1);
  const cells = [
    at,
    child.memory().toFixed(0),
    child.descriptors(),
    Math.round((total - before) / 5),
    quantile(0.5),
    quantile(0.99),
    quantile(1),
  ];
  console.log(cells.map((cell, column) => String(cell).padStart([4, 10, 6, 12, 10, 6, 6][column])).join(''));
  before = total;
}
isOver = true;
await Promise.all([...work, lag]);
for (const [name, count] of counts) console.log(`${String(count).padStart(8)}  ${name}`);
console.log(`log of the server: ${child.log === '' ? 'empty' : child.log.slice(0, 2000)}`);
console.log(`ended with ${await child.stop()}`);
await directory?.remove();
