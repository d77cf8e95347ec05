import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { account, eventually } from '../harness.js';
import { functionArn, startLambda, zipOf, type LambdaPaddock } from '../harness/lambda.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';

/**
 * The workshop's third module, from an empty server, with AWS's command line alone: a table, a policy, a role, the function as participants paste it, and
 * its trigger. What is put into the stream appears in the table.
 */
const region = 'us-east-1';
const TableName = 'UnicornSensorData';
const stream = 'wildrydes-summary';
const name = 'WildRydesStreamProcessor';
const tableArn = `arn:aws:dynamodb:${region}:${account}:table/${TableName}`;
const streamArn = `arn:aws:kinesis:${region}:${account}:stream/${stream}`;
const policyArn = `arn:aws:iam::${account}:policy/WildRydesDynamoDBWritePolicy`;
const role = 'WildRydesStreamProcessorRole';

const code = workshopCode();
const skip = !hasCli ? 'the AWS CLI is not installed' : code === undefined && "the workshop's pages are not here";

describe("the workshop's stream processor, by the AWS CLI", { skip, timeout: 120_000 }, () => {
  let paddock: LambdaPaddock;
  let directory = '';
  let uuid = '';
  const run = promisify(execFile);
  const aws = async (...args: (string | string[])[]): Promise<Record<string, unknown>> => {
    const more = ['--endpoint-url', paddock.url, '--output', 'json'];
    const { stdout } = await run('aws', [...args.flat(), ...more], { env: cliEnvironment });
    return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
  };
  const put = async (unicorn: string, count: number, from = 0): Promise<void> => {
    const Records = Array.from({ length: count }, (_, index) => ({
      Data: Buffer.from(JSON.stringify(summary(unicorn, from + index))),
      PartitionKey: unicorn,
    }));
    await paddock.sdk.putRecords({ StreamName: stream, Records });
  };
  /** Nothing until the function's first line is written. */
  const logged = (): Promise<string[]> => paddock.logOf(name).catch(() => []);
  const items = async (unicorn: string): Promise<number> => {
    const request = {
      TableName,
      Select: 'COUNT',
      ConsistentRead: true,
      KeyConditionExpression: '#n = :n',
      ExpressionAttributeNames: { '#n': 'Name' },
      ExpressionAttributeValues: { ':n': { S: unicorn } },
    } as const;
    // The table has five read units, and is asked often.
    const { Count = 0 } = await paddock.dynamo.query(request).catch((error: unknown) => {
      if ((error as Error).name !== 'ProvisionedThroughputExceededException') throw error;
      return { Count: -1 };
    });
    return Count;
  };

  before(async () => {
    paddock = await startLambda({ transitions: 'brief', limits: true });
    directory = await mkdtemp(join(tmpdir(), 'paddock-workshop-'));
  });
  after(async () => {
    await paddock.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('is made as its pages say', async () => {
    await aws('kinesis', 'create-stream', '--stream-name', stream, '--shard-count', '1');
    await aws('kinesis', 'wait', 'stream-exists', '--stream-name', stream);
    await aws(
      ['dynamodb', 'create-table', '--table-name', TableName],
      ['--attribute-definitions', 'AttributeName=Name,AttributeType=S', 'AttributeName=StatusTime,AttributeType=S'],
      ['--key-schema', 'AttributeName=Name,KeyType=HASH', 'AttributeName=StatusTime,KeyType=RANGE'],
      ['--provisioned-throughput', 'ReadCapacityUnits=5,WriteCapacityUnits=5'],
    );
    await aws('dynamodb', 'wait', 'table-exists', '--table-name', TableName);
    const write = { Effect: 'Allow', Action: 'dynamodb:BatchWriteItem', Resource: tableArn };
    await aws(
      ['iam', 'create-policy', '--policy-name', 'WildRydesDynamoDBWritePolicy', '--policy-document'],
      JSON.stringify({ Version: '2012-10-17', Statement: [write] }),
    );
    const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
    await aws(
      ['iam', 'create-role', '--role-name', role, '--assume-role-policy-document'],
      JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    );
    for (const arn of ['arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole', policyArn])
      await aws('iam', 'attach-role-policy', '--role-name', role, '--policy-arn', arn);
    const zip = join(directory, 'function.zip');
    await writeFile(zip, zipOf({ 'index.js': code ?? '' }));
    const made = await aws(
      ['lambda', 'create-function', '--function-name', name, '--runtime', 'nodejs10.x', '--timeout', '60'],
      ['--handler', 'index.handler', '--role', `arn:aws:iam::${account}:role/${role}`],
      ['--environment', `Variables={TABLE_NAME=${TableName}}`, '--zip-file', `fileb://${zip}`],
    );
    assert.equal(made['FunctionArn'], functionArn(name));
    assert.equal(made['State'], 'Pending');
    await aws('lambda', 'wait', 'function-active-v2', '--function-name', name);
    const mapping = await aws(
      ['lambda', 'create-event-source-mapping', '--function-name', name, '--event-source-arn', streamArn],
      ['--batch-size', '100', '--starting-position', 'LATEST'],
    );
    assert.equal(mapping['State'], 'Creating');
    uuid = String(mapping['UUID']);
    await eventually('an enabled mapping', async () => {
      const { State } = await paddock.lambda.getEventSourceMapping({ UUID: uuid });
      return State === 'Enabled';
    });
  });

  it('writes what is put into the stream into the table', async () => {
    await put('Shadowfax', 60);
    await eventually('the items', async () => (await items('Shadowfax')) === 60);
    const { Item } = await paddock.dynamo.getItem({
      TableName,
      Key: { Name: { S: 'Shadowfax' }, StatusTime: { S: timeOf(7) } },
    });
    assert.deepEqual(Item, {
      Name: { S: 'Shadowfax' },
      StatusTime: { S: timeOf(7) },
      Distance: { N: '8177' },
      MinMagicPoints: { N: '142' },
      MaxMagicPoints: { N: '169' },
      MinHealthPoints: { N: '135' },
      MaxHealthPoints: { N: '160' },
    });
  });

  it('shows it in metrics and logs', async () => {
    const lines = await eventually('the log', async () => {
      const log = await logged();
      return log.some((line) => line.startsWith('REPORT ')) && log;
    });
    assert.ok(lines.some((line) => /^START RequestId: [-0-9a-f]{36} Version: \$LATEST/.test(line)));
    const result = (await aws('lambda', 'get-event-source-mapping', '--uuid', uuid))['LastProcessingResult'];
    assert.equal(result, 'OK');
    const now = Date.now();
    const answered = await aws(
      ['cloudwatch', 'get-metric-statistics', '--namespace', 'AWS/Lambda', '--metric-name', 'Invocations'],
      ['--dimensions', `Name=FunctionName,Value=${name}`, '--statistics', 'Sum', '--period', '60'],
      ['--start-time', new Date(now - 600_000).toISOString(), '--end-time', new Date(now + 60_000).toISOString()],
    );
    const points = answered['Datapoints'] as { Sum: number }[];
    assert.ok(points.reduce((sum, { Sum }) => sum + Sum, 0) >= 1);
  });

  it('fails without its policy, is told so in its log, and loses nothing', async () => {
    await aws('iam', 'detach-role-policy', '--role-name', role, '--policy-arn', policyArn);
    await put('Bucephalus', 30);
    await eventually('the denial', async () =>
      (await logged()).some((line) => line.includes('AccessDeniedException') && line.includes('BatchWriteItem')),
    );
    assert.equal(await items('Bucephalus'), 0);
    await aws('iam', 'attach-role-policy', '--role-name', role, '--policy-arn', policyArn);
    await eventually('the items', async () => (await items('Bucephalus')) === 30, 60_000);
  });
});

const summary = (Name: string, minute: number): object => ({
  Name,
  StatusTime: timeOf(minute),
  Distance: 8177,
  MinMagicPoints: 142,
  MaxMagicPoints: 169,
  MinHealthPoints: 135,
  MaxHealthPoints: 160,
});

const timeOf = (minute: number): string =>
  new Date(Date.UTC(2018, 2, 18, 3, minute)).toISOString().replace('T', ' ').replace('Z', '');

/** The function's text, as the workshop's pages beside this checkout have it; undefined where they are not. */
function workshopCode(): string | undefined {
  const directory = new URL('../../../../shared/seeds/', import.meta.url);
  if (!existsSync(directory)) return undefined;
  for (const file of readdirSync(directory)) {
    const blocks = readFileSync(new URL(file, directory), 'utf8').matchAll(/^( *)```javascript\n([^]*?)^\1```/gm);
    for (const [, indent = '', text = ''] of blocks)
      if (text.includes('exports.handler')) return text.replace(new RegExp(`^${indent}`, 'gm'), '');
  }
  return undefined;
}
