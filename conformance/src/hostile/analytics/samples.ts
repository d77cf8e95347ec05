import { kinesisAnalyticsOperations, kinesisAnalyticsV2Operations } from '@paddock/server';
import type { StructureShape } from '@paddock/wire';
import { account, region } from '../../harness/server.js';
import { sampleOf } from '../sample-of.js';

export type Api = 'v1' | 'v2';

/** An operation, with an input that has every member that goes with the others. */
export interface Sample {
  readonly api: Api;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Codes that its model declares. */
  readonly errors: readonly string[];
}

export const role = `arn:aws:iam::${account}:role/analytics`;
const stream = `arn:aws:kinesis:${region}:${account}:stream/target`;
const functionArn = `arn:aws:lambda:${region}:${account}:function:target`;
const bucket = 'arn:aws:s3:::target';
const logStream = `arn:aws:logs:${region}:${account}:log-group:target:log-stream:stream`;
/** The applications that operations are tried on: one that the older API made, and one of the newer. */
export const targets = { v1: 'target', v2: 'newer' } as const;
const arnOf = (api: Api): string => `arn:aws:kinesisanalytics:${region}:${account}:application/${targets[api]}`;

export const code = `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("name" VARCHAR(16), "total" DOUBLE);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM "name", SUM("price") FROM "SOURCE_SQL_STREAM_001"
GROUP BY "name", STEP("SOURCE_SQL_STREAM_001".ROWTIME BY INTERVAL '10' SECOND);`;

const format = {
  RecordFormatType: 'JSON',
  MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } },
};
const columns = [
  { Name: 'name', Mapping: '$.name', SqlType: 'VARCHAR(16)' },
  { Name: 'price', Mapping: '$.price', SqlType: 'DOUBLE' },
  { Name: 'tags', Mapping: '$.tags[0:]', SqlType: 'VARCHAR(16)' },
];
const schema = { RecordFormat: format, RecordEncoding: 'UTF-8', RecordColumns: columns };
const csvSchema = {
  RecordFormat: {
    RecordFormatType: 'CSV',
    MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\n', RecordColumnDelimiter: ',' } },
  },
  RecordColumns: columns.map(({ Name, SqlType }) => ({ Name, SqlType })),
};

/** What the older API names with each resource. */
const by = (api: Api): object => (api === 'v1' ? { RoleARN: role } : {});
const inputOf = (api: Api) => ({
  NamePrefix: 'SOURCE_SQL_STREAM',
  InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: functionArn, ...by(api) } },
  KinesisStreamsInput: { ResourceARN: stream, ...by(api) },
  InputParallelism: { Count: 2 },
  InputSchema: schema,
});
const outputOf = (api: Api) => ({
  Name: 'DESTINATION_SQL_STREAM',
  KinesisStreamsOutput: { ResourceARN: `${stream}-out`, ...by(api) },
  DestinationSchema: { RecordFormatType: 'JSON' },
});
const referenceOf = (api: Api) => ({
  TableName: 'names',
  S3ReferenceDataSource: {
    BucketARN: bucket,
    FileKey: 'names.csv',
    ...(api === 'v1' ? { ReferenceRoleARN: role } : {}),
  },
  ReferenceSchema: csvSchema,
});
const loggingOf = (api: Api) => ({ LogStreamARN: logStream, ...by(api) });

/** What makes the application that operations are tried on: in both, it has an input and an output `1.1`. */
export function creation(api: Api): object {
  const { InputProcessingConfiguration: _, ...input } = inputOf(api);
  return api === 'v1'
    ? { ApplicationName: targets.v1, ApplicationCode: code, Inputs: [input], Outputs: [outputOf(api)] }
    : {
        ApplicationName: targets.v2,
        RuntimeEnvironment: 'SQL-1_0',
        ServiceExecutionRole: role,
        ApplicationConfiguration: {
          ApplicationCodeConfiguration: { CodeContentType: 'PLAINTEXT', CodeContent: { TextContent: code } },
          SqlApplicationConfiguration: { Inputs: [input], Outputs: [outputOf(api)] },
        },
      };
}

