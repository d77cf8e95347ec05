import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogStream } from '../operations/create-log-stream.js';
import { deleteSubscriptionFilter } from '../operations/delete-subscription-filter.js';
import { describeSubscriptionFilters } from '../operations/describe-subscription-filters.js';
import { putSubscriptionFilter } from '../operations/put-subscription-filter.js';
import {
  testAccount,
  testFunction,
  testLogs,
  testRegion,
  testRole,
  testStart,
  testStream,
  type TestLogs,
} from '../testing.js';

const toLambda = { logGroupName: 'g', filterName: 'f', filterPattern: 'ERROR', destinationArn: testFunction };
const toKinesis = { ...toLambda, filterName: 'k', destinationArn: testStream, roleArn: testRole };

const texts = ({ delivered }: TestLogs): string[] =>
  delivered.flatMap(({ messageType, logStream, logEvents }) =>
    messageType === 'DATA_MESSAGE' ? logEvents.map(({ message }) => `${logStream}: ${message}`) : [],
  );

async function opened(): Promise<TestLogs> {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.run(createLogStream, { logGroupName: 'g', logStreamName: 't' });
  return logs;
}

/** Until what was written has been looked at. */
async function settle(logs: TestLogs): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await logs.assembled.subscriptions.idle();
  }
}

test('what a filter lets through arrives in its function, each stream’s events in order', async () => {
  const logs = await opened();
  await logs.put('g', 's', [0, 'ERROR before']);
  await logs.run(putSubscriptionFilter, toLambda);
  await logs.put('g', 's', [1, 'ERROR 1'], [2, 'fine'], [3, 'ERROR 3']);
  await logs.put('g', 't', [0, 'ERROR 0']);
  await settle(logs);
  assert.deepEqual(texts(logs), ['s: ERROR 1', 's: ERROR 3', 't: ERROR 0']);
  const [first] = logs.delivered;
  const { id, ...event } = first?.logEvents[0] ?? { id: '' };
  assert.match(id, /^\d{56}$/);
  assert.deepEqual(event, { timestamp: testStart + 1, message: 'ERROR 1' });
  assert.deepEqual(
    { ...first, logEvents: [] },
    {
      to: 'lambda',
      messageType: 'DATA_MESSAGE',
      owner: '123456789012',
      logGroup: 'g',
      logStream: 's',
      subscriptionFilters: ['f'],
      logEvents: [],
    },
  );
  await logs.stop();
});

test('a stream gets a test message first; columns come with their fields', async () => {
  const logs = await opened();
  await logs.run(putSubscriptionFilter, { ...toKinesis, filterPattern: '[level=ERROR, code]' });
  assert.equal(logs.delivered[0]?.messageType, 'CONTROL_MESSAGE');
  await logs.put('g', 's', [0, 'ERROR 7'], [1, 'WARN 8']);
  await settle(logs);
  assert.deepEqual(
    logs.delivered[1]?.logEvents.map(({ extractedFields }) => extractedFields),
    [{ level: 'ERROR', code: '7' }],
  );
  await logs.stop();
});

test('while the destination refuses nothing is lost and nothing overtakes; after a day it is given up', async () => {
  const logs = await opened();
  await logs.run(putSubscriptionFilter, toLambda);
  logs.lambda = 'throttled';
  await logs.put('g', 's', [0, 'ERROR 0']);
  await settle(logs);
  await logs.put('g', 's', [1, 'ERROR 1']);
  await settle(logs);
  assert.deepEqual(texts(logs), []);
  logs.lambda = 'accepted';
  await logs.clock.advance(60_000);
  await settle(logs);
  assert.deepEqual(texts(logs), ['s: ERROR 0', 's: ERROR 1']);
  logs.lambda = 'denied';
  await logs.put('g', 's', [2, 'ERROR late']);
  await settle(logs);
  for (let hour = 0; hour < 25; hour++) {
    await logs.clock.advance(3_600_000);
    await settle(logs);
  }
  logs.lambda = 'accepted';
  await logs.put('g', 's', [25 * 3_600_000, 'ERROR next']);
  await logs.clock.advance(120_000);
  await settle(logs);
  assert.deepEqual(texts(logs).slice(2), ['s: ERROR next']);
  await logs.stop();
});

