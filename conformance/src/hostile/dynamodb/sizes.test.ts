import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { callDynamoDb, tableOf } from '../../harness/dynamodb.js';
import { within } from '../../harness/wait.js';
import type { Answer, RawRequest } from '../../harness/raw.js';
import { start, type Child } from '../child.js';
import { assertAnswered, assertUnhurt } from './verdict.js';

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  assert.equal((await callDynamoDb(child.raw, 'CreateTable', tableOf('target'))).status, 200);
});
after(() => child.stop());

const TableName = 'target';
const Key = { pk: { S: 'k' } };
const MiB = 1024 * 1024;
/** How large the bodies are, of which there are many; PADDOCK_HOSTILE_SHARE=1 takes AWS's 16 MB. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.05);
const large = Math.floor(15 * MiB * share);
const count = (most: number): number => Math.floor(most * share);

/** Answered in time. */
async function answered(operation: string, body: object | string, request?: RawRequest): Promise<Answer> {
  const about = `${operation} ${(typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 100)}`;
  const answer = await within(about, callDynamoDb(child.raw, operation, body, request), 10_000);
  assertAnswered(answer, about);
  return answer;
}

async function refused(operation: string, body: object | string, request?: RawRequest): Promise<void> {
  const { status, text } = await answered(operation, body, request);
  assert.notEqual(status, 200, text);
}

const many = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
const filled = (length: number, make: (i: number) => readonly [string, unknown]): object =>
  Object.fromEntries(many(length, make));
const nested = (depth: number, open: string, close: string, inside = '{"S":""}'): string =>
  `${open.repeat(depth)}${inside}${close.repeat(depth)}`;
const put = (attribute: string): string => `{"TableName":"target","Item":{"pk":{"S":"k"},"a":${attribute}}}`;

describe('bodies of many megabytes', () => {
  it('of values are answered in time', async () => {
    for (const attribute of [
      `{"S":"${'x'.repeat(large)}"}`,
      `{"N":"${'9'.repeat(large)}"}`,
      `{"N":"1${'0'.repeat(large)}"}`,
      `{"N":"0.${'0'.repeat(large)}1"}`,
      `{"N":"1e${'9'.repeat(large)}"}`,
      `{"B":"${'A'.repeat(large)}"}`,
      JSON.stringify({ SS: many(count(1_000_000), String) }),
      JSON.stringify({ SS: many(count(1_000_000), () => 'a') }),
      JSON.stringify({ NS: many(count(1_000_000), String) }),
      JSON.stringify({ NS: many(count(500_000), (i) => `1e-${i % 130}`) }),
      JSON.stringify({ BS: many(count(500_000), (i) => Buffer.from(String(i)).toString('base64')) }),
      JSON.stringify({ L: many(count(500_000), () => ({ S: '' })) }),
      JSON.stringify({ M: filled(count(300_000), (i) => [`a${i}`, { N: '1' }]) }),
    ])
      await answered('PutItem', put(attribute));
    await refused('PutItem', { TableName, Item: filled(count(300_000), (i) => [`a${i}`, { S: 'x' }]) });
    await refused('GetItem', { TableName, Key: filled(count(300_000), (i) => [`a${i}`, { S: 'x' }]) });
  });

  it('that are nested without end are refused', async () => {
    for (const value of [
      nested(33, '{"M":{"a":', '}}'),
      nested(count(700_000), '{"M":{"a":', '}}'),
      nested(count(900_000), '{"L":[', ']}'),
      nested(count(8_000_000), '[', ']', '1'),
      nested(count(2_000_000), '{"a":', '}', '1'),
    ]) {
      await refused('PutItem', put(value));
      const update = `{"TableName":"target","Key":{"pk":{"S":"k"}},"UpdateExpression":"SET a = :a","ExpressionAttributeValues":{":a":${value}}}`;
      await refused('UpdateItem', update);
    }
  });

  it('of lists of requests are refused', async () => {
    const puts = many(count(200_000), (i) => ({ PutRequest: { Item: { pk: { S: String(i) } } } }));
    await refused('BatchWriteItem', { RequestItems: { target: puts } });
    await refused('BatchGetItem', {
      RequestItems: { target: { Keys: many(count(300_000), (i) => ({ pk: { S: String(i) } })) } },
    });
    await refused('BatchGetItem', { RequestItems: filled(count(100_000), (i) => [`table${i}`, { Keys: [Key] }]) });
    await refused('BatchWriteItem', { RequestItems: filled(count(100_000), (i) => [`table${i}`, puts.slice(0, 1)]) });
    await refused('TransactWriteItems', {
      TransactItems: many(count(100_000), () => ({ Delete: { TableName, Key } })),
    });
    await refused('TransactGetItems', { TransactItems: many(count(100_000), () => ({ Get: { TableName, Key } })) });
    await refused('CreateTable', { TableName: 'wide', KeySchema: many(count(200_000), () => ({})) });
  });

  it('that come compressed are no larger than that either', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(200 * MiB, 0x20));
    await refused('PutItem', '{}', { body: bomb, headers });
    await refused('PutItem', '{}', { body: gzipSync(gzipSync(Buffer.alloc(MiB))), headers });
    await refused('PutItem', '{}', { body: gzipSync(put('{"S":""}')).subarray(0, 20), headers });
    const both = { 'content-encoding': 'gzip, gzip' };
    await refused('PutItem', '{}', { body: gzipSync(gzipSync(put('{"S":""}'))), headers: both });
    const over = gzipSync(put(`{"S":"${'x'.repeat(16 * MiB)}"}`));
    await refused('PutItem', '{}', { body: over, headers });
  });

  it('over 16 MiB are not taken at all', async () => {
    const { status, text } = await callDynamoDb(child.raw, 'PutItem', put(`{"S":"${'x'.repeat(16 * MiB)}"}`));
    assert.deepEqual([status, text], [413, '']);
  });
});

