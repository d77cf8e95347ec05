import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteLogGroup } from './operations/delete-log-group.js';
import { deleteLogStream } from './operations/delete-log-stream.js';
import { getLogEvents } from './operations/get-log-events.js';
import { LogsPort } from './port.js';
import { testAccount, testLogs, testRegion, testStart } from './testing.js';

const place = { account: testAccount, region: testRegion, group: '/aws/lambda/f', stream: '2023/11/14/[$LATEST]0' };
const of = { logGroupName: place.group, logStreamName: place.stream, startFromHead: true };

test('another service writes: group and stream are made, also when they were deleted meanwhile', async () => {
  const logs = await testLogs();
  const port = new LogsPort(logs.context);
  assert.equal(await port.hasGroup(place), false);
  assert.equal(await port.hasStream(place), false);
  await port.write(place, [
    { timestamp: testStart + 1, message: 'b' },
    { timestamp: testStart, message: 'a' },
    { timestamp: testStart, message: '' },
  ]);
  assert.equal(await port.hasGroup(place), true);
  assert.equal(await port.hasStream(place), true);
  assert.equal(await port.hasStream({ ...place, stream: 'other' }), false);
  const found = await logs.run(getLogEvents, of);
  assert.deepEqual(
    found.events?.map(({ message }) => message),
    ['a', 'b'],
  );
  await logs.run(deleteLogStream, { logGroupName: place.group, logStreamName: place.stream });
  await port.write(place, [{ timestamp: testStart, message: 'c' }]);
  await logs.run(deleteLogGroup, { logGroupName: place.group });
  await port.write(place, [{ timestamp: testStart, message: 'd' }]);
  assert.deepEqual((await logs.run(getLogEvents, of)).events?.length, 1);
  await port.createStream({ ...place, stream: 'other' });
  await port.createStream({ ...place, stream: 'other' });
  await logs.stop();
});

test('what is too long becomes several events, none of which ends within a character', async () => {
  const logs = await testLogs();
  const port = new LogsPort(logs.context);
  const message = '\u{1f984}'.repeat(400_000);
  await port.write(place, [{ timestamp: testStart, message }]);
  let text = '';
  let nextToken: string | undefined;
  for (;;) {
    const page = await logs.run(getLogEvents, { ...of, nextToken });
    if (page.nextForwardToken === nextToken) break;
    text += page.events?.map((event) => event.message).join('') ?? '';
    nextToken = page.nextForwardToken;
  }
  assert.equal(text === message, true);
  await logs.stop();
});
