import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { account, region } from '../harness.js';
import { kinds, MappingKit, headOf, numbered, sizes, textsOf } from './mapping-kit.js';

/** How records become batches, and batches events. */
const kit = await MappingKit.of(await startLambda());
after(() => kit.close());

for (const kind of kinds)
  describe(`batches of a ${kind}`, () => {
    it('have so many records at most', async () => {
      const [source, one, hundred] = await Promise.all([kit.source(kind), kit.recorder(), kit.recorder()]);
      const texts = numbered(120);
      await source.put(texts);
      // Two mappings on one stream, which know nothing of each other.
      await Promise.all([kit.map(source, one, { BatchSize: 1 }), kit.map(source, hundred)]);
      assert.deepEqual(sizes(await hundred.until(120)), [100, 20]);
      assert.deepEqual(hundred.texts(), texts);
      assert.deepEqual(
        sizes(await one.until(120)),
        texts.map(() => 1),
      );
      assert.deepEqual(one.texts(), texts);
    });

    it('have ten thousand records', async () => {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder()]);
      const texts = numbered(10_050);
      await source.put(texts);
      await kit.map(source, recorder, { BatchSize: 10_000 });
      assert.deepEqual(sizes(await recorder.until(10_050)), [10_000, 50]);
      assert.deepEqual(recorder.texts(), texts);
    });

    it('are cut where the next record would make an event of more than 6 MB', async () => {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder()]);
      const length = kind === 'table' ? 390_000 : 900_000;
      const texts = numbered(kind === 'table' ? 20 : 10, 'r', length);
      await source.put(texts, (text) => headOf(text));
      await kit.map(source, recorder);
      const calls = await recorder.until(texts.length);
      assert.deepEqual(sizes(calls), kind === 'table' ? [16, 4] : [5, 5]);
      assert.ok(calls.every(({ bytes }) => bytes <= 6 * 1024 * 1024));
      assert.deepEqual(
        textsOf(calls),
        texts.map((text) => text.slice(0, 60)),
      );
    });
  });

describe('the event of', () => {
  it('a stream and of a consumer', async () => {
    for (const kind of ['stream', 'consumer'] as const) {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder('', { whole: true })]);
      const before = Date.now();
      const { SequenceNumber, ShardId } = await kit.paddock.sdk.putRecord({
        StreamName: source.name,
        PartitionKey: 'ключ "1"',
        Data: Buffer.from([0, 1, 254, 255]),
      });
      await kit.map(source, recorder);
      const [call] = await recorder.until(1);
      const record = call?.event?.Records[0] ?? {};
      const { approximateArrivalTimestamp } = record['kinesis'] as { approximateArrivalTimestamp: number };
      assert.ok(approximateArrivalTimestamp >= before / 1000 && approximateArrivalTimestamp <= Date.now() / 1000);
      assert.equal(
        JSON.stringify(call?.event),
        JSON.stringify({
          Records: [
            {
              kinesis: {
                kinesisSchemaVersion: '1.0',
                partitionKey: 'ключ "1"',
                sequenceNumber: SequenceNumber,
                data: 'AAH+/w==',
                approximateArrivalTimestamp,
              },
              eventSource: 'aws:kinesis',
              eventVersion: '1.0',
              eventID: `${ShardId}:${SequenceNumber}`,
              eventName: 'aws:kinesis:record',
              invokeIdentityArn: recorder.role,
              awsRegion: region,
              eventSourceARN: source.arn,
            },
          ],
        }),
      );
    }
  });

  it('a table', async () => {
    const [source, recorder] = await Promise.all([kit.source('table'), kit.recorder('', { whole: true })]);
    const { dynamo } = kit.paddock;
    const TableName = source.name;
    const before = Math.floor(Date.now() / 1000);
    await dynamo.putItem({ TableName, Item: { pk: { S: 'a' }, n: { N: '1.50' }, b: { B: Buffer.from([0, 255]) } } });
    await dynamo.updateItem({
      TableName,
      Key: { pk: { S: 'a' } },
      UpdateExpression: 'SET n = :n REMOVE b',
      ExpressionAttributeValues: { ':n': { N: '2' } },
    });
    await dynamo.deleteItem({ TableName, Key: { pk: { S: 'a' } } });
    await kit.map(source, recorder);
    const records = (await recorder.until(3)).flatMap(({ event }) => event?.Records ?? []);
    const images = [
      { NewImage: { pk: { S: 'a' }, n: { N: '1.5' }, b: { B: 'AP8=' } } },
      { NewImage: { pk: { S: 'a' }, n: { N: '2' } }, OldImage: { pk: { S: 'a' }, n: { N: '1.5' }, b: { B: 'AP8=' } } },
      { OldImage: { pk: { S: 'a' }, n: { N: '2' } } },
    ];
    const sequence: bigint[] = [];
    for (const [index, record] of records.entries()) {
      const {
        ApproximateCreationDateTime: time,
        SequenceNumber,
        SizeBytes,
      } = record['dynamodb'] as {
        ApproximateCreationDateTime: number;
        SequenceNumber: string;
        SizeBytes: number;
      };
      assert.ok(Number.isInteger(time) && time >= before && time <= Date.now() / 1000);
      assert.match(String(record['eventID']), /^[0-9a-f]{32}$/);
      sequence.push(BigInt(SequenceNumber));
      assert.deepEqual(Object.keys(record), members);
      assert.deepEqual(record, {
        eventID: record['eventID'],
        eventName: ['INSERT', 'MODIFY', 'REMOVE'][index],
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: region,
        dynamodb: {
          ApproximateCreationDateTime: time,
          Keys: { pk: { S: 'a' } },
          ...images[index],
          SequenceNumber,
          SizeBytes,
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
        eventSourceARN: source.arn,
      });
    }
    assert.ok(source.arn.startsWith(`arn:aws:dynamodb:${region}:${account}:table/${TableName}/stream/`));
    assert.ok(sequence.every((number, index) => index === 0 || number > (sequence[index - 1] ?? number)));
  });
});

const members = 'eventID eventName eventVersion eventSource awsRegion dynamodb eventSourceARN'.split(' ');
