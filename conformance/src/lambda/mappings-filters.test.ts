import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { kinds, MappingKit, type Recorder, type Source } from './mapping-kit.js';

/** Which records a mapping lets through, and what becomes of records that hold several. */
const kit = await MappingKit.of(await startLambda());
const { lambda, sdk, dynamo } = kit.paddock;
after(() => kit.close());

/** Patterns, each with the records that it lets through; another array is another filter. */
type Case = readonly [filters: readonly object[], through: string];

/**
 * A mapping for each case, by aliases of one function.
 * @param end lets the last record through, which each of them gets
 */
async function assertThrough(source: Source, recorder: Recorder, cases: readonly Case[], end: object): Promise<void> {
  const FunctionName = recorder.name;
  await lambda.publishVersion({ FunctionName });
  const map = async ([filters]: Case, index: number): Promise<void> => {
    await lambda.createAlias({ FunctionName, Name: `case${index}`, FunctionVersion: '1' });
    const Filters = [...filters, end].map((pattern) => ({ Pattern: JSON.stringify(pattern) }));
    await kit.map(source, { name: `${FunctionName}:case${index}` }, { FilterCriteria: { Filters } });
  };
  await Promise.all(cases.map(map));
  const of = (index: number): string[] =>
    recorder.calls
      .filter(({ invoked }) => invoked.endsWith(`:case${index}`))
      .flatMap(({ said }) => (said ?? []) as string[]);
  await kit.until('the end of each', () => cases.every((_, index) => of(index).includes('end')));
  for (const [index, [filters, through]] of cases.entries())
    assert.equal(of(index).join(' '), `${through} end`.trim(), JSON.stringify(filters));
}

/** What a function says of its records: the member `id`, or the text; of a table the key, with the kind of change unless it is new. */
const idOf = `await say(event.Records.map((record) => {
  const text = textOf(record);
  if (record.dynamodb) return [record.eventName, keyOf(record)].filter((word) => word !== 'INSERT').join(':');
  return text.startsWith('{') ? JSON.parse(text).id : text;
}));`;

for (const kind of ['stream', 'consumer'] as const)
  it(`filters of a ${kind} look into JSON, at plain text, and at what stands beside the data`, async () => {
    const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(idOf)]);
    const put = (data: unknown, key: string): Promise<void> =>
      source.put([typeof data === 'string' ? data : JSON.stringify(data)], () => key);
    await put({ id: 'a', location: 'Seoul', temperature: 21, tags: ['x', 'y'], nested: { deep: true } }, '1');
    await put({ id: 'b', location: 'busan', temperature: -3.5, tags: [], nested: null }, '2');
    await put({ id: 'c', temperature: 100 }, '1');
    await put('plain', '3');
    await put({ id: 'd', location: '' }, '10');
    await put('end', 'end');
    const data = (pattern: object): readonly object[] => [{ data: pattern }];
    const cases: readonly Case[] = [
      [data({ location: ['Seoul', 'Jeju'] }), 'a'],
      [data({ temperature: [{ numeric: ['>', 0, '<=', 100] }] }), 'a c'],
      [data({ temperature: [{ numeric: ['=', -3.5] }] }), 'b'],
      [data({ location: [{ exists: false }] }), 'c'],
      [data({ location: [{ exists: true }], temperature: [{ exists: true }] }), 'a b'],
      [data({ location: [{ 'anything-but': ['Seoul'] }] }), 'b d'],
      [data({ location: [{ prefix: 'Se' }, { suffix: 'san' }] }), 'a b'],
      [data({ location: [{ 'equals-ignore-case': 'BUSAN' }] }), 'b'],
      [data({ location: [''] }), 'd'],
      [data({ nested: { deep: [true] } }), 'a'],
      [data({ nested: [null] }), 'b'],
      [data({ tags: ['y'] }), 'a'],
      [data({ $or: [{ location: ['busan'] }, { temperature: [100] }] }), 'b c'],
      [[{ partitionKey: ['3'] }], 'plain'],
      [[{ partitionKey: [{ prefix: '1' }] }], 'a c d'],
      [[{ partitionKey: ['1'], data: { temperature: [100] } }], 'c'],
      [[{ data: { location: ['Seoul'] } }, { partitionKey: ['3'] }, { data: { temperature: [100] } }], 'a c plain'],
    ];
    await assertThrough(source, recorder, cases, { partitionKey: ['end'] });
  });

