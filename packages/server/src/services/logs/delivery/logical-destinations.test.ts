import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteDestination } from '../operations/delete-destination.js';
import { describeDestinations } from '../operations/describe-destinations.js';
import { putDestination } from '../operations/put-destination.js';
import { putDestinationPolicy } from '../operations/put-destination-policy.js';
import { putSubscriptionFilter } from '../operations/put-subscription-filter.js';
import { resourceDirectory } from '../resource-directory.js';
import { testLogs, testRole, testStart, testStream } from '../testing.js';

const arn = 'arn:aws:logs:us-east-1:123456789012:destination:d';
const accessPolicy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"logs:PutSubscriptionFilter","Resource":"*"}]}';

test('a destination stands for a stream: filters send to it, and its policy says which accounts may', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const { destination } = await logs.run(putDestination, {
    destinationName: 'd',
    targetArn: testStream,
    roleArn: testRole,
  });
  assert.equal(destination?.arn, arn);
  await logs.run(putDestinationPolicy, { destinationName: 'd', accessPolicy });
  const { destinations } = await logs.run(describeDestinations, {});
  assert.deepEqual(JSON.parse(JSON.stringify(destinations)), [
    {
      destinationName: 'd',
      targetArn: testStream,
      roleArn: testRole,
      accessPolicy,
      arn,
      creationTime: testStart,
    },
  ]);
  assert.equal(resourceDirectory(logs.context.store, logs.context.logicalDestinations).policy?.(arn), accessPolicy);
  const filter = { logGroupName: 'g', filterName: 'f', filterPattern: '', destinationArn: arn };
  await logs.run(putSubscriptionFilter, filter);
  await logs.put('g', 's', [0, 'm']);
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await logs.assembled.subscriptions.idle();
  }
  assert.deepEqual(
    logs.delivered.map(({ to, messageType }) => `${to} ${messageType}`),
    ['kinesis CONTROL_MESSAGE', 'kinesis DATA_MESSAGE'],
  );
  await logs.run(deleteDestination, { destinationName: 'd' });
  await assert.rejects(logs.run(deleteDestination, { destinationName: 'd' }), { code: 'ResourceNotFoundException' });
  await assert.rejects(logs.run(putSubscriptionFilter, filter), {
    message: 'Could not deliver test message to specified destination. Check if the destination is valid.',
  });
  await logs.stop();
});