const updated = (api: Api): object => ({
  ResourceARNUpdate: stream,
  ...(api === 'v1' ? { RoleARNUpdate: role } : {}),
});
const updatesOf = (api: Api) => ({
  InputUpdates: [
    {
      InputId: '1.1',
      NamePrefixUpdate: 'OTHER_STREAM',
      KinesisStreamsInputUpdate: updated(api),
      InputSchemaUpdate: { RecordFormatUpdate: format, RecordEncodingUpdate: 'UTF-8', RecordColumnUpdates: columns },
      InputParallelismUpdate: { CountUpdate: 3 },
    },
  ],
  OutputUpdates: [
    {
      OutputId: '1.1',
      NameUpdate: 'OTHER',
      KinesisStreamsOutputUpdate: updated(api),
      DestinationSchemaUpdate: { RecordFormatType: 'CSV' },
    },
  ],
});

/** Values of members that name something. */
const hints = (api: Api): Readonly<Record<string, unknown>> => ({
  ApplicationName: targets[api],
  CurrentApplicationVersionId: 1,
  CreateTimestamp: 1_700_000_000,
  ResourceARN: arnOf(api),
  Input: inputOf(api),
  Inputs: [inputOf(api)],
  InputId: '1.1',
  InputProcessingConfiguration: inputOf(api).InputProcessingConfiguration,
  Output: outputOf(api),
  Outputs: [outputOf(api)],
  OutputId: '1.1',
  ReferenceDataSource: referenceOf(api),
  ReferenceDataSources: [referenceOf(api)],
  ReferenceId: '1.1',
  CloudWatchLoggingOption: loggingOf(api),
  CloudWatchLoggingOptions: [loggingOf(api)],
  CloudWatchLoggingOptionId: '1.1',
  ApplicationCode: code,
  ServiceExecutionRole: role,
  Tags: [{ Key: 'a', Value: 'b' }],
  TagKeys: ['a'],
  NextToken: 'AAAA',
  // Another way to say the version.
  ConditionalToken: undefined,
  ApplicationMaintenanceWindowStartTimeUpdate: '01:00',
});

const started = { InputStartingPosition: 'TRIM_HORIZON' };
/** Where members of one operation exclude each other. */
const ofOperation: Readonly<Record<Api, Readonly<Record<string, Sample['input']>>>> = {
  v1: {
    DiscoverInputSchema: { ResourceARN: stream, RoleARN: role, InputStartingPositionConfiguration: started },
    StartApplication: {
      ApplicationName: targets.v1,
      InputConfigurations: [{ Id: '1.1', InputStartingPositionConfiguration: started }],
    },
    UpdateApplication: {
      ApplicationName: targets.v1,
      CurrentApplicationVersionId: 1,
      ApplicationUpdate: { ...updatesOf('v1'), ApplicationCodeUpdate: code },
    },
    ListApplications: { Limit: 10, ExclusiveStartApplicationName: 'a' },
    GetApplicationState: { ApplicationName: targets.v1, InAppStreamNames: ['SOURCE_SQL_STREAM_001'], Limit: 10 },
  },
  v2: {
    CreateApplication: { ...creation('v2'), ApplicationName: 'elsewhere', Tags: [{ Key: 'a', Value: 'b' }] },
    DiscoverInputSchema: {
      ResourceARN: stream,
      ServiceExecutionRole: role,
      InputStartingPositionConfiguration: started,
    },
    StartApplication: {
      ApplicationName: targets.v2,
      RunConfiguration: {
        SqlRunConfigurations: [{ InputId: '1.1', InputStartingPositionConfiguration: started }],
      },
    },
    UpdateApplication: {
      ApplicationName: targets.v2,
      CurrentApplicationVersionId: 1,
      ApplicationConfigurationUpdate: {
        SqlApplicationConfigurationUpdate: updatesOf('v2'),
        ApplicationCodeConfigurationUpdate: {
          CodeContentTypeUpdate: 'PLAINTEXT',
          CodeContentUpdate: { TextContentUpdate: code },
        },
      },
      ServiceExecutionRoleUpdate: role,
    },
  },
};
const elsewhere = { CreateApplication: { ApplicationName: 'elsewhere' } } as const;

const samplesOf = (api: Api, operations: typeof kinesisAnalyticsOperations): Sample[] =>
  operations.map(({ name, input, errors }) => ({
    api,
    operation: name,
    input: ofOperation[api][name] ?? {
      ...(sampleOf(input as StructureShape, hints(api)) as Sample['input']),
      ...(name in elsewhere ? elsewhere.CreateApplication : {}),
    },
    errors,
  }));

/** Every operation that is served, of both APIs. */
export const samples: readonly Sample[] = [
  ...samplesOf('v1', kinesisAnalyticsOperations),
  ...samplesOf('v2', kinesisAnalyticsV2Operations),
];
