import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { account, allow, arnOf, eventually, newName, newStream, region } from '../harness.js';
import {
  applicationArn,
  jsonSchema,
  manyTexts,
  passing,
  putAll,
  rowsIn,
  startAnalytics,
  textsIn,
} from '../harness/analytics.js';
import { functionArn } from '../harness/lambda.js';
import { createS3 } from '../harness/s3.js';

const paddock = await startAnalytics();
const { sdk, control, analytics } = paddock;
const s3 = createS3(paddock.url);
await control.freeze();
after(async () => {
  s3.destroy();
  await paddock.close();
});

const code = `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, n FROM SOURCE_SQL_STREAM_001;`;
const schema = jsonSchema('K VARCHAR(8)', 'N INTEGER');

/** The events that a function logged; none before it has a log. */
const eventsOf = async <E>(name: string): Promise<E[]> =>
  (await paddock.logOf(name).catch(() => [])).flatMap((line) => {
    const at = line.indexOf('EVENT ');
    return at < 0 ? [] : [JSON.parse(line.slice(at + 6)) as E];
  });

const has = (stream: string, count: number): Promise<string[]> =>
  passing(
    paddock,
    eventually(`${count} records`, async () => {
      const texts = await textsIn(sdk, stream);
      return texts.length >= count && texts;
    }),
  );

describe('a function that an input’s records go through', () => {
  const withProcessor = async (body: string, to?: Record<string, string>) => {
    const name = await paddock.newFunction(`exports.handler = async (event) => {
  console.log('EVENT ' + JSON.stringify(event));
  ${body}
};`);
    const role = await paddock.serviceRole();
    const running = await paddock.application({
      code,
      schema,
      role,
      ...(to === undefined ? {} : { to }),
      input: {
        InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: functionArn(name), RoleARN: role } },
      },
    });
    return { ...running, processor: name };
  };

  it('makes others of them, one or several, drops some and fails others', async () => {
    const [good, errors] = [await newStream(sdk), await newStream(sdk)];
    const { name, from, processor } = await withProcessor(
      `return { records: event.records.map(({ recordId, data }) => {
    const { K, N } = JSON.parse(Buffer.from(data, 'base64'));
    if (K === 'drop') return { recordId, result: 'Dropped' };
    if (K === 'fail') return { recordId, result: 'ProcessingFailed' };
    const rows = K === 'twice' ? [{ K, N }, { K, N: N + 1 }] : [{ K, N: N * 10 }];
    return { recordId, result: 'Ok', data: Buffer.from(rows.map((row) => JSON.stringify(row)).join('\\n')).toString('base64') };
  }) };`,
      { DESTINATION_SQL_STREAM: good, error_stream: errors },
    );
    const now = await control.advance(0);
    await putAll(
      sdk,
      from,
      [
        { K: 'a', N: 1 },
        { K: 'drop', N: 2 },
        { K: 'fail', N: 3 },
        { K: 'twice', N: 4 },
      ],
      (_, index) => `key-${index}`,
    );
    const rows = (await has(good, 3)).map((text) => JSON.parse(text) as unknown);
    assert.deepEqual(rows, [
      { K: 'a', N: 10 },
      { K: 'twice', N: 4 },
      { K: 'twice', N: 5 },
    ]);
    const [event] = await eventually('the event', async () => {
      const events = await eventsOf<{
        invocationId: string;
        applicationArn: string;
        streamArn: string;
        records: { recordId: string; kinesisStreamRecordMetadata: Record<string, unknown>; data: string }[];
      }>(processor);
      return events.length > 0 && events;
    });
    assert.ok(event);
    assert.deepEqual(Object.keys(event), ['invocationId', 'applicationArn', 'streamArn', 'records']);
    assert.deepEqual([event.applicationArn, event.streamArn], [applicationArn(name), arnOf(from)]);
    const [record] = event.records;
    assert.deepEqual(record?.kinesisStreamRecordMetadata, {
      sequenceNumber: record?.kinesisStreamRecordMetadata['sequenceNumber'],
      partitionKey: 'key-0',
      shardId: 'shardId-000000000000',
      approximateArrivalTimestamp: now,
    });
    assert.equal(Buffer.from(record?.data ?? '', 'base64').toString(), '{"K":"a","N":1}');
  });

  it('that fails is given the same records again until it does not', async () => {
    const { from, to, processor } = await withProcessor(`if (event.records.length > 0 && Date.now() < 0) return {};
  const fs = require('node:fs');
  const file = '/tmp/kda-' + process.env.AWS_LAMBDA_FUNCTION_NAME;
  const tries = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) + 1 : 1;
  fs.writeFileSync(file, String(tries));
  if (tries === 1) throw new Error('not yet');
  if (tries === 2) return { records: event.records.slice(1).map(({ recordId, data }) => ({ recordId, result: 'Ok', data })) };
  if (tries === 3) return { records: event.records.map(({ recordId, data }) => ({ recordId, result: 'Fine', data })) };
  return { records: event.records.map(({ recordId, data }) => ({ recordId, result: 'Ok', data })) };`);
    await putAll(sdk, from, [
      { K: 'a', N: 1 },
      { K: 'b', N: 2 },
    ]);
    assert.deepEqual(await has(to, 2), ['{"K":"a","N":1}', '{"K":"b","N":2}']);
    const events = await eventually('four events', async () => {
      const all = await eventsOf<{ records: { recordId: string }[] }>(processor);
      return all.length >= 4 && all;
    });
    const ids = events.map(({ records }) => records.map(({ recordId }) => recordId).join());
    assert.deepEqual([events.length, new Set(ids).size], [4, 1]);
  });

  it('is checked where settings name it, and can be added and taken away', async () => {
    const name = await paddock.newFunction('exports.handler = async () => ({ records: [] });');
    const role = await paddock.serviceRole(allow('kinesis:*'));
    const processor = { InputLambdaProcessor: { ResourceARN: functionArn(name), RoleARN: role } };
    const { name: ApplicationName, from, to } = await paddock.application({ code, schema });
    const add = {
      ApplicationName,
      CurrentApplicationVersionId: 1,
      InputId: '1.1',
      InputProcessingConfiguration: processor,
    };
    await assert.rejects(analytics.addApplicationInputProcessingConfiguration(add), {
      name: 'InvalidArgumentException',
      message: `Given IAM role arn : ${role} does not provide Invoke permissions on the Lambda resource : ${functionArn(name)}`,
    });
    processor.InputLambdaProcessor.RoleARN = await paddock.serviceRole();
    await analytics.addApplicationInputProcessingConfiguration(add);
    await putAll(sdk, from, [{ K: 'a', N: 1 }]);
    await control.advance(3_000);
    assert.deepEqual(await textsIn(sdk, to), []);
    await analytics.deleteApplicationInputProcessingConfiguration({
      ApplicationName,
      CurrentApplicationVersionId: 2,
      InputId: '1.1',
    });
    assert.deepEqual(await has(to, 1), ['{"K":"a","N":1}']);
  });
});

