// What is there before the clients run, and what each of them must read of it: `fact` lines, scenario by scenario.
import { DynamoDB, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { Kinesis, waitUntilStreamExists } from '@aws-sdk/client-kinesis';

/** The name of the stream, of the table and of the role of functions. */
export const fixture = 'fixture';
/** The table that functions write to. */
export const written = 'written';

const waiting = { maxWaitTime: 20, minDelay: 1 };
const hex = (bytes) => Buffer.from(bytes).toString('hex') || '-';

export async function makeFixtures(endpoint) {
  const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  await forFunctions(settings);
  const none = { identity: [], lambda: [], logs: [], cloudwatch: [], analytics: [] };
  return { ...none, kinesis: await records(new Kinesis(settings)), dynamodb: await items(new DynamoDB(settings)) };
}

/** A role that functions, CloudWatch Logs and Kinesis Data Analytics may take and that may do anything, and a table to write to. */
async function forFunctions(settings) {
  const iam = new IAM(settings);
  const statement = (more) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const Service = ['lambda.amazonaws.com', 'logs.amazonaws.com', 'kinesisanalytics.amazonaws.com'];
  const trust = statement({ Principal: { Service }, Action: 'sts:AssumeRole' });
  await iam.createRole({ RoleName: fixture, AssumeRolePolicyDocument: trust });
  const PolicyDocument = statement({ Action: '*', Resource: '*' });
  await iam.putRolePolicy({ RoleName: fixture, PolicyName: 'anything', PolicyDocument });
  iam.destroy();
  const dynamo = new DynamoDB(settings);
  await dynamo.createTable({
    TableName: written,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await waitUntilTableExists({ client: dynamo, ...waiting }, { TableName: written });
  dynamo.destroy();
}

async function records(kinesis) {
  await kinesis.createStream({ StreamName: fixture, ShardCount: 1 });
  await waitUntilStreamExists({ client: kinesis, ...waiting }, { StreamName: fixture });
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (const [PartitionKey, Data] of Object.entries({
    bytes: all,
    'ключ-🦄': Buffer.from('🦄'),
    nothing: Buffer.alloc(0),
  })) {
    await kinesis.putRecord({ StreamName: fixture, PartitionKey, Data });
  }
  const position = { StreamName: fixture, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' };
  const { ShardIterator } = await kinesis.getShardIterator(position);
  const { Records } = await kinesis.getRecords({ ShardIterator });
  kinesis.destroy();
  return Records.map(
    ({ SequenceNumber, ApproximateArrivalTimestamp: at, PartitionKey, Data }) =>
      `fact ${SequenceNumber} ${at.getTime()} ${hex(PartitionKey)} ${hex(Data)}`,
  );
}

/** In the order of their numbers, which DynamoDB writes its own way. */
const numbers = [
  '-9.9999999999999999999999999999999999999E+125',
  '-12345678901234567890.123456789012345678',
  '-1.50',
  '-1E-130',
  '0',
  '1e-130',
  '0.1',
  '000100',
  '1E20',
  '12345678901234567890123456789012345678',
  '9.9999999999999999999999999999999999999E+125',
];

async function items(dynamo) {
  await dynamo.createTable({
    TableName: fixture,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await waitUntilTableExists({ client: dynamo, ...waiting }, { TableName: fixture });
  for (const [index, number] of numbers.toReversed().entries()) {
    const text = index === 0 ? '' : `ключ-🦄-${index}`;
    const data = Uint8Array.from({ length: index }, (_, byte) => byte * 25);
    const Item = { pk: { S: 'numbers' }, sk: { N: number }, text: { S: text }, data: { B: data } };
    await dynamo.putItem({ TableName: fixture, Item });
  }
  const { Items } = await dynamo.query({
    TableName: fixture,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'numbers' } },
  });
  dynamo.destroy();
  return Items.map(({ sk, text, data }) => `fact ${sk.N} ${hex(text.S)} ${hex(data.B)}`);
}
