import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { after, before, describe, it } from 'node:test';
import { signRequest } from '@paddock/wire';
import { jsonType } from '../harness/raw.js';
import { eventually, within } from '../harness/wait.js';
import { start, type Child } from './child.js';
import { assertUnhurt } from './verdict.js';

const shards = 30;
const consumers = 10;
let child: Child;
const arns: string[] = [];
before(async () => {
  child = await start(['--transitions', 'instant']);
  await child.raw.call('CreateStream', { StreamName: 's', ShardCount: shards });
  const StreamARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
  for (let at = 0; at < consumers; at++) {
    const answer = await child.raw.call('RegisterStreamConsumer', { StreamARN, ConsumerName: `c-${at}` });
    assert.equal(answer.status, 200, answer.text);
    const described = answer.json?.['Consumer'] as Record<string, unknown> | undefined;
    arns.push(String(described?.['ConsumerARN']));
  }
});
after(() => child.stop());

/** Subscribes on a session of HTTP/2, and counts what comes. */
function subscribe(session: http2.ClientHttp2Session, ConsumerARN: string, shard: number) {
  const body = JSON.stringify({ ConsumerARN, ShardId: `shardId-${shard}`, StartingPosition: { Type: 'TRIM_HORIZON' } });
  const target = { 'content-type': jsonType, 'x-amz-target': 'Kinesis_20131202.SubscribeToShard' };
  const signer = { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'kinesis', now: Date.now() };
  const headers = { host: `127.0.0.1:${child.port}`, ...target };
  const { host, ...signed } = signRequest({ method: 'POST', path: '/', query: '', headers, body }, signer) as Record<
    string,
    string
  >;
  const stream = session.request({ ':method': 'POST', ':path': '/', ':authority': host ?? '', ...signed });
  const seen = { status: 0, bytes: 0, text: '' };
  stream.on('error', () => undefined);
  stream.on('response', (answer) => (seen.status = Number(answer[':status'])));
  stream.on('data', (chunk: Buffer) => {
    seen.bytes += chunk.length;
    if (seen.text.length < 100_000) seen.text += chunk.toString('latin1');
  });
  stream.end(body);
  return { stream, seen };
}

describe('300 subscriptions', () => {
  it('begin, deliver, are all cut at once, and leave nothing behind', async () => {
    assert.equal(await within('a first round', round()), shards * consumers);
    const [memory, descriptors] = [child.memory(), child.descriptors()];
    for (let at = 0; at < 3; at++) await within('a further round', round(), 30_000);
    assert.ok(child.memory() < memory + 150, `${memory} → ${child.memory()} MiB`);
    await eventually('descriptors', () => child.descriptors() <= descriptors + 2);
    await assertUnhurt(child);
  });

  it('end with the server', async () => {
    const session = http2.connect(child.url);
    session.on('error', () => undefined);
    const open = arns.map((arn) => subscribe(session, arn, 0));
    await eventually('subscriptions', () => open.every(({ seen }) => seen.status === 200));
    const code = await within('the end', child.stop(), 10_000);
    assert.equal(code, 0);
    assert.equal(child.log, '');
    session.destroy();
  });
});

/** Every consumer subscribes to every shard; a record comes to each; the sessions are destroyed. Gives how many were taken. */
async function round(): Promise<number> {
  const sessions = arns.map(() => http2.connect(child.url));
  for (const session of sessions) session.on('error', () => undefined);
  const all = arns.flatMap((arn, consumer) =>
    Array.from({ length: shards }, (_, shard) => {
      const session = sessions[consumer];
      assert.ok(session);
      return subscribe(session, arn, shard);
    }),
  );
  // The former round's leases may not have been given up yet: some are refused, as on AWS.
  await eventually('answers', () => all.every(({ seen }) => seen.status !== 0));
  const taken = all.filter(({ seen }) => seen.status === 200);
  assert.ok(
    all.every(({ seen }) => seen.status === 200 || seen.status === 400),
    all.map(({ seen }) => seen.status).join(),
  );
  const before = taken.map(({ seen }) => seen.bytes);
  const marker = Buffer.from(`round ${Math.random()}`).toString('base64');
  const step = (1n << 128n) / BigInt(shards);
  for (let shard = 0; shard < shards; shard++) {
    const ExplicitHashKey = (step * BigInt(shard)).toString();
    const put = await child.raw.call('PutRecord', {
      StreamName: 's',
      PartitionKey: 'p',
      ExplicitHashKey,
      Data: marker,
    });
    assert.equal(put.status, 200, put.text);
  }
  await eventually('the record', () =>
    taken.every(({ seen }, at) => seen.bytes > (before[at] ?? 0) && seen.text.includes(marker)),
  );
  for (const session of sessions) session.destroy();
  return taken.length;
}