describe('expressions', () => {
  const condition = (ConditionExpression: string, more: object = {}): object => ({
    TableName,
    Key,
    ConditionExpression,
    ...more,
  });
  const value = { ExpressionAttributeValues: { ':v': { N: '1' } } };

  it('that are long, deep or of many parts are refused', async () => {
    for (const [text, more] of [
      ['a'.repeat(large)],
      ['('.repeat(4096)],
      [`${'('.repeat(2000)}a=:v${')'.repeat(2000)}`, value],
      [`${'NOT '.repeat(1000)}a=:v`, value],
      [many(301, () => 'a=:v').join(' OR '), value],
      [`a IN (${many(101, () => ':v').join()})`, value],
      [`a${'.b'.repeat(40)}=:v`, value],
      [`a${'[0]'.repeat(40)}=:v`, value],
      ['a[99999999999999999999]=:v', value],
      [`${'size('.repeat(600)}a${')'.repeat(600)}=:v`, value],
      ['#'.repeat(4000)],
      ['"'.repeat(4000)],
      ['\u{10ffff}'.repeat(1000)],
    ] as const)
      await refused('DeleteItem', condition(text, more));
    const names = filled(count(200_000), (i) => [`#a${i}`, `b${i}`]);
    await refused('DeleteItem', condition('attribute_exists(#a1)', { ExpressionAttributeNames: names }));
    const values = filled(count(200_000), (i) => [`:a${i}`, { N: String(i) }]);
    await refused('DeleteItem', condition('a = :a1', { ExpressionAttributeValues: values }));
    const Expected = filled(count(100_000), (i) => [`a${i}`, { Value: { N: 'x' } }]);
    await refused('DeleteItem', { TableName, Key, Expected });
    const AttributesToGet = many(count(300_000), () => 'same');
    await refused('GetItem', { TableName, Key, AttributesToGet });
    const projection = many(1000, (i) => `a${i % 999}`).join();
    await refused('GetItem', { TableName, Key, ProjectionExpression: projection });
  });

  it('of many conditions on a large item end in time', async () => {
    const L = many(50_000, (i) => ({ N: String(i) }));
    const item = { ...Key, l: { L } };
    const made = await callDynamoDb(child.raw, 'PutItem', { TableName, Item: item });
    assert.equal(made.status, 200, made.text);
    const ConditionExpression = many(150, () => 'contains(l,:v)').join(' OR ');
    const input = { TableName, Key, ConditionExpression, ExpressionAttributeValues: { ':v': { S: 'x' } } };
    const answer = await within('many conditions', callDynamoDb(child.raw, 'DeleteItem', input), 10_000);
    assert.match(answer.text, /ConditionalCheckFailedException/);
  });
});

describe('after all that', () => {
  it('the server serves, and has forgotten it', async () => {
    await assertUnhurt(child);
    assert.ok(child.memory() < 1200, `${child.memory()} MiB`);
  });
});
