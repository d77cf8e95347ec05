import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, describe, it } from 'node:test';
import type { DynamoDB, TableDescription } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  QueryCommand,
  type BatchWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import DynamoDBV2 from 'aws-sdk/clients/dynamodb.js';
import { account, allow, denial, Identities, type Keys } from '../harness.js';
import { createDynamoDb, isActive, startDynamoDb, tableArn } from '../harness/dynamodb.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';

/**
 * The workshop's table: unicorns' sensors by name and time, made with default settings, written by a function in batches of 25 which sends
 * again what was not processed, and queried.
 */
const paddock = await startDynamoDb({ limits: true });
const { url, dynamo, control } = paddock;
await control.freeze();
after(() => paddock.close());

const region = 'us-east-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const TableName = 'UnicornSensorData';
const [name, time] = ['Shadowfax', '2026-03-01 10:00:'];

/** Default settings: five units of each. */
const definition = {
  TableName,
  AttributeDefinitions: [
    { AttributeName: 'Name', AttributeType: 'S' as const },
    { AttributeName: 'StatusTime', AttributeType: 'S' as const },
  ],
  KeySchema: [
    { AttributeName: 'Name', KeyType: 'HASH' as const },
    { AttributeName: 'StatusTime', KeyType: 'RANGE' as const },
  ],
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
};

const run = promisify(execFile);

async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run('aws', ['dynamodb', ...args, '--endpoint-url', url, '--output', 'json'], {
    env: cliEnvironment,
  });
  return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
}

/** A new table of that name: nothing is left of the one before. */
async function remove(): Promise<void> {
  await dynamo.deleteTable({ TableName });
  await assert.rejects(dynamo.describeTable({ TableName }), {
    name: 'ResourceNotFoundException',
    message: `Requested resource not found: Table: ${TableName} not found`,
  });
}

function isDefault(table: TableDescription | undefined): void {
  assert.equal(table?.TableStatus, 'ACTIVE');
  assert.deepEqual(table.KeySchema, definition.KeySchema);
  assert.deepEqual(table.AttributeDefinitions, definition.AttributeDefinitions);
  assert.equal(table.TableArn, tableArn(TableName));
  const { ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday } = table.ProvisionedThroughput ?? {};
  assert.deepEqual([ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday], [5, 5, 0]);
  assert.equal(table.BillingModeSummary, undefined);
  assert.equal(table.DeletionProtectionEnabled, false);
}

/** What the function writes of a minute: one record a second, of nearly four kilobytes. */
const records = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, i) => ({
    Name: name,
    StatusTime: `${time}${String(i).padStart(4, '0')}`,
    Distance: i * 1.5,
    MinMagicPoints: 100 + i,
    MaxMagicPoints: 200 + i,
    MinHealthPoints: -1 - i,
    MaxHealthPoints: 300,
    Journal: 'x'.repeat(3900),
  }));

/** Writes in batches of 25 and sends again what was not processed, when a second has passed. Gives how much was left each time. */
async function writeAll(
  write: (items: BatchWriteCommandInput['RequestItems']) => Promise<BatchWriteCommandInput['RequestItems']>,
  all: readonly Record<string, unknown>[],
): Promise<number[]> {
  const left: number[] = [];
  for (let at = 0; at < all.length; at += 25) {
    let batch: BatchWriteCommandInput['RequestItems'] = {
      [TableName]: all.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } })),
    };
    for (;;) {
      batch = await write(batch);
      if (batch === undefined || Object.keys(batch).length === 0) break;
      left.push(batch[TableName]?.length ?? 0);
      await control.advance(1000);
      assert.ok(left.length < 1000);
    }
  }
  return left;
}

/** A batch of which nothing could be processed fails as a whole: all of it is left. */
const throttledIsLeft =
  <T extends BatchWriteCommandInput['RequestItems']>(items: T) =>
  (error: Error): T => {
    assert.equal(error.name, 'ProvisionedThroughputExceededException');
    assert.match(error.message, /^The level of configured provisioned throughput for the table was exceeded\. /);
    return items;
  };

/** Some batches were processed in part. */
function isInParts(left: readonly number[], least: number): void {
  assert.ok(left.length >= least, `${left.length} batches came back`);
  assert.ok(
    left.some((count, i) => count < (left[i - 1] ?? 25)),
    `some in part: ${left.join(' ')}`,
  );
}