it('filters of a table look at images, keys and kinds of change', async () => {
  const [source, recorder] = await Promise.all([kit.source('table'), kit.recorder(idOf)]);
  const TableName = source.name;
  await dynamo.putItem({ TableName, Item: { pk: { S: 'a' }, n: { N: '101' }, on: { BOOL: true } } });
  await dynamo.putItem({ TableName, Item: { pk: { S: 'b' }, n: { N: '7' }, s: { S: 'text' } } });
  await dynamo.putItem({ TableName, Item: { pk: { S: 'a' }, n: { N: '102' } } });
  await dynamo.deleteItem({ TableName, Key: { pk: { S: 'b' } } });
  await dynamo.putItem({ TableName, Item: { pk: { S: 'end' } } });
  const images = (NewImage: object): readonly object[] => [{ dynamodb: { NewImage } }];
  const cases: readonly Case[] = [
    [[{ eventName: ['REMOVE'] }], 'REMOVE:b'],
    [[{ eventName: [{ 'anything-but': 'INSERT' }] }], 'MODIFY:a REMOVE:b'],
    [images({ n: { N: ['101'] } }), 'a'],
    [images({ n: { N: [{ prefix: '10' }] } }), 'a MODIFY:a'],
    // Numbers are text there.
    [images({ n: { N: [{ numeric: ['>', 1] }] } }), ''],
    [images({ on: { BOOL: [true] } }), 'a'],
    [images({ s: { S: ['text'] } }), 'b'],
    [[{ dynamodb: { Keys: { pk: { S: ['b'] } } } }], 'b REMOVE:b'],
    [[{ dynamodb: { OldImage: { s: { S: [{ exists: true }] } } } }], 'REMOVE:b'],
    [[{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: ['a'] } } } }], 'a'],
  ];
  await assertThrough(source, recorder, cases, { dynamodb: { Keys: { pk: { S: ['end'] } } } });
});

it('filters that are none are refused', async () => {
  const recorder = await kit.recorder();
  for (const kind of kinds) {
    const source = await kit.source(kind);
    const data = kind === 'table' ? 'dynamodb' : 'data';
    const patterns = [
      'no JSON',
      '"text"',
      '{',
      '[]',
      '{"partitionKey": "1"}',
      `{"${data}": "text"}`,
      `{"${data}": ["text"]}`,
      `{"${data}": {"a": []}}`,
      `{"${data}": {"a": [{"unheard": 1}]}}`,
      `{"${data}": {"a": [{"numeric": [">"]}]}}`,
    ];
    for (const Pattern of patterns)
      await assert.rejects(
        kit.map(source, recorder, { FilterCriteria: { Filters: [{ Pattern }] } }),
        { name: 'InvalidParameterValueException', message: 'Invalid filter pattern definition.' },
        `${kind} ${Pattern}`,
      );
    const many = Array.from({ length: 11 }, () => ({ Pattern: '{}' }));
    await assert.rejects(kit.map(source, recorder, { FilterCriteria: { Filters: many } }), {
      name: 'InvalidParameterValueException',
    });
  }
});

