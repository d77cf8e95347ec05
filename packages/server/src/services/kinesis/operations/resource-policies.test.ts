import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testKinesis, testRegion, type TestKinesis } from '../testing.js';
import { deleteResourcePolicy } from './delete-resource-policy.js';
import { deleteStream } from './delete-stream.js';
import { getResourcePolicy } from './get-resource-policy.js';
import { putResourcePolicy } from './put-resource-policy.js';
import { registerStreamConsumer } from './register-stream-consumer.js';

const streamArn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const policyFor = (Resource: string, Action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }] });

describe('resource policies', () => {
  let kinesis: TestKinesis;
  beforeEach(async () => {
    kinesis = await testKinesis({ transition: 200 });
    await kinesis.createStream('rides');
    await kinesis.clock.advance(200);
  });
  afterEach(() => kinesis.stop());
  const put = (ResourceARN: string, Policy: string) => kinesis.run(putResourcePolicy, { ResourceARN, Policy });
  const get = async (ResourceARN: string) => (await kinesis.run(getResourcePolicy, { ResourceARN })).Policy;
  const remove = (ResourceARN: string) => kinesis.run(deleteResourcePolicy, { ResourceARN });

  it('are put, replaced, answered as they were given, and deleted', async () => {
    assert.equal(await get(streamArn), '{}');
    await put(streamArn, policyFor(streamArn, 'kinesis:PutRecord'));
    const policy = ` ${policyFor(streamArn, 'kinesis:GetRecords')}`;
    await put(streamArn, policy);
    assert.equal(await get(streamArn), policy);
    await remove(streamArn);
    assert.equal(await get(streamArn), '{}');
    await assert.rejects(remove(streamArn), {
      code: 'ResourceNotFoundException',
      message: `No resource policy found for resource ARN ${streamArn}`,
    });
  });

  it('of consumers wait until they are ACTIVE', async () => {
    const { Consumer } = await kinesis.run(registerStreamConsumer, { StreamARN: streamArn, ConsumerName: 'map' });
    const arn = Consumer.ConsumerARN;
    const policy = policyFor(arn, 'kinesis:SubscribeToShard');
    await assert.rejects(put(arn, policy), { code: 'ResourceInUseException', message: /is not in ACTIVE status\.$/ });
    await kinesis.clock.advance(200);
    await put(arn, policy);
    assert.equal(await get(arn), policy);
    assert.equal(await get(streamArn), '{}');
  });

  it('are of the resource that they are put on, which must be there', async () => {
    const invalid = { code: 'InvalidArgumentException' };
    await assert.rejects(put(streamArn, policyFor(`${streamArn}2`, 'kinesis:GetRecords')), invalid);
    await assert.rejects(put(streamArn, 'no policy'), invalid);
    const none = `${streamArn}2`;
    for (const call of [put(none, 'no policy'), get(none), remove(none)]) {
      await assert.rejects(call, { code: 'ResourceNotFoundException' });
    }
  });

  it('do not outlive their stream', async () => {
    await put(streamArn, policyFor(streamArn, 'kinesis:GetRecords'));
    await kinesis.run(deleteStream, { StreamName: 'rides' });
    await kinesis.clock.advance(200);
    await kinesis.createStream('rides');
    assert.equal(await get(streamArn), '{}');
  });
});
