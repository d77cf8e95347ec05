import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  testAccount,
  testKinesis,
  testRegion,
  testStart,
  type TestKinesis,
  type TestKinesisOptions,
} from '../testing.js';
import { deleteStream } from './delete-stream.js';
import { deregisterStreamConsumer } from './deregister-stream-consumer.js';
import { describeStreamConsumer } from './describe-stream-consumer.js';
import { listStreamConsumers } from './list-stream-consumers.js';
import { registerStreamConsumer } from './register-stream-consumer.js';

const StreamARN = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const mapArn = `${StreamARN}/consumer/map:${testStart / 1000}`;

describe('consumers', () => {
  let kinesis: TestKinesis;
  const start = async (options?: TestKinesisOptions): Promise<void> => {
    kinesis = await testKinesis(options);
    await kinesis.createStream('rides');
    await kinesis.clock.advance(1000);
    await kinesis.clock.freeze(testStart);
  };
  const register = (ConsumerName: string) => kinesis.run(registerStreamConsumer, { StreamARN, ConsumerName });
  afterEach(() => kinesis.stop());

  it('are CREATING, then ACTIVE, then DELETING, then gone', async () => {
    await start({ transition: 200 });
    const created = {
      ConsumerName: 'map',
      ConsumerARN: mapArn,
      ConsumerStatus: 'CREATING',
      ConsumerCreationTimestamp: testStart,
    };
    assert.deepEqual(await register('map'), { Consumer: created });
    const describe = () => kinesis.run(describeStreamConsumer, { ConsumerARN: mapArn });
    assert.deepEqual(await describe(), { ConsumerDescription: { ...created, StreamARN } });
    await assert.rejects(kinesis.run(deregisterStreamConsumer, { ConsumerARN: mapArn }), {
      code: 'ResourceInUseException',
      message: `Consumer map with creation timestamp ${testStart / 1000} under stream rides and account ${testAccount} is not in ACTIVE status.`,
    });
    await kinesis.clock.advance(200);
    assert.equal((await describe()).ConsumerDescription.ConsumerStatus, 'ACTIVE');
    await kinesis.run(deregisterStreamConsumer, { StreamARN, ConsumerName: 'map' });
    await kinesis.run(deregisterStreamConsumer, { ConsumerARN: mapArn });
    assert.equal((await describe()).ConsumerDescription.ConsumerStatus, 'DELETING');
    await kinesis.clock.advance(200);
    await assert.rejects(describe(), {
      code: 'ResourceNotFoundException',
      message: `Consumer ${mapArn}, account ${testAccount} not found.`,
    });
  });

  it('are named by ARN, by stream and name, or by all of them if they agree', async () => {
    await start();
    await register('map');
    const describe = (input: object) => kinesis.run(describeStreamConsumer, input);
    const invalid = { code: 'InvalidArgumentException' };
    assert.ok(await describe({ ConsumerARN: mapArn, StreamARN, ConsumerName: 'map' }));
    await assert.rejects(describe({}), invalid);
    await assert.rejects(describe({ StreamARN }), invalid);
    await assert.rejects(describe({ ConsumerName: 'map' }), invalid);
    await assert.rejects(describe({ ConsumerARN: mapArn, ConsumerName: 'other' }), invalid);
    await assert.rejects(describe({ ConsumerARN: mapArn, StreamARN: `${StreamARN}2` }), invalid);
    const notFound = { code: 'ResourceNotFoundException' };
    await assert.rejects(describe({ ConsumerARN: mapArn.replace(/\d$/, '9') }), notFound);
    await assert.rejects(describe({ StreamARN: `${StreamARN}2`, ConsumerName: 'map' }), notFound);
  });

  it('have names of their own, and are limited in number', async () => {
    await start({ limits: true, quotas: { consumersPerStream: 3, consumersCreating: 2 } });
    await register('a');
    await assert.rejects(register('a'), { code: 'ResourceInUseException' });
    await register('b');
    await register('c');
    await assert.rejects(register('d'), { code: 'LimitExceededException' });
  });

  it('are created so many at a time', async () => {
    await start({ limits: true, transition: 200, quotas: { consumersCreating: 2 } });
    await register('a');
    await register('b');
    await assert.rejects(register('c'), { code: 'LimitExceededException' });
    await kinesis.clock.advance(200);
    await register('c');
  });

  it('that are registered at once never exceed the quota', async () => {
    await start({ quotas: { consumersPerStream: 3 } });
    const other = kinesis.another();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, i) =>
        registerStreamConsumer.run(
          i % 2 ? other : kinesis.context,
          { StreamARN, ConsumerName: `c${i}` },
          kinesis.request,
        ),
      ),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
  });

  it('are listed page by page, by a token of that stream', async () => {
    await start();
    for (const name of ['c', 'a', 'b']) await register(name);
    const first = await kinesis.run(listStreamConsumers, { StreamARN, MaxResults: 2 });
    assert.deepEqual(
      first.Consumers?.map(({ ConsumerName }) => ConsumerName),
      ['a', 'b'],
    );
    assert.ok(first.NextToken);
    const { NextToken } = first;
    const second = await kinesis.run(listStreamConsumers, { StreamARN, NextToken });
    assert.deepEqual(
      second.Consumers?.map(({ ConsumerName }) => ConsumerName),
      ['c'],
    );
    assert.equal(second.NextToken, undefined);
    await kinesis.createStream('other');
    const invalid = { code: 'InvalidArgumentException' };
    const list = (input: object) => kinesis.run(listStreamConsumers, { StreamARN, ...input });
    await assert.rejects(list({ NextToken, StreamARN: StreamARN.replace('rides', 'other') }), invalid);
    await assert.rejects(list({ NextToken, StreamCreationTimestamp: testStart }), invalid);
    await assert.rejects(list({ NextToken: 'x' }), invalid);
    await assert.rejects(list({ StreamCreationTimestamp: testStart - 5000 }), { code: 'ResourceNotFoundException' });
    await kinesis.clock.advance(300_001);
    await assert.rejects(list({ NextToken }), { code: 'ExpiredNextTokenException' });
  });

  it('end with their stream', async () => {
    await start();
    await register('map');
    await assert.rejects(kinesis.run(deleteStream, { StreamName: 'rides' }), { code: 'ResourceInUseException' });
    await kinesis.run(deleteStream, { StreamName: 'rides', EnforceConsumerDeletion: true });
    await kinesis.createStream('rides');
    assert.deepEqual((await kinesis.run(listStreamConsumers, { StreamARN })).Consumers, []);
    await assert.rejects(kinesis.run(describeStreamConsumer, { ConsumerARN: mapArn }), {
      code: 'ResourceNotFoundException',
    });
  });
});
