import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testLogs, testStart } from '../testing.js';
import { describeLogStreams } from './describe-log-streams.js';
import { filterLogEvents } from './filter-log-events.js';
import { getLogEvents } from './get-log-events.js';
import { putLogEvents } from './put-log-events.js';
import { putRetentionPolicy } from './put-retention-policy.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const of = { logGroupName: 'g', logStreamName: 's' };
const invalid = (message: string): object => ({ code: 'InvalidParameterException', message });
const messages = (
  events: readonly { message?: string | undefined }[] | undefined,
): (string | undefined)[] | undefined => events?.map(({ message }) => message);

test('GetLogEvents: pages forwards and backwards; at the ends the same token comes back', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.put('g', 's', [1, 'a'], [2, 'b'], [2, 'c'], [3, 'd'], [4, 'e']);
  const tail = await logs.run(getLogEvents, { ...of, limit: 2 });
  assert.deepEqual(messages(tail.events), ['d', 'e']);
  assert.match(tail.nextForwardToken ?? '', /^f\/\d{56}\/s$/);
  const before = await logs.run(getLogEvents, { ...of, limit: 2, nextToken: tail.nextBackwardToken });
  assert.deepEqual(messages(before.events), ['b', 'c']);
  const first = await logs.run(getLogEvents, { ...of, limit: 2, nextToken: before.nextBackwardToken });
  assert.deepEqual(messages(first.events), ['a']);
  const none = await logs.run(getLogEvents, { ...of, limit: 2, nextToken: first.nextBackwardToken });
  assert.deepEqual(none.events, []);
  assert.equal(none.nextBackwardToken, first.nextBackwardToken);
  // From there forwards again, nothing left out.
  const again = await logs.run(getLogEvents, {
    ...of,
    limit: 3,
    nextToken: none.nextForwardToken,
    startFromHead: true,
  });
  assert.deepEqual(messages(again.events), ['a', 'b', 'c']);
  const end = await logs.run(getLogEvents, { ...of, nextToken: tail.nextForwardToken, startFromHead: true });
  assert.deepEqual(end.events, []);
  assert.equal(end.nextForwardToken, tail.nextForwardToken);
  const back = await logs.run(getLogEvents, { ...of, limit: 1, nextToken: end.nextBackwardToken });
  assert.deepEqual(messages(back.events), ['e']);
  await logs.put('g', 's', [5, 'f']);
  const more = await logs.run(getLogEvents, { ...of, nextToken: end.nextForwardToken, startFromHead: true });
  assert.deepEqual(messages(more.events), ['f']);
  await logs.stop();
});

test('GetLogEvents: an empty stream has tokens too, by which what comes later is found', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const empty = await logs.run(getLogEvents, of);
  assert.deepEqual(empty.events, []);
  await logs.put('g', 's', [0, 'a']);
  const found = await logs.run(getLogEvents, { ...of, nextToken: empty.nextForwardToken, startFromHead: true });
  assert.deepEqual(messages(found.events), ['a']);
  await logs.stop();
});

test('GetLogEvents: times are from one on and before another; a page has 1 MiB', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.put('g', 's', [1, 'a'], [2, 'b'], [3, 'c']);
  const some = await logs.run(getLogEvents, { ...of, startTime: testStart + 1, endTime: testStart + 3 });
  assert.deepEqual(messages(some.events), ['a', 'b']);
  const large = 'x'.repeat(600_000);
  await logs.put('g', 's', [4, large]);
  await logs.put('g', 's', [5, large]);
  const page = await logs.run(getLogEvents, { ...of, startTime: testStart + 4, startFromHead: true });
  assert.equal(page.events?.length, 1);
  await assert.rejects(
    logs.run(getLogEvents, { ...of, nextToken: 'f/1' }),
    invalid('The specified nextToken is invalid.'),
  );
  await logs.stop();
});

test('PutLogEvents: AWS’s limits', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const put = (...logEvents: { timestamp: number; message: string }[]): Promise<unknown> =>
    logs.run(putLogEvents, { ...of, logEvents });
  const at = (time: number, message = 'm'): { timestamp: number; message: string } => ({
    timestamp: testStart + time,
    message,
  });
  await assert.rejects(
    put(at(2), at(1)),
    invalid('Log events in a single PutLogEvents request must be in chronological order.'),
  );
  await assert.rejects(
    put(at(-DAY - 1), at(0)),
    invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.'),
  );
  // Those that are left out do not count.
  await put(at(-15 * DAY), at(0), at(3 * 3_600_000));
  await assert.rejects(
    put(at(0, 'x'.repeat(600_000)), at(0, 'x'.repeat(448_537))),
    invalid('Upload too large: 1048589 bytes exceeds limit of 1048576'),
  );
  await assert.rejects(
    put(at(0, 'é'.repeat(524_276))),
    invalid('Log event too large: 1048578 bytes exceeds limit of 1048576'),
  );
  await assert.rejects(
    put(),
    /Value '\[\]' at 'logEvents' failed to satisfy constraint: Member must have length greater/,
  );
  await assert.rejects(logs.run(putLogEvents, { ...of, logGroupName: 'x', logEvents: [at(0)] }), {
    message: 'The specified log group does not exist.',
  });
  await assert.rejects(logs.run(putLogEvents, { ...of, logStreamName: 'x', logEvents: [at(0)] }), {
    message: 'The specified log stream does not exist.',
  });
  await assert.rejects(
    logs.run(putLogEvents, { ...of, logStreamName: 'x'.repeat(513), logEvents: [at(0)] }),
    invalid('Invalid LogGroup or LogStream, both must have length less than or equal to 512.'),
  );
  await logs.stop();
});