it('filters change while records come: those before are gone by the old, those after by the new', async () => {
  const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
  const by = (key: string) => ({
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ partitionKey: [key, 'mark'] }) }] },
  });
  const uuid = await kit.map(source, recorder, by('one'));
  const round = async (word: string): Promise<void> => {
    for (const key of ['one', 'two']) await source.put([`${word} ${key}`], () => key);
    await source.put([word], () => 'mark');
    await kit.until(word, () => recorder.texts().includes(word));
  };
  await round('first');
  await kit.update(uuid, by('two'));
  await round('second');
  await kit.update(uuid, { FilterCriteria: {} });
  await round('third');
  assert.equal(recorder.texts().join(), 'first one,first,second two,second,third one,third two,third');
});

describe('an aggregate of the Kinesis Producer Library', () => {
  const inner = [
    ['a', 'one'],
    ['b', 'two'],
    ['a', 'three'],
  ] as const;
  const put = (source: Source, Data: Buffer, PartitionKey = 'outer') =>
    sdk.putRecord({ StreamName: source.name, Data, PartitionKey });

  it('is one record of a stream', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder('', { whole: true })]);
    const data = aggregate(inner);
    await put(source, data);
    await kit.map(source, recorder);
    const [call] = await recorder.until(1);
    const kinesis = call?.event?.Records[0]?.['kinesis'] as { data: string } | undefined;
    assert.equal(kinesis?.data, data.toString('base64'));
    assert.deepEqual(call?.keys, ['outer']);
  });

  it('is all of its records for a consumer, which filters see one by one, and failures as one', async () => {
    const body = `if (texts.includes('two') && !told.works) return { batchItemFailures: [{ itemIdentifier: sequenceOf(event.Records[0]) }] };`;
    const [source, all, some] = await Promise.all([
      kit.source('consumer'),
      kit.recorder(body, { whole: true }),
      kit.recorder(),
    ]);
    await put(source, Buffer.from('before'), 'plain');
    const { SequenceNumber, ShardId } = await put(source, aggregate(inner));
    const broken = aggregate(inner);
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    await put(source, broken, 'broken');
    await put(source, Buffer.from('after'), 'plain');
    await kit.map(source, all, { FunctionResponseTypes: ['ReportBatchItemFailures'], BatchSize: 4 });
    const pattern = JSON.stringify({ partitionKey: ['a', 'plain'] });
    await kit.map(source, some, { FilterCriteria: { Filters: [{ Pattern: pattern }] } });
    await some.until(4);
    assert.deepEqual(some.texts(), ['before', 'one', 'three', 'after']);
    await all.until(4);
    all.told = { works: true };
    await kit.until('the last', () => all.texts().includes('after'));
    const [first] = all.calls;
    assert.deepEqual(first?.texts, ['before', 'one', 'two', 'three']);
    assert.deepEqual(all.calls.at(-1)?.keys, ['broken', 'plain']);
    const records = (first?.event?.Records ?? []).slice(1) as unknown as {
      eventID: string;
      kinesis: { partitionKey: string; sequenceNumber: string; approximateArrivalTimestamp: number };
    }[];
    for (const [index, { eventID, kinesis }] of records.entries()) {
      assert.equal(kinesis.partitionKey, inner[index]?.[0]);
      assert.equal(kinesis.sequenceNumber, SequenceNumber);
      assert.equal(eventID, `${ShardId}:${SequenceNumber}`);
      assert.equal(kinesis.approximateArrivalTimestamp, records[0]?.kinesis.approximateArrivalTimestamp);
    }
  });
});

/** As aws-kinesis-agg's format has it: a magic number, a protocol buffer, its MD5. */
function aggregate(records: readonly (readonly [key: string, text: string])[]): Buffer {
  const keys = [...new Set(records.map(([key]) => key))];
  const field = (number: number, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
  const message = Buffer.concat([
    ...keys.map((key) => field(1, Buffer.from(key))),
    ...records.map(([key, text]) =>
      field(3, Buffer.concat([Buffer.from([8, keys.indexOf(key)]), field(3, Buffer.from(text))])),
    ),
  ]);
  return Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, Buffer.from(hash('md5', message), 'hex')]);
}
