import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { account, arnOf, newStream, startPaddock } from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
after(() => paddock.close());

describe('consumers of a stream', () => {
  it('are registered, described by name and by ARN, listed and deregistered', async () => {
    const StreamARN = arnOf(await newStream(sdk));
    const before = Date.now();
    const { Consumer } = await sdk.registerStreamConsumer({ StreamARN, ConsumerName: 'map' });
    const created = Consumer?.ConsumerCreationTimestamp?.getTime() ?? 0;
    assert.ok(created >= before - 1000 && created <= Date.now());
    const ConsumerARN = `${StreamARN}/consumer/map:${Math.floor(created / 1000)}`;
    assert.equal(Consumer?.ConsumerARN, ConsumerARN);
    assert.equal(Consumer.ConsumerName, 'map');
    const byArn = await sdk.describeStreamConsumer({ ConsumerARN });
    const byName = await sdk.describeStreamConsumer({ StreamARN, ConsumerName: 'map' });
    assert.deepEqual(byArn.ConsumerDescription, { ...Consumer, ConsumerStatus: 'ACTIVE', StreamARN });
    assert.deepEqual(byName.ConsumerDescription, byArn.ConsumerDescription);
    const { Consumers } = await sdk.listStreamConsumers({ StreamARN });
    assert.deepEqual(Consumers, [{ ...Consumer, ConsumerStatus: 'ACTIVE' }]);
    const { StreamDescriptionSummary } = await sdk.describeStreamSummary({ StreamARN });
    assert.equal(StreamDescriptionSummary?.ConsumerCount, 1);
    await assert.rejects(sdk.registerStreamConsumer({ StreamARN, ConsumerName: 'map' }), {
      name: 'ResourceInUseException',
    });
    await sdk.deregisterStreamConsumer({ StreamARN, ConsumerName: 'map' });
    await assert.rejects(sdk.describeStreamConsumer({ ConsumerARN }), {
      name: 'ResourceNotFoundException',
      message: `Consumer ${ConsumerARN}, account ${account} not found.`,
    });
    await assert.rejects(sdk.deregisterStreamConsumer({ StreamARN, ConsumerName: 'map' }), {
      name: 'ResourceNotFoundException',
      message: `Consumer map, account ${account} not found.`,
    });
    assert.deepEqual((await sdk.listStreamConsumers({ StreamARN })).Consumers, []);
  });

  it('are twenty at most, and listed in pages', async () => {
    const StreamARN = arnOf(await newStream(sdk));
    const names = Array.from({ length: 20 }, (_, index) => `c${String(index).padStart(2, '0')}`);
    for (const ConsumerName of names) await sdk.registerStreamConsumer({ StreamARN, ConsumerName });
    await assert.rejects(sdk.registerStreamConsumer({ StreamARN, ConsumerName: 'more' }), {
      name: 'LimitExceededException',
    });
    const listed: (string | undefined)[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(StreamARN, NextToken);
      listed.push(...(page.Consumers ?? []).map(({ ConsumerName }) => ConsumerName));
      NextToken = page.NextToken;
      pages++;
    } while (NextToken !== undefined);
    assert.deepEqual(listed, names);
    assert.equal(pages, 3);
  });

  const list = (StreamARN: string, NextToken: string | undefined) =>
    sdk.listStreamConsumers({ StreamARN, MaxResults: 8, NextToken }).then((page) => page);

  it('keep their stream from being deleted, unless that is enforced', async () => {
    const StreamName = await newStream(sdk);
    await sdk.registerStreamConsumer({ StreamARN: arnOf(StreamName), ConsumerName: 'map' });
    await assert.rejects(sdk.deleteStream({ StreamName }), {
      name: 'ResourceInUseException',
      message:
        `DeleteStream can\u2019t delete ${account}:${StreamName} because there are consumers associated with this data stream. To delete ` +
        `${StreamName} anyway, set the EnforceConsumerDeletion parameter to true to force the deletion of all the consumers that are associated with it.`,
    });
    await sdk.deleteStream({ StreamName, EnforceConsumerDeletion: true });
    await assert.rejects(sdk.listStreamConsumers({ StreamARN: arnOf(StreamName) }), {
      name: 'ResourceNotFoundException',
    });
  });

  it('pass through CREATING and DELETING', async () => {
    const brief = await startPaddock({ transitions: 'brief' });
    try {
      await brief.control.freeze();
      const StreamARN = arnOf(await newStream(brief.sdk));
      await brief.control.advance(60_000);
      const { Consumer } = await brief.sdk.registerStreamConsumer({ StreamARN, ConsumerName: 'map' });
      assert.equal(Consumer?.ConsumerStatus, 'CREATING');
      await assert.rejects(
        brief.sdk.subscribeToShard({
          ConsumerARN: Consumer.ConsumerARN,
          ShardId: '0',
          StartingPosition: { Type: 'LATEST' },
        }),
        {
          name: 'ResourceInUseException',
          message:
            /^Consumer map with creation timestamp \d+ under stream: .* , account 000000000000 is not in ACTIVE status\.$/,
        },
      );
      await brief.control.advance(60_000);
      const statusOf = async () => (await brief.sdk.listStreamConsumers({ StreamARN })).Consumers?.[0]?.ConsumerStatus;
      assert.equal(await statusOf(), 'ACTIVE');
      await brief.sdk.deregisterStreamConsumer({ ConsumerARN: Consumer.ConsumerARN });
      assert.equal(await statusOf(), 'DELETING');
      await brief.control.advance(60_000);
      assert.equal(await statusOf(), undefined);
    } finally {
      await brief.close();
    }
  });
});