test('after a restart it goes on with what had not arrived', async () => {
  const logs = await opened();
  await logs.run(putSubscriptionFilter, toLambda);
  logs.lambda = 'no-such-function';
  await logs.put('g', 's', [0, 'ERROR 0']);
  await settle(logs);
  await logs.assembled.subscriptions.stop();
  logs.lambda = 'accepted';
  const next = await logs.another();
  await next.subscriptions.start();
  await next.subscriptions.idle();
  assert.deepEqual(texts(logs), ['s: ERROR 0']);
  await logs.stop();
});

test('a writer that has not heard of a filter, in another process, feeds it all the same', async () => {
  const logs = await opened();
  const stale = await logs.context.groups.find({ account: testAccount, region: testRegion, name: 'g' });
  await logs.run(putSubscriptionFilter, toLambda);
  await logs.context.ingestion.write(stale, 's', [{ timestamp: testStart, message: 'ERROR 0' }]);
  await settle(logs);
  assert.deepEqual(texts(logs), ['s: ERROR 0']);
  await logs.stop();
});

test('messages that are too large are halved', async () => {
  const logs = await opened();
  await logs.run(putSubscriptionFilter, toLambda);
  logs.lambda = 'too-large';
  await logs.put('g', 's', [0, 'ERROR 0'], [1, 'ERROR 1']);
  await settle(logs);
  logs.lambda = 'accepted';
  await logs.put('g', 's', [2, 'ERROR 2']);
  await settle(logs);
  assert.deepEqual(texts(logs), ['s: ERROR 2']);
  await logs.stop();
});

test('PutSubscriptionFilter: AWS’s order of refusals', async () => {
  const logs = await opened();
  const put = (change: object): Promise<void> => logs.run(putSubscriptionFilter, { ...toLambda, ...change });
  const foreign = testFunction.replace('123456789012', '999999999999');
  await assert.rejects(put({ logGroupName: 'none', destinationArn: foreign }), {
    code: 'AccessDeniedException',
    message:
      'Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.',
  });
  await assert.rejects(put({ destinationArn: testStream }), {
    message: 'destinationArn for vendor kinesis cannot be used without roleArn',
  });
  await assert.rejects(put({ logGroupName: 'none' }), { message: 'The specified log group does not exist.' });
  logs.lambda = 'no-such-function';
  await assert.rejects(put({ logGroupName: 'none' }), { code: 'AccessDeniedException' });
  logs.lambda = 'denied';
  await assert.rejects(put({}), {
    message:
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
  });
  logs.lambda = 'accepted';
  logs.kinesis = 0;
  await assert.rejects(put(toKinesis), {
    message:
      'Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state.',
  });
  await put({});
  await put({ filterName: 'second' });
  await put({ filterPattern: 'changed' });
  await assert.rejects(put({ filterName: 'third' }), {
    code: 'LimitExceededException',
    message: 'Resource limit exceeded.',
  });
  const { subscriptionFilters } = await logs.run(describeSubscriptionFilters, { logGroupName: 'g' });
  assert.deepEqual(JSON.parse(JSON.stringify(subscriptionFilters?.[0])), {
    filterName: 'f',
    logGroupName: 'g',
    filterPattern: 'changed',
    destinationArn: testFunction,
    distribution: 'ByLogStream',
    applyOnTransformedLogs: false,
    creationTime: testStart,
  });
  await logs.run(deleteSubscriptionFilter, { logGroupName: 'g', filterName: 'f' });
  await assert.rejects(logs.run(deleteSubscriptionFilter, { logGroupName: 'g', filterName: 'f' }), {
    message: 'The specified subscription filter does not exist.',
  });
  await logs.stop();
});
