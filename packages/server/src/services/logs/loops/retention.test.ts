import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksCollection, indexCollection } from '../events/collections.js';
import { deleteRetentionPolicy } from '../operations/delete-retention-policy.js';
import { describeLogGroups } from '../operations/describe-log-groups.js';
import { getLogEvents } from '../operations/get-log-events.js';
import { putRetentionPolicy } from '../operations/put-retention-policy.js';
import { testAccount, testLogs, testRegion, type TestLogs } from '../testing.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function countOf({ tables }: TestLogs, collection: string): Promise<number> {
  let count = 0;
  await tables.scan(collection, {}, { visit: () => ((count += 1), true) });
  return count;
}

async function stored(logs: TestLogs): Promise<{ blocks: number; indexed: number }> {
  const { group } = await logs.context.groups.find({ account: testAccount, region: testRegion, name: 'g' });
  const stream = await logs.context.streams.get(group, 's');
  assert.ok(stream);
  return {
    blocks: await countOf(logs, blocksCollection(group)),
    indexed: await countOf(logs, indexCollection(stream.id)),
  };
}

const tasksOf = async ({ registry }: TestLogs): Promise<number> => (await registry.list('due/')).length;
const of = { logGroupName: 'g', logStreamName: 's', startFromHead: true };

test('expired events are hidden at once, and removed with their blocks; where nothing is left there is no task', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.run(putRetentionPolicy, { logGroupName: 'g', retentionInDays: 1 });
  assert.equal(await tasksOf(logs), 0);
  await logs.put('g', 's', [0, 'first'], [1, 'second']);
  await logs.put('g', 's', [HOUR, 'third']);
  assert.equal(await tasksOf(logs), 1);
  await logs.clock.advance(DAY + 1);
  const found = await logs.run(getLogEvents, of);
  assert.deepEqual(
    found.events?.map(({ message }) => message),
    ['second', 'third'],
  );
  assert.deepEqual(await stored(logs), { blocks: 2, indexed: 2 });
  await logs.clock.advance(HOUR + 1);
  assert.deepEqual(await stored(logs), { blocks: 1, indexed: 1 });
  assert.equal((await logs.run(describeLogGroups, {})).logGroups?.[0]?.storedBytes, 31);
  await logs.clock.advance(2 * HOUR);
  assert.deepEqual(await stored(logs), { blocks: 0, indexed: 0 });
  assert.equal(await tasksOf(logs), 0);
  // What comes later is looked after again.
  await logs.put('g', 's', [DAY + 3 * HOUR, 'late']);
  assert.equal(await tasksOf(logs), 1);
  await logs.stop();
});

test('a retention that is set, made shorter or taken away later counts for what is there', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.put('g', 's', [0, 'm']);
  assert.equal(await tasksOf(logs), 0);
  await logs.run(putRetentionPolicy, { logGroupName: 'g', retentionInDays: 30 });
  await logs.run(putRetentionPolicy, { logGroupName: 'g', retentionInDays: 3 });
  await logs.clock.advance(3 * DAY + HOUR + 1);
  assert.deepEqual(await stored(logs), { blocks: 0, indexed: 0 });
  await logs.put('g', 's', [3 * DAY + HOUR, 'm']);
  await logs.run(deleteRetentionPolicy, { logGroupName: 'g' });
  await logs.clock.advance(30 * DAY);
  assert.deepEqual(await stored(logs), { blocks: 1, indexed: 1 });
  assert.equal(await tasksOf(logs), 0);
  await logs.stop();
});