describe('a function that takes rows', () => {
  it('gets those again that it fails to deliver, with a hint of how often', async () => {
    const name = await paddock.newFunction(`const tries = new Map();
exports.handler = async (event) => {
  console.log('EVENT ' + JSON.stringify(event));
  return { records: event.records.map(({ recordId, data, lambdaDeliveryRecordMetadata: { retryHint } }) => {
    const { N } = JSON.parse(Buffer.from(data, 'base64'));
    return { recordId, result: N === 2 && retryHint < 2 ? 'DeliveryFailed' : 'Ok' };
  }) };
};`);
    const role = await paddock.serviceRole();
    const { from } = await paddock.application({
      name: 'to-a-function',
      code,
      schema,
      role,
      to: {},
      outputs: [
        {
          Name: 'DESTINATION_SQL_STREAM',
          LambdaOutput: { ResourceARN: functionArn(name), RoleARN: role },
          DestinationSchema: { RecordFormatType: 'JSON' },
        },
      ],
    });
    await putAll(
      sdk,
      from,
      [1, 2, 3].map((N) => ({ K: 'a', N })),
    );
    interface Event {
      readonly invocationId: string;
      readonly applicationArn: string;
      readonly records: readonly {
        readonly recordId: string;
        readonly lambdaDeliveryRecordMetadata: { readonly retryHint: number };
        readonly data: string;
      }[];
    }
    const events = await passing(
      paddock,
      eventually('three events', async () => {
        const all = await eventsOf<Event>(name);
        return all.length >= 3 && all;
      }),
    );
    assert.deepEqual(
      events.map(({ applicationArn: arn, records }) => [
        arn,
        ...records.map(({ data, lambdaDeliveryRecordMetadata: { retryHint } }) => [
          (JSON.parse(Buffer.from(data, 'base64').toString()) as { N: number }).N,
          retryHint,
        ]),
      ]),
      [
        [applicationArn('to-a-function'), [1, 0], [2, 0], [3, 0]],
        [applicationArn('to-a-function'), [2, 1]],
        [applicationArn('to-a-function'), [2, 2]],
      ],
    );
    assert.equal(new Set(events.map(({ records }) => records.at(1)?.recordId ?? records[0]?.recordId)).size, 1);
    const { Datapoints = [] } = await eventually('the metric', async () => {
      await control.advance(60_000);
      const found = await paddock.cloudWatch.getMetricStatistics({
        Namespace: 'AWS/KinesisAnalytics',
        MetricName: 'LambdaDelivery.DeliveryFailedRecords',
        Dimensions: [
          { Name: 'Application', Value: 'to-a-function' },
          { Name: 'Flow', Value: 'Output' },
          { Name: 'Id', Value: '1.1' },
        ],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 3 * 3_600_000),
        Period: 60,
        Statistics: ['Sum'],
      });
      return (found.Datapoints?.length ?? 0) > 0 && found;
    });
    assert.equal(
      Datapoints.reduce((all, { Sum = 0 }) => all + Sum, 0),
      2,
    );
  });
});

