import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { KinesisAnalytics } from '@aws-sdk/client-kinesis-analytics';
import { allow, arnOf, documentOf, eventually, signerOf, type Someone } from '../harness.js';
import {
  applicationArn,
  createAnalytics,
  jsonSchema,
  manyTexts,
  putAll,
  startAnalytics,
  timestampText,
} from '../harness/analytics.js';

const paddock = await startAnalytics();
const { sdk, control, analytics, identities, send } = paddock;
const now = await control.freeze();
after(() => paddock.close());

const code = `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, n FROM SOURCE_SQL_STREAM_001;`;
const schema = jsonSchema('K VARCHAR(8)', 'N INTEGER');

interface State {
  readonly ApplicationStatus: string;
  readonly InAppStreams: readonly {
    readonly Name: string;
    readonly Kind: string;
    readonly Columns: readonly { readonly Name: string; readonly SqlType: string }[];
    readonly RecordCount: number;
    readonly Rows: readonly { readonly RowTime: string; readonly Values: readonly (string | null)[] }[];
  }[];
}

describe('GetApplicationState', () => {
  it('shows the latest rows of every in-application stream', async () => {
    const { name, from, to } = await paddock.application({ code, schema });
    await putAll(sdk, from, [
      { K: 'a', N: 1 },
      { K: 'b', N: 'x' },
      { K: 'c', N: null },
    ]);
    await manyTexts(sdk, to, 2);
    const { status, json } = await send('GetApplicationState', { ApplicationName: name });
    assert.equal(status, 200);
    const state = json as unknown as State;
    assert.equal(state.ApplicationStatus, 'RUNNING');
    assert.deepEqual(
      state.InAppStreams.map(({ Name, Kind, RecordCount }) => [Name, Kind, RecordCount]),
      [
        ['SOURCE_SQL_STREAM_001', 'SOURCE', 2],
        ['DESTINATION_SQL_STREAM', 'CREATED', 2],
        ['error_stream', 'ERROR', 1],
      ],
    );
    const [source, made] = state.InAppStreams;
    assert.deepEqual(source?.Columns.slice(0, 3), [
      { Name: 'K', SqlType: 'VARCHAR(8)' },
      { Name: 'N', SqlType: 'INTEGER' },
      { Name: 'APPROXIMATE_ARRIVAL_TIME', SqlType: 'TIMESTAMP' },
    ]);
    assert.deepEqual(made?.Rows, [
      { RowTime: timestampText(now), Values: ['a', '1'] },
      { RowTime: timestampText(now), Values: ['c', null] },
    ]);
    const limited = await send('GetApplicationState', {
      ApplicationName: name,
      InAppStreamNames: ['DESTINATION_SQL_STREAM'],
      Limit: 1,
    });
    assert.deepEqual(
      (limited.json as unknown as State).InAppStreams.map(({ Name, Rows }) => [Name, Rows.length, Rows[0]?.Values]),
      [['DESTINATION_SQL_STREAM', 1, ['c', null]]],
    );
    await paddock.stop(name);
    const stopped = await send('GetApplicationState', { ApplicationName: name });
    assert.deepEqual(stopped.json, { ApplicationName: name, ApplicationStatus: 'READY', InAppStreams: [] });
  });

  it('of an application that there is not is refused', async () => {
    const { status, json } = await send('GetApplicationState', { ApplicationName: 'nowhere' });
    assert.deepEqual([status, json?.['__type']], [400, 'ResourceNotFoundException']);
  });
});

it('metrics say what went in and out', async () => {
  const { name, from, to } = await paddock.application({ code, schema });
  const texts = Array.from({ length: 30 }, (_, N) => JSON.stringify({ K: 'é', N }));
  await putAll(sdk, from, texts);
  await manyTexts(sdk, to, texts.length);
  const bytes = texts.reduce((all, text) => all + Buffer.byteLength(text), 0);
  const total = async (MetricName: string, flow?: string): Promise<number | undefined> => {
    const { Datapoints = [] } = await paddock.cloudWatch.getMetricStatistics({
      Namespace: 'AWS/KinesisAnalytics',
      MetricName,
      Dimensions: [
        { Name: 'Application', Value: name },
        ...(flow === undefined
          ? []
          : [
              { Name: 'Flow', Value: flow },
              { Name: 'Id', Value: '1.1' },
            ]),
      ],
      StartTime: new Date(now - 3_600_000),
      EndTime: new Date(now + 3_600_000),
      Period: 60,
      Statistics: ['Sum'],
    });
    return Datapoints.length === 0 ? undefined : Datapoints.reduce((all, { Sum = 0 }) => all + Sum, 0);
  };
  await eventually('the metrics', async () => {
    await control.advance(1_000);
    return (await total('Records', 'Output')) === texts.length;
  });
  assert.deepEqual(
    [await total('Records', 'Input'), await total('Bytes', 'Input'), await total('Bytes', 'Output')],
    [texts.length, bytes, bytes],
  );
  assert.ok(((await total('Success', 'Output')) ?? 0) >= 1);
  assert.equal(await total('MillisBehindLatest', 'Input'), 0);
  assert.equal(await total('MillisBehindLatest'), 0);
  assert.ok(((await total('KPUs')) ?? 0) >= 1);
});