describe('the table UnicornSensorData', () => {
  it('is made with the AWS CLI', { skip: !hasCli && 'aws is not installed' }, async () => {
    const made = await aws(
      'create-table',
      '--table-name',
      TableName,
      '--attribute-definitions',
      'AttributeName=Name,AttributeType=S',
      'AttributeName=StatusTime,AttributeType=S',
      '--key-schema',
      'AttributeName=Name,KeyType=HASH',
      'AttributeName=StatusTime,KeyType=RANGE',
      '--provisioned-throughput',
      'ReadCapacityUnits=5,WriteCapacityUnits=5',
    );
    assert.equal((made['TableDescription'] as TableDescription).TableName, TableName);
    await isActive(dynamo, TableName);
    const { Table } = (await aws('describe-table', '--table-name', TableName)) as { Table: TableDescription };
    isDefault(Table);
    const key = `{"Name":{"S":"${name}"},"StatusTime":{"S":"now"}}`;
    await aws('put-item', '--table-name', TableName, '--item', key);
    const { Items } = (await aws('scan', '--table-name', TableName)) as { Items: unknown };
    assert.deepEqual(Items, [JSON.parse(key)]);
    await remove();
  });

  it('is made with the SDK v2, written by its DocumentClient, and queried', async () => {
    const v2 = new DynamoDBV2({ endpoint: url, region, credentials, maxRetries: 0 });
    await v2.createTable(definition).promise();
    await isActive(dynamo, TableName);
    isDefault((await v2.describeTable({ TableName }).promise()).Table as TableDescription);

    const documents = new DynamoDBV2.DocumentClient({ service: v2 });
    const all = records(400);
    const left = await writeAll(
      (RequestItems) =>
        documents
          .batchWrite({ RequestItems: (RequestItems ?? {}) as DynamoDBV2.DocumentClient.BatchWriteItemRequestMap })
          .promise()
          .then(({ UnprocessedItems }) => UnprocessedItems as typeof RequestItems, throttledIsLeft(RequestItems)),
      all,
    );
    // 300 seconds' worth are there at once, 1,500 units; then five a second.
    isInParts(left, 10);

    const found: unknown[] = [];
    let last: DynamoDBV2.DocumentClient.Key | undefined;
    do {
      const page = await documents
        .query({
          TableName,
          KeyConditionExpression: '#n = :n AND begins_with(StatusTime, :t)',
          ExpressionAttributeNames: { '#n': 'Name' },
          ExpressionAttributeValues: { ':n': name, ':t': time },
          ...(last === undefined ? {} : { ExclusiveStartKey: last }),
        })
        .promise();
      found.push(...(page.Items ?? []));
      last = page.LastEvaluatedKey;
    } while (last !== undefined);
    assert.deepEqual(found, all);
    await remove();
  });

  it('is made with the SDK v3, written by lib-dynamodb, and queried', async () => {
    await dynamo.createTable(definition);
    await isActive(dynamo, TableName);
    isDefault((await dynamo.describeTable({ TableName })).Table);
    const documents = DynamoDBDocumentClient.from(dynamo);
    const all = records(390);
    const left = await writeAll(
      (RequestItems) =>
        documents
          .send(new BatchWriteCommand({ RequestItems }))
          .then(({ UnprocessedItems }) => UnprocessedItems, throttledIsLeft(RequestItems)),
      all,
    );
    isInParts(left, 5);
    const { Items, Count } = await documents.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: '#n = :n AND StatusTime > :t',
        ExpressionAttributeNames: { '#n': 'Name' },
        ExpressionAttributeValues: { ':n': name, ':t': `${time}0379` },
        ScanIndexForward: false,
      }),
    );
    assert.equal(Count, 10);
    assert.deepEqual(Items, all.slice(380).toReversed());
  });

  it('is written by the function’s role, which may do nothing else', async () => {
    const identities = new Identities(paddock);
    const role = await identities.newRole({ AWS: account }, [allow('dynamodb:BatchWriteItem', tableArn(TableName))]);
    const caller = await identities.newUser(allow('sts:AssumeRole', role.arn));
    const session = await identities.assume(caller.keys, role.arn, { RoleSessionName: 'WildRydesStreamProcessor' });
    const mine = client(session.keys);
    const batch = (table: string) => ({
      RequestItems: { [table]: [{ PutRequest: { Item: { Name: { S: name }, StatusTime: { S: 'by the role' } } } }] },
    });
    const Key = { Name: { S: name }, StatusTime: { S: 'by the role' } };
    try {
      await control.advance(10_000);
      assert.deepEqual((await mine.batchWriteItem(batch(TableName))).UnprocessedItems, {});
      assert.ok((await dynamo.getItem({ TableName, Key, ConsistentRead: true })).Item);
      const refused: readonly (readonly [string, string, Promise<unknown>])[] = [
        ['GetItem', TableName, mine.getItem({ TableName, Key })],
        ['PutItem', TableName, mine.putItem({ TableName, Item: Key })],
        ['DescribeTable', TableName, mine.describeTable({ TableName })],
        ['BatchWriteItem', 'Elsewhere', mine.batchWriteItem(batch('Elsewhere'))],
      ];
      for (const [action, table, request] of refused) {
        await assert.rejects(request, {
          name: 'AccessDeniedException',
          message: denial(session.arn, `dynamodb:${action}`, tableArn(table)),
        });
      }
    } finally {
      mine.destroy();
      identities.close();
    }
  });
});

const client = (keys: Keys): DynamoDB => createDynamoDb(url, { credentials: keys });
