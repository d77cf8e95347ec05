import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { allow, arnOf, documentOf } from '../harness.js';
import { applicationArn, jsonSchema, startAnalytics, timestampText } from '../harness/analytics.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';
import { seededRandom } from '../harness/seeded-random.js';
import { readingColumns, recordOf, ride, summaryOf, summarySql, unicornNames } from './unicorns.js';

const paddock = await startAnalytics();
after(() => paddock.close());

const run = promisify(execFile);
const env = { ...cliEnvironment, AWS_ENDPOINT_URL: paddock.url };

describe('the AWS CLI alone', { skip: !hasCli && 'aws is not installed' }, () => {
  const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { stdout } = await run('aws', [...args, '--output', 'json'], { env });
    return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
  };
  const analytics = (command: string, ...args: string[]) => aws('kinesisanalytics', command, ...args);
  const named = ['--application-name', 'wildrydes'];

  it('follows the workshop', { timeout: 180_000 }, async () => {
    const [{ stdout, stderr }] = await Promise.all([
      run('aws', ['--version'], { env }),
      ...['wildrydes', 'wildrydes-summary'].map((stream) =>
        aws('kinesis', 'create-stream', '--stream-name', stream, '--shard-count', '1'),
      ),
    ]);
    const raw = /aws-cli\/1\./.test(stdout + stderr) ? [] : ['--cli-binary-format', 'raw-in-base64-out'];
    const put = (record: string, key: string) =>
      aws('kinesis', 'put-record', '--stream-name', 'wildrydes', '--partition-key', key, '--data', record, ...raw);
    const trust = documentOf({ Principal: { Service: 'kinesisanalytics.amazonaws.com' }, Action: 'sts:AssumeRole' });
    const { Role } = (await aws(
      'iam',
      'create-role',
      '--role-name',
      'analytics',
      '--assume-role-policy-document',
      trust,
    )) as { Role: { Arn: string } };
    await aws(
      'iam',
      'put-role-policy',
      '--role-name',
      'analytics',
      '--policy-name',
      'streams',
      '--policy-document',
      allow('kinesis:*'),
    );
    const { ApplicationSummary } = await analytics('create-application', ...named);
    assert.deepEqual(ApplicationSummary, {
      ApplicationName: 'wildrydes',
      ApplicationARN: applicationArn('wildrydes'),
      ApplicationStatus: 'READY',
    });

    const rides = unicornNames.map((name) => ride(name, seededRandom(3)));
    const discovering = analytics(
      'discover-input-schema',
      '--resource-arn',
      arnOf('wildrydes'),
      '--role-arn',
      Role.Arn,
      '--input-starting-position-configuration',
      'InputStartingPosition=NOW',
    );
    let isDiscovered = false;
    const discovered = discovering.finally(() => (isDiscovered = true));
    while (!isDiscovered) {
      for (const next of rides) {
        const reading = next(Date.now());
        await put(recordOf(reading), reading.Name);
      }
      await delay(50);
    }
    const { InputSchema } = await discovered;
    assert.deepEqual(InputSchema, jsonSchema(...readingColumns));

    const KinesisStreams = { ResourceARN: arnOf('wildrydes'), RoleARN: Role.Arn };
    await analytics(
      'add-application-input',
      ...named,
      '--current-application-version-id',
      '1',
      '--input',
      JSON.stringify({ NamePrefix: 'SOURCE_SQL_STREAM', KinesisStreamsInput: KinesisStreams, InputSchema }),
    );
    await analytics(
      'start-application',
      ...named,
      '--input-configurations',
      'Id=2.1,InputStartingPositionConfiguration={InputStartingPosition=NOW}',
    );
    await analytics(
      'update-application',
      ...named,
      '--current-application-version-id',
      '2',
      '--application-update',
      JSON.stringify({ ApplicationCodeUpdate: summarySql }),
    );
    await analytics(
      'add-application-output',
      ...named,
      '--current-application-version-id',
      '3',
      '--application-output',
      JSON.stringify({
        Name: 'DESTINATION_SQL_STREAM',
        KinesisStreamsOutput: { ...KinesisStreams, ResourceARN: arnOf('wildrydes-summary') },
        DestinationSchema: { RecordFormatType: 'JSON' },
      }),
    );
    const { ApplicationDetail: detail } = (await analytics('describe-application', ...named)) as {
      ApplicationDetail: { ApplicationStatus: string; ApplicationVersionId: number; CreateTimestamp: number | string };
    };
    assert.deepEqual([detail.ApplicationStatus, detail.ApplicationVersionId], ['RUNNING', 4]);

    const minute = 60_000;
    const now = await paddock.control.freeze();
    const begin = Math.ceil((now + 1) / minute) * minute;
    await paddock.control.advance(begin - now);
    const readings = rides.map((next) => next(begin));
    for (const reading of readings) await put(recordOf(reading), reading.Name);
    await paddock.control.advance(minute);
    const { ShardIterator } = await aws(
      'kinesis',
      'get-shard-iterator',
      '--stream-name',
      'wildrydes-summary',
      '--shard-id',
      '0',
      '--shard-iterator-type',
      'TRIM_HORIZON',
    );
    const { Records } = (await aws('kinesis', 'get-records', '--shard-iterator', String(ShardIterator))) as {
      Records: { Data: string }[];
    };
    const rows = Records.map(
      ({ Data }) => JSON.parse(Buffer.from(Data, 'base64').toString()) as { StatusTime: string },
    );
    assert.deepEqual(
      rows.filter(({ StatusTime }) => StatusTime === timestampText(begin + minute)),
      readings.map((reading) => summaryOf(begin + minute, [reading])),
    );

    await analytics('stop-application', ...named);
    await analytics('delete-application', ...named, '--create-timestamp', String(detail.CreateTimestamp));
    await assert.rejects(analytics('describe-application', ...named), {
      stderr: /\(ResourceNotFoundException\) when calling the DescribeApplication operation/,
    });
  });
});
