import './quiet.js';
import {
  KinesisAnalytics,
  type ApplicationDetail,
  type CreateApplicationRequest,
  type Input,
  type InputStartingPosition,
  type KinesisAnalyticsClientConfig,
  type Output,
  type RecordColumn,
  type SourceSchema,
} from '@aws-sdk/client-kinesis-analytics';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import type { Config } from '@paddock/server';
import { setTimeout as delay } from 'node:timers/promises';
import { allow, type Identities } from './identity.js';
import { startLambda, type LambdaPaddock } from './lambda.js';
import { jsonType, type Answer, type RawClient, type RawRequest } from './raw.js';
import { account, arnOf, region } from './server.js';
import { listShards, newName, newStream, readShard, textOf } from './streams.js';
import { eventually } from './wait.js';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Kinesis Data Analytics by the SDK v3, which does not retry. */
export const createAnalytics = (endpoint: string, config: KinesisAnalyticsClientConfig = {}): KinesisAnalytics =>
  new KinesisAnalytics({ endpoint, region, credentials, maxAttempts: 1, ...config });

/** A signed request of the API of 2015-08-14, whatever its answer. */
export const callAnalytics = (
  raw: RawClient,
  operation: string,
  input: object,
  request: RawRequest = {},
): Promise<Answer> =>
  raw.send({
    body: JSON.stringify(input),
    ...request,
    headers: {
      'content-type': jsonType,
      'x-amz-target': `KinesisAnalytics_20150814.${operation}`,
      ...request.headers,
    },
    sign: request.sign === false ? false : { service: 'kinesisanalytics', ...request.sign },
  });

export const applicationArn = (name: string): string =>
  `arn:aws:kinesisanalytics:${region}:${account}:application/${name}`;

/** A column of a schema: `price DOUBLE`, which is mapped from `$.price`. */
export const columnsOf = (...columns: readonly string[]): RecordColumn[] =>
  columns.map((column) => {
    const [Name = '', ...type] = column.split(' ');
    return { Name, SqlType: type.join(' '), Mapping: `$.${Name}` };
  });

export const jsonSchema = (...columns: readonly string[]): SourceSchema => ({
  RecordFormat: { RecordFormatType: 'JSON', MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } } },
  RecordEncoding: 'UTF-8',
  RecordColumns: columnsOf(...columns),
});

/** What an application is made of, where it is not the usual. */
export interface ApplicationSettings {
  readonly name?: string;
  readonly code: string;
  /** The stream that it reads; a new one of one shard unless told otherwise. */
  readonly from?: string;
  readonly schema: SourceSchema;
  readonly input?: Partial<Input>;
  /** In-application streams by the streams that get their rows. Without it, DESTINATION_SQL_STREAM goes to a new one. */
  readonly to?: Readonly<Record<string, string>>;
  readonly outputs?: readonly Output[];
  /** Of input and outputs; one that may do anything unless told otherwise. */
  readonly role?: string;
  readonly more?: Partial<CreateApplicationRequest>;
  /** Not started without. TRIM_HORIZON unless told otherwise. */
  readonly start?: InputStartingPosition | 'no';
}

/** An application, and the streams around it. */
export interface Running {
  readonly name: string;
  /** The stream that it reads. */
  readonly from: string;
  /** The stream that its only output goes to. */
  readonly to: string;
  readonly role: string;
}

/** A server with clients of Kinesis Data Analytics and everything around it. */
export interface AnalyticsPaddock extends LambdaPaddock {
  readonly analytics: KinesisAnalytics;
  readonly send: (operation: string, input: object, request?: RawRequest) => Promise<Answer>;
  /** A role that the service may assume and that may do what the documents say; whatever it likes when there is none. */
  readonly serviceRole: (...documents: readonly string[]) => Promise<string>;
  /** Makes an application and starts it, unless told otherwise; when it is RUNNING, or READY. */
  readonly application: (settings: ApplicationSettings) => Promise<Running>;
  /** When it is in none of the states that pass. */
  readonly settled: (name: string) => Promise<ApplicationDetail>;
  readonly start: (name: string, position?: InputStartingPosition) => Promise<void>;
  readonly stop: (name: string) => Promise<void>;
  /** Of the version that it has now: a change and its end. */
  readonly update: (name: string, change: object) => Promise<void>;
}

/** @param overrides of the server's settings */
export async function startAnalytics(overrides: Partial<Config> = {}): Promise<AnalyticsPaddock> {
  const paddock = await startLambda(overrides);
  const analytics = createAnalytics(paddock.url);
  return {
    ...paddock,
    ...analyticsKit({ sdk: paddock.sdk, analytics, identities: paddock.identities }),
    analytics,
    send: (operation, input, request) => callAnalytics(paddock.raw, operation, input, request),
    close: async () => {
      analytics.destroy();
      await paddock.close();
    },
  };
}