test('PutLogEvents: what is too old, expired or too new is left out and told of', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const put = (...times: number[]): Promise<{ rejectedLogEventsInfo?: object | undefined }> =>
    logs.run(putLogEvents, {
      ...of,
      logEvents: times.map((time) => ({ timestamp: testStart + time, message: `${time}` })),
    });
  assert.equal((await put(0, 2 * HOUR)).rejectedLogEventsInfo, undefined);
  assert.deepEqual((await put(0, 2 * HOUR + 1)).rejectedLogEventsInfo, { tooNewLogEventStartIndex: 1 });
  assert.deepEqual((await put(-14 * DAY - 1, -14 * DAY)).rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1 });
  assert.deepEqual((await put(-15 * DAY)).rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1 });
  await logs.run(putRetentionPolicy, { logGroupName: 'g', retentionInDays: 1 });
  assert.deepEqual((await put(-DAY - 1, -DAY)).rejectedLogEventsInfo, { expiredLogEventEndIndex: 1 });
  const found = await logs.run(getLogEvents, { ...of, startFromHead: true });
  assert.deepEqual(messages(found.events), [`${-DAY}`, '0', '0', `${2 * HOUR}`]);
  await logs.stop();
});

test('a stream tells when its events were, and none of it before the first', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const [fresh] = (await logs.run(describeLogStreams, { logGroupName: 'g' })).logStreams ?? [];
  assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(fresh)) as object).sort(), [
    'arn',
    'creationTime',
    'logStreamName',
    'storedBytes',
  ]);
  await logs.put('g', 's', [5, 'b']);
  await logs.put('g', 's', [1, 'a']);
  const [stream] = (await logs.run(describeLogStreams, { logGroupName: 'g' })).logStreams ?? [];
  assert.equal(stream?.firstEventTimestamp, testStart + 1);
  assert.equal(stream?.lastEventTimestamp, testStart + 5);
  assert.equal(stream?.lastIngestionTime, testStart);
  assert.match(stream?.uploadSequenceToken ?? '', /^\d{56}$/);
  await logs.stop();
});

test('FilterLogEvents: all streams by time, those that are asked for, by a pattern, page by page', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 'a/1');
  const group = (await logs.context.groups.find({ account: '123456789012', region: 'us-east-1', name: 'g' })).group;
  await logs.context.streams.create(group, 'b/1', '00000000000000aa', testStart);
  await logs.put('g', 'a/1', [1, 'ERROR 1'], [5, 'fine 5']);
  await logs.put('g', 'b/1', [2, 'ERROR 2'], [4, 'ERROR 4']);
  await logs.put('g', 'a/1', [3, 'ERROR 3']);
  const filter = (
    input: object,
  ): Promise<{ events?: readonly { message?: string | undefined }[] | undefined; nextToken?: string | undefined }> =>
    logs.run(filterLogEvents, { logGroupName: 'g', ...input });
  assert.deepEqual(messages((await filter({})).events), ['ERROR 1', 'ERROR 2', 'ERROR 3', 'ERROR 4', 'fine 5']);
  assert.deepEqual(messages((await filter({ logStreamNames: ['a/1'] })).events), ['ERROR 1', 'ERROR 3', 'fine 5']);
  assert.deepEqual(messages((await filter({ logStreamNamePrefix: 'b/' })).events), ['ERROR 2', 'ERROR 4']);
  // The end belongs to it.
  const some = await filter({ filterPattern: 'ERROR', startTime: testStart + 2, endTime: testStart + 4 });
  assert.deepEqual(messages(some.events), ['ERROR 2', 'ERROR 3', 'ERROR 4']);
  const first = await filter({ filterPattern: 'ERROR', limit: 3 });
  assert.deepEqual(messages(first.events), ['ERROR 1', 'ERROR 2', 'ERROR 3']);
  const second = await filter({ filterPattern: 'ERROR', limit: 3, nextToken: first.nextToken });
  assert.deepEqual(messages(second.events), ['ERROR 4']);
  assert.equal(second.nextToken, undefined);
  await assert.rejects(filter({ nextToken: 'x' }), invalid('The specified nextToken is invalid.'));
  await assert.rejects(filter({ logStreamNames: ['a/1', 'none'] }), {
    message: 'The specified log stream does not exist.',
  });
  await assert.rejects(filter({ logStreamNames: ['a/1'], logStreamNamePrefix: 'a' }), {
    code: 'InvalidParameterException',
  });
  await assert.rejects(filter({ filterPattern: '{ $.a' }), invalid('Invalid filter pattern'));
  await logs.stop();
});