describe('reference data', () => {
  const joined = `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER, company VARCHAR(16));
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM s.k, s.n, c."name"
FROM SOURCE_SQL_STREAM_001 AS s LEFT JOIN "Companies" AS c ON s.k = c."ticker";`;
  const csv = {
    RecordFormat: {
      RecordFormatType: 'CSV' as const,
      MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\n', RecordColumnDelimiter: ',' } },
    },
    RecordColumns: [
      { Name: 'ticker', SqlType: 'VARCHAR(8)' },
      { Name: 'name', SqlType: 'VARCHAR(16)' },
    ],
  };

  it('is joined, is read again when it is updated, and only then', async () => {
    const [Bucket, FileKey] = [newName('bucket'), 'companies.csv'];
    await s3.createBucket({ Bucket });
    await s3.putObject({ Bucket, Key: FileKey, Body: 'AMZN,Amazon\nGOOG,Google\n' });
    const ReferenceRoleARN = await paddock.serviceRole(allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`));
    const { name: ApplicationName, from, to } = await paddock.application({ code: joined, schema, start: 'no' });
    await assert.rejects(paddock.start(ApplicationName), { name: 'InvalidApplicationConfigurationException' });
    const S3ReferenceDataSource = { BucketARN: `arn:aws:s3:::${Bucket}`, FileKey, ReferenceRoleARN };
    await analytics.addApplicationReferenceDataSource({
      ApplicationName,
      CurrentApplicationVersionId: 1,
      ReferenceDataSource: { TableName: 'Companies', S3ReferenceDataSource, ReferenceSchema: csv },
    });
    await paddock.start(ApplicationName);
    const rows = async (count: number) => {
      await has(to, count);
      return (await rowsIn(sdk, to)).slice(-2).map((row) => Object.values(row));
    };
    const put = (n: number) =>
      putAll(sdk, from, [
        { K: 'AMZN', N: n },
        { K: 'TSLA', N: n },
      ]);
    await put(1);
    assert.deepEqual(await rows(2), [
      ['AMZN', 1, 'Amazon'],
      ['TSLA', 1, null],
    ]);
    await s3.putObject({ Bucket, Key: FileKey, Body: 'AMZN,Amazon 2\nTSLA,Tesla\n' });
    await put(2);
    assert.deepEqual(await rows(4), [
      ['AMZN', 2, 'Amazon'],
      ['TSLA', 2, null],
    ]);
    await paddock.update(ApplicationName, { ReferenceDataSourceUpdates: [{ ReferenceId: '2.1' }] });
    await put(3);
    assert.deepEqual(await rows(6), [
      ['AMZN', 3, 'Amazon 2'],
      ['TSLA', 3, 'Tesla'],
    ]);
  });

  it('that is not there leaves the application running, with a message, until it is', async () => {
    const [Bucket, FileKey] = [newName('bucket'), 'later.csv'];
    await s3.createBucket({ Bucket });
    const logGroupName = newName('/aws/kinesis-analytics/reference');
    await paddock.logs.createLogGroup({ logGroupName });
    await paddock.logs.createLogStream({ logGroupName, logStreamName: 'messages' });
    const role = await paddock.serviceRole();
    const LogStreamARN = `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:log-stream:messages`;
    const {
      name: ApplicationName,
      from,
      to,
    } = await paddock.application({
      code: joined,
      schema,
      start: 'no',
      more: { CloudWatchLoggingOptions: [{ LogStreamARN, RoleARN: role }] },
    });
    await analytics.addApplicationReferenceDataSource({
      ApplicationName,
      CurrentApplicationVersionId: 1,
      ReferenceDataSource: {
        TableName: 'Companies',
        S3ReferenceDataSource: { BucketARN: `arn:aws:s3:::${Bucket}`, FileKey, ReferenceRoleARN: role },
        ReferenceSchema: csv,
      },
    });
    await paddock.start(ApplicationName);
    await putAll(sdk, from, [{ K: 'AMZN', N: 1 }]);
    const message = await passing(
      paddock,
      eventually('a message', async () => {
        const { events = [] } = await paddock.logs.getLogEvents({ logGroupName, logStreamName: 'messages' });
        return events[0]?.message;
      }),
    );
    assert.equal(
      message,
      JSON.stringify({
        applicationARN: applicationArn(ApplicationName),
        applicationVersionId: '2',
        messageType: 'ERROR',
        message:
          'There is a problem related to the configuration of your reference data. Please check that the bucket and the file exist, the role has the correct permissions to access these resources and that Kinesis Analytics can assume the role provided.',
        referenceId: '2.1',
        errorCode: 'ReferenceDataError',
        messageSchemaVersion: '1',
      }),
    );
    assert.equal((await paddock.settled(ApplicationName)).ApplicationStatus, 'RUNNING');
    await s3.putObject({ Bucket, Key: FileKey, Body: 'AMZN,Amazon\n' });
    await paddock.update(ApplicationName, { ReferenceDataSourceUpdates: [{ ReferenceId: '2.1' }] });
    await putAll(sdk, from, [{ K: 'AMZN', N: 2 }]);
    const texts = await has(to, 2);
    assert.match(texts.at(-1) ?? '', /"N":2,"COMPANY":"Amazon"/);
    assert.ok((await manyTexts(sdk, to, 2)).length === 2);
  });
});