describe('somebody', () => {
  const as = async <T>({ keys }: Someone, work: (client: KinesisAnalytics) => Promise<T>): Promise<T> => {
    const client = createAnalytics(paddock.url, { credentials: keys });
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  };
  const denied = (action: string, resource?: string) => ({
    name: 'AccessDeniedException',
    message: new RegExp(
      `is not authorized to perform: ${action}${resource === undefined ? '' : ` on resource: ${resource}`}`,
    ),
  });

  it('who may only describe may do nothing else', async () => {
    const { name: ApplicationName, role, from } = await paddock.application({ code, schema, start: 'no' });
    const other = await paddock.application({ code, schema, start: 'no' });
    const arn = applicationArn(ApplicationName);
    const someone = await identities.newUser(allow('kinesisanalytics:DescribeApplication', arn));
    await as(someone, async (client) => {
      const { ApplicationDetail: detail } = await client.describeApplication({ ApplicationName });
      assert.equal(detail?.ApplicationName, ApplicationName);
      await assert.rejects(
        client.describeApplication({ ApplicationName: other.name }),
        denied('kinesisanalytics:DescribeApplication', applicationArn(other.name)),
      );
      const CurrentApplicationVersionId = 1;
      const versioned = { ApplicationName, CurrentApplicationVersionId };
      const Input = {
        NamePrefix: 'X',
        KinesisStreamsInput: { ResourceARN: arnOf(from), RoleARN: role },
        InputSchema: schema,
      };
      const Output = {
        Name: 'X',
        KinesisStreamsOutput: { ResourceARN: arnOf(from), RoleARN: role },
        DestinationSchema: { RecordFormatType: 'JSON' as const },
      };
      const lambda = 'arn:aws:lambda:us-east-1:000000000000:function:f';
      const refused: Readonly<Record<string, () => Promise<unknown>>> = {
        StartApplication: () => client.startApplication({ ApplicationName, InputConfigurations: [] }),
        StopApplication: () => client.stopApplication({ ApplicationName }),
        UpdateApplication: () => client.updateApplication({ ...versioned, ApplicationUpdate: {} }),
        DeleteApplication: () => client.deleteApplication({ ApplicationName, CreateTimestamp: new Date() }),
        AddApplicationInput: () => client.addApplicationInput({ ...versioned, Input }),
        AddApplicationOutput: () => client.addApplicationOutput({ ...versioned, Output }),
        DeleteApplicationOutput: () => client.deleteApplicationOutput({ ...versioned, OutputId: '1.1' }),
        AddApplicationReferenceDataSource: () =>
          client.addApplicationReferenceDataSource({
            ...versioned,
            ReferenceDataSource: {
              TableName: 'T',
              S3ReferenceDataSource: { BucketARN: 'arn:aws:s3:::b', FileKey: 'k', ReferenceRoleARN: role },
              ReferenceSchema: schema,
            },
          }),
        DeleteApplicationReferenceDataSource: () =>
          client.deleteApplicationReferenceDataSource({ ...versioned, ReferenceId: '1.1' }),
        AddApplicationCloudWatchLoggingOption: () =>
          client.addApplicationCloudWatchLoggingOption({
            ...versioned,
            CloudWatchLoggingOption: { LogStreamARN: 'arn:aws:logs:x', RoleARN: role },
          }),
        DeleteApplicationCloudWatchLoggingOption: () =>
          client.deleteApplicationCloudWatchLoggingOption({ ...versioned, CloudWatchLoggingOptionId: '1.1' }),
        AddApplicationInputProcessingConfiguration: () =>
          client.addApplicationInputProcessingConfiguration({
            ...versioned,
            InputId: '1.1',
            InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: lambda, RoleARN: role } },
          }),
        DeleteApplicationInputProcessingConfiguration: () =>
          client.deleteApplicationInputProcessingConfiguration({ ...versioned, InputId: '1.1' }),
        TagResource: () => client.tagResource({ ResourceARN: arn, Tags: [{ Key: 'a' }] }),
        UntagResource: () => client.untagResource({ ResourceARN: arn, TagKeys: ['a'] }),
        ListTagsForResource: () => client.listTagsForResource({ ResourceARN: arn }),
      };
      for (const [action, call] of Object.entries(refused))
        await assert.rejects(call(), denied(`kinesisanalytics:${action}`, arn), action);
      await assert.rejects(
        client.createApplication({ ApplicationName: 'another' }),
        denied('kinesisanalytics:CreateApplication', applicationArn('another')),
      );
      await assert.rejects(client.listApplications({}), denied('kinesisanalytics:ListApplications'));
      await assert.rejects(client.discoverInputSchema({}), denied('kinesisanalytics:DiscoverInputSchema'));
    });
    const state = await send('GetApplicationState', { ApplicationName }, { sign: signerOf(someone.keys) });
    assert.equal(state.json?.['__type'], 'AccessDeniedException');
    assert.equal((await paddock.settled(ApplicationName)).ApplicationVersionId, 1);
  });

  it('needs iam:PassRole for the roles that settings name', async () => {
    const { name: ApplicationName, role, from } = await paddock.application({ code, schema, start: 'no' });
    const someone = await identities.newUser(allow('kinesisanalytics:*'));
    const output = {
      ApplicationName,
      CurrentApplicationVersionId: 1,
      Output: {
        Name: 'X',
        KinesisStreamsOutput: { ResourceARN: arnOf(from), RoleARN: role },
        DestinationSchema: { RecordFormatType: 'JSON' as const },
      },
    };
    await as(someone, async (client) => {
      await assert.rejects(client.addApplicationOutput(output), denied('iam:PassRole', role));
      await assert.rejects(
        client.discoverInputSchema({ ResourceARN: arnOf(from), RoleARN: role }),
        denied('iam:PassRole', role),
      );
      await identities.allow(
        someone.name,
        documentOf(
          { Action: 'kinesisanalytics:*', Resource: '*' },
          {
            Action: 'iam:PassRole',
            Resource: role,
            Condition: { StringEquals: { 'iam:PassedToService': 'kinesisanalytics.amazonaws.com' } },
          },
        ),
      );
      await client.addApplicationOutput(output);
    });
  });

  it('may act by an application’s tags, and tag as conditions say', async () => {
    const tagged = (ApplicationName: string, herd: string) => ({
      ApplicationName,
      Tags: [{ Key: 'herd', Value: herd }],
    });
    await analytics.createApplication(tagged('north-app', 'north'));
    await analytics.createApplication(tagged('south-app', 'south'));
    const someone = await identities.newUser(
      documentOf(
        {
          Action: 'kinesisanalytics:DescribeApplication',
          Resource: '*',
          Condition: { StringEquals: { 'aws:ResourceTag/herd': 'north' } },
        },
        {
          Action: ['kinesisanalytics:CreateApplication', 'kinesisanalytics:TagResource'],
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestTag/herd': 'north' } },
        },
      ),
    );
    await as(someone, async (client) => {
      await client.describeApplication({ ApplicationName: 'north-app' });
      await assert.rejects(
        client.describeApplication({ ApplicationName: 'south-app' }),
        denied('kinesisanalytics:DescribeApplication'),
      );
      await client.createApplication(tagged('north-too', 'north'));
      await assert.rejects(
        client.createApplication(tagged('south-too', 'south')),
        denied('kinesisanalytics:CreateApplication'),
      );
      await assert.rejects(
        client.createApplication({ ApplicationName: 'no-herd' }),
        denied('kinesisanalytics:CreateApplication'),
      );
    });
    const ResourceARN = applicationArn('north-too');
    await analytics.tagResource({ ResourceARN, Tags: [{ Key: 'colour', Value: 'white' }] });
    const { Tags = [] } = await analytics.listTagsForResource({ ResourceARN });
    assert.deepEqual(Tags.map(({ Key, Value }) => `${Key}=${Value}`).toSorted(), ['colour=white', 'herd=north']);
    await analytics.untagResource({ ResourceARN, TagKeys: ['colour'] });
    assert.equal((await analytics.listTagsForResource({ ResourceARN })).Tags?.length, 1);
    assert.equal((await paddock.settled('north-too')).ApplicationVersionId, 1);
  });
});
