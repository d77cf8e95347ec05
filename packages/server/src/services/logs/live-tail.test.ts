import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogStream } from './operations/create-log-stream.js';
import { startLiveTail } from './operations/start-live-tail.js';
import { testAccount, testLogs, testRegion, type TestLogs } from './testing.js';
import type { LiveTail, TailedEvent } from './live-tail.js';

const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:g';

async function begin(logs: TestLogs, input: object = {}): Promise<LiveTail> {
  const answer = await logs.run(startLiveTail, { logGroupIdentifiers: [arn], ...input });
  return answer.responseStream as unknown as LiveTail;
}

async function update(logs: TestLogs, tail: LiveTail): Promise<readonly TailedEvent[]> {
  const next = tail.next();
  await logs.clock.advance(1_000);
  const { value } = await next;
  assert.ok(value && 'sessionUpdate' in value);
  return value.sessionUpdate.sessionResults;
}

test('a live tail tells every second what has come in, by its filter', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.put('g', 's', [0, 'ERROR before']);
  const tail = await begin(logs, { logEventFilterPattern: 'ERROR' });
  const { value: first } = await tail.next();
  assert.ok(first && 'sessionStart' in first);
  assert.deepEqual(first.sessionStart.logGroupIdentifiers, [arn]);
  assert.deepEqual(await update(logs, tail), []);
  await logs.put('g', 's', [0, 'ERROR 1'], [0, 'fine']);
  const [event, ...more] = await update(logs, tail);
  assert.deepEqual(more, []);
  assert.equal(event?.message, 'ERROR 1');
  assert.equal(event.logGroupIdentifier, '123456789012:g');
  assert.equal(event.logStreamName, 's');
  assert.deepEqual(await update(logs, tail), []);
  await tail.return();
  assert.deepEqual(await tail.next(), { done: true, value: undefined });
  const view = await logs.context.groups.find({ account: testAccount, region: testRegion, name: 'g' });
  assert.deepEqual(view.group.tails, []);
  assert.deepEqual(await logs.registry.list('due/'), []);
  await logs.stop();
});

test('it sees the streams that are asked for, and what other processes write', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 'a/1');
  await logs.run(createLogStream, { logGroupName: 'g', logStreamName: 'b/1' });
  const tail = await begin(logs, { logStreamNamePrefixes: ['b/'] });
  await tail.next();
  const { context } = await logs.another();
  const view = await context.groups.find({ account: testAccount, region: testRegion, name: 'g' });
  await context.ingestion.write(view, 'b/1', [{ timestamp: logs.clock.now(), message: 'there' }]);
  await logs.put('g', 'a/1', [0, 'here']);
  assert.deepEqual(
    (await update(logs, tail)).map(({ message }) => message),
    ['there'],
  );
  await logs.stop();
});

test('it does not fall behind, however much comes in', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const tail = await begin(logs);
  await tail.next();
  for (let i = 0; i < 300; i++) await logs.put('g', 's', [0, `${i}`]);
  assert.equal((await update(logs, tail)).length, 300);
  for (let i = 0; i < 700; i++) await logs.put('g', 's', [0, `${i}`]);
  assert.equal((await update(logs, tail)).length, 500);
  await logs.put('g', 's', [0, 'new']);
  assert.deepEqual(
    (await update(logs, tail)).map(({ message }) => message),
    ['new'],
  );
  await logs.stop();
});

test('a tail whose process was killed is taken from its group when its time is over', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await begin(logs);
  assert.equal((await logs.registry.list('due/')).length, 1);
  await logs.clock.advance(3 * 3_600_000);
  const { group } = await logs.context.groups.find({ account: testAccount, region: testRegion, name: 'g' });
  assert.deepEqual(group.tails, []);
  assert.deepEqual(await logs.registry.list('due/'), []);
  await logs.stop();
});

test('of many events a part is told', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const tail = await begin(logs);
  await tail.next();
  await logs.put('g', 's', ...Array.from({ length: 501 }, (_, at) => [at, 'm'] as const));
  const next = tail.next();
  await logs.clock.advance(1_000);
  const { value } = await next;
  assert.ok(value && 'sessionUpdate' in value);
  assert.equal(value.sessionUpdate.sessionMetadata.sampled, true);
  assert.equal(value.sessionUpdate.sessionResults.length, 500);
  await logs.stop();
});

test('it takes ARNs only, streams with one group only, and lasts three hours', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await assert.rejects(begin(logs, { logGroupIdentifiers: ['g'] }), { code: 'InvalidParameterException' });
  await assert.rejects(begin(logs, { logGroupIdentifiers: [arn, arn], logStreamNames: ['s'] }), {
    code: 'InvalidParameterException',
  });
  await assert.rejects(begin(logs, { logGroupIdentifiers: [`${arn}x`] }), { code: 'ResourceNotFoundException' });
  const tail = await begin(logs);
  await tail.next();
  await logs.clock.advance(3 * 3_600_000);
  await assert.rejects(tail.next(), { code: 'SessionTimeoutException' });
  await logs.stop();
});
