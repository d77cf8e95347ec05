import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { after, describe, it } from 'node:test';
import { newName, startPaddock } from './harness.js';
import { cliEnvironment, hasCli } from './harness/cli.js';

const paddock = await startPaddock();
after(() => paddock.close());

const run = promisify(execFile);
const env = cliEnvironment;
const has = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', env }).status === 0;

describe('the AWS CLI', { skip: !hasCli && 'aws is not installed' }, () => {
  const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await run('aws', ['kinesis', ...args, '--endpoint-url', paddock.url, '--output', 'json'], {
      env,
    });
    return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
  };

  it('creates a stream, puts and gets', async () => {
    const stream = newName('cli');
    await aws('create-stream', '--stream-name', stream, '--shard-count', '1');
    const data = Buffer.from('Shadowfax 🦄').toString('base64');
    const put = await aws('put-record', '--stream-name', stream, '--partition-key', 'ü', '--data', data);
    assert.equal(put['ShardId'], 'shardId-000000000000');
    const { ShardIterator } = await aws(
      'get-shard-iterator',
      '--stream-name',
      stream,
      '--shard-id',
      '0',
      '--shard-iterator-type',
      'TRIM_HORIZON',
    );
    const { Records } = (await aws('get-records', '--shard-iterator', String(ShardIterator))) as {
      Records: Record<string, unknown>[];
    };
    assert.equal(Records.length, 1);
    // Version 1 of the CLI puts the text that it is given, version 2 the bytes that it stands for.
    assert.ok([data, Buffer.from(data).toString('base64')].includes(String(Records[0]?.['Data'])));
    assert.equal(Records[0]?.['PartitionKey'], 'ü');
    assert.equal(Records[0]?.['SequenceNumber'], put['SequenceNumber']);
  });

  it("shows errors as AWS's", async () => {
    await assert.rejects(aws('describe-stream', '--stream-name', 'nowhere'), {
      stderr:
        /\(ResourceNotFoundException\) when calling the DescribeStream operation: Stream nowhere under account 000000000000 not found\./,
    });
  });
});

describe('boto3', { skip: !has('python3', '-c', 'import boto3') && 'python3 with boto3 is not installed' }, () => {
  it('creates a stream, waits, puts, pages and gets', async () => {
    const script = `
import boto3, sys, json
k = boto3.client('kinesis', endpoint_url=sys.argv[1])
name = sys.argv[2]
k.create_stream(StreamName=name, ShardCount=2)
k.get_waiter('stream_exists').wait(StreamName=name, WaiterConfig={'Delay': 1})
body = bytes(range(256))
put = k.put_records(StreamName=name, Records=[{'Data': body, 'PartitionKey': 'k%d' % i} for i in range(20)])
assert put['FailedRecordCount'] == 0
seen = []
for shard in k.list_shards(StreamName=name)['Shards']:
    it = k.get_shard_iterator(StreamName=name, ShardId=shard['ShardId'], ShardIteratorType='TRIM_HORIZON')['ShardIterator']
    seen += k.get_records(ShardIterator=it)['Records']
assert all(r['Data'] == body for r in seen)
assert all(r['ApproximateArrivalTimestamp'].year >= 2020 for r in seen)
names = [n for page in k.get_paginator('list_streams').paginate(Limit=1) for n in page['StreamNames']]
assert name in names
try:
    k.describe_stream(StreamName='nowhere')
except k.exceptions.ResourceNotFoundException as e:
    print(json.dumps({'count': len(seen), 'code': e.response['Error']['Code']}))
`;
    const { stdout } = await run('python3', ['-c', script, paddock.url, newName('boto')], { env });
    assert.deepEqual(JSON.parse(stdout), { count: 20, code: 'ResourceNotFoundException' });
  });
});