/** What tests do with applications, wherever the server runs. */
export function analyticsKit({
  sdk,
  analytics,
  identities,
}: {
  readonly sdk: Kinesis;
  readonly analytics: KinesisAnalytics;
  readonly identities: Identities;
}): Pick<AnalyticsPaddock, 'serviceRole' | 'application' | 'settled' | 'start' | 'stop' | 'update'> {
  let common: Promise<string> | undefined;
  const serviceRole: AnalyticsPaddock['serviceRole'] = async (...documents) => {
    const trusted = { Service: 'kinesisanalytics.amazonaws.com' };
    return (await identities.newRole(trusted, documents.length === 0 ? [allow('*')] : documents)).arn;
  };
  const settled: AnalyticsPaddock['settled'] = (ApplicationName) =>
    eventually('a settled application', async () => {
      const { ApplicationDetail: detail } = await analytics.describeApplication({ ApplicationName });
      return (detail?.ApplicationStatus === 'READY' || detail?.ApplicationStatus === 'RUNNING') && detail;
    });
  const start: AnalyticsPaddock['start'] = async (ApplicationName, position = 'TRIM_HORIZON') => {
    const { InputDescriptions = [] } = await settled(ApplicationName);
    await analytics.startApplication({
      ApplicationName,
      InputConfigurations: InputDescriptions.map(({ InputId = '' }) => ({
        Id: InputId,
        InputStartingPositionConfiguration: { InputStartingPosition: position },
      })),
    });
    await settled(ApplicationName);
  };
  return {
    serviceRole,
    settled,
    start,
    async application(settings) {
      const { name = newName('application'), code, schema, input = {}, start: position = 'TRIM_HORIZON' } = settings;
      const role = settings.role ?? (await (common ??= serviceRole()));
      const from = settings.from ?? (await newStream(sdk, 1, 'from'));
      const to = settings.to ?? { DESTINATION_SQL_STREAM: await newStream(sdk, 1, 'to') };
      const destinations = Object.entries(to).map(([inApplication, stream]) =>
        streamOutput(inApplication, stream, role),
      );
      await analytics.createApplication({
        ApplicationName: name,
        ApplicationCode: code,
        Inputs: [streamInput(from, schema, role, input)],
        Outputs: [...destinations, ...(settings.outputs ?? [])],
        ...settings.more,
      });
      if (position !== 'no') await start(name, position);
      return { name, from, to: Object.values(to)[0] ?? '', role };
    },
    async stop(ApplicationName) {
      await analytics.stopApplication({ ApplicationName });
      await settled(ApplicationName);
    },
    async update(ApplicationName, ApplicationUpdate) {
      const { ApplicationVersionId: CurrentApplicationVersionId } = await settled(ApplicationName);
      await analytics.updateApplication({ ApplicationName, CurrentApplicationVersionId, ApplicationUpdate });
      await settled(ApplicationName);
    },
  };
}

export const streamInput = (
  from: string,
  InputSchema: SourceSchema,
  RoleARN: string,
  more: Partial<Input> = {},
): Input => ({
  NamePrefix: 'SOURCE_SQL_STREAM',
  KinesisStreamsInput: { ResourceARN: arnOf(from), RoleARN },
  InputSchema,
  ...more,
});

export const streamOutput = (
  Name: string,
  to: string,
  RoleARN: string,
  RecordFormatType: 'JSON' | 'CSV' = 'JSON',
): Output => ({
  Name,
  KinesisStreamsOutput: { ResourceARN: arnOf(to), RoleARN },
  DestinationSchema: { RecordFormatType },
});

/** Writes texts, or values as JSON, in their order. @param keyOf one key for all without it */
export async function putAll(
  sdk: Kinesis,
  StreamName: string,
  values: readonly unknown[],
  keyOf: (value: unknown, index: number) => string = () => 'key',
): Promise<void> {
  for (let at = 0; at < values.length; at += 500) {
    const { FailedRecordCount } = await sdk.putRecords({
      StreamName,
      Records: values.slice(at, at + 500).map((value, index) => ({
        Data: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
        PartitionKey: keyOf(value, at + index),
      })),
    });
    if (FailedRecordCount !== 0) throw new Error(`${FailedRecordCount} records were not put`);
  }
}

/** What a stream has, shard by shard. */
export async function textsIn(sdk: Kinesis, stream: string): Promise<string[]> {
  const shards = await listShards(sdk, stream);
  const texts: string[] = [];
  for (const { ShardId = '' } of shards)
    for (const record of await readShard(sdk, stream, Number(ShardId.split('-')[1]))) texts.push(textOf(record));
  return texts;
}

/** What a stream has, as JSON. */
export const rowsIn = async <T = Record<string, unknown>>(sdk: Kinesis, stream: string): Promise<T[]> =>
  (await textsIn(sdk, stream)).map((text) => JSON.parse(text) as T);

/** Until the stream has so many texts at least; gives them. */
export const manyTexts = (sdk: Kinesis, stream: string, count: number, patience?: number): Promise<string[]> =>
  eventually(
    `${count} records in ${stream}`,
    async () => {
      const texts = await textsIn(sdk, stream);
      return texts.length >= count && texts;
    },
    patience,
  );

/** What comes to pass while the clock, which stands still otherwise, goes on second by second, or by other steps in ms. */
export async function passing<T>(
  { control }: Pick<AnalyticsPaddock, 'control'>,
  until: Promise<T>,
  step = 1000,
): Promise<T> {
  let isDone = false;
  const done = until.finally(() => (isDone = true));
  // Who waits for it hears of its failure below.
  done.catch(() => undefined);
  while (!isDone) {
    await Promise.race([done.catch(() => undefined), delay(15)]);
    if (!isDone) await control.advance(step);
  }
  return done;
}

/** `2018-03-18 03:20:00.000` */
export const timestampText = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
