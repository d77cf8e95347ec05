import { enumeration, list, required, string, structure } from '@paddock/wire';
import {
  BucketARN,
  DestinationSchema,
  FileKey,
  Id,
  InAppTableName,
  InputParallelism,
  InputParallelismCount,
  InputStartingPositionConfiguration,
  LogStreamARN,
  RecordFormatType,
  ResourceARN,
} from './shapes.js';

/** What requests of the API of 2018-05-23 are made of, for applications of SQL: resources are used in the name of the application's role. */
export const sqlRuntime = 'SQL-1_0';
export const RuntimeEnvironment = enumeration(
  sqlRuntime,
  'FLINK-1_6',
  'FLINK-1_8',
  'ZEPPELIN-FLINK-1_0',
  'FLINK-1_11',
  'FLINK-1_13',
  'ZEPPELIN-FLINK-2_0',
  'FLINK-1_15',
  'ZEPPELIN-FLINK-3_0',
  'FLINK-1_18',
  'FLINK-1_19',
  'FLINK-1_20',
  'FLINK-2_2',
);
export const ApplicationStatus = enumeration(
  'DELETING',
  'STARTING',
  'STOPPING',
  'READY',
  'RUNNING',
  'UPDATING',
  'AUTOSCALING',
  'FORCE_STOPPING',
  'ROLLING_BACK',
  'MAINTENANCE',
  'ROLLED_BACK',
);
export const ApplicationMode = enumeration('STREAMING', 'INTERACTIVE');
export const RoleARN = ResourceARN;
export const KinesisAnalyticsARN = ResourceARN;
export const ConditionalToken = string({ min: 1, max: 512, pattern: '[a-zA-Z0-9-_+/=]+' });
export const TextContent = string({ min: 0, max: 102_400 });
export const CodeContentType = enumeration('PLAINTEXT', 'ZIPFILE');

/** Of streams and of columns alike: no hyphens, white space, angle brackets or ampersands. */
const namePattern = '[^-\\s<>&]*';
export const InAppStreamName = string({ min: 1, max: 32, pattern: namePattern });

const onlyResource = { ResourceARN: required(ResourceARN) };
const resourceUpdate = { ResourceARNUpdate: required(ResourceARN) };

const Delimiter = string({ min: 1, max: 1024 });
const MappingParameters = structure('MappingParameters', {
  JSONMappingParameters: structure('JSONMappingParameters', {
    RecordRowPath: required(string({ min: 1, max: 65_535, pattern: '^(?=^\\$)(?=^\\S+$).*$' })),
  }),
  CSVMappingParameters: structure('CSVMappingParameters', {
    RecordRowDelimiter: required(Delimiter),
    RecordColumnDelimiter: required(Delimiter),
  }),
});
const RecordFormat = structure('RecordFormat', { RecordFormatType: required(RecordFormatType), MappingParameters });
const RecordEncoding = string({ min: 5, max: 5, pattern: 'UTF-8' });
const RecordColumn = structure('RecordColumn', {
  Name: required(string({ min: 1, max: 256, pattern: namePattern })),
  Mapping: string({ min: 0, max: 65_535 }),
  SqlType: required(string({ min: 1, max: 100 })),
});
const RecordColumns = list(RecordColumn, { min: 1, max: 1000 });
export const SourceSchema = structure('SourceSchema', {
  RecordFormat: required(RecordFormat),
  RecordEncoding,
  RecordColumns: required(RecordColumns),
});

export const InputProcessingConfiguration = structure('InputProcessingConfiguration', {
  InputLambdaProcessor: required(structure('InputLambdaProcessor', onlyResource)),
});
export const Input = structure('Input', {
  NamePrefix: required(InAppStreamName),
  InputProcessingConfiguration,
  KinesisStreamsInput: structure('KinesisStreamsInput', onlyResource),
  KinesisFirehoseInput: structure('KinesisFirehoseInput', onlyResource),
  InputParallelism,
  InputSchema: required(SourceSchema),
});
const InputUpdate = structure('InputUpdate', {
  InputId: required(Id),
  NamePrefixUpdate: InAppStreamName,
  InputProcessingConfigurationUpdate: structure('InputProcessingConfigurationUpdate', {
    InputLambdaProcessorUpdate: required(structure('InputLambdaProcessorUpdate', resourceUpdate)),
  }),
  KinesisStreamsInputUpdate: structure('KinesisStreamsInputUpdate', resourceUpdate),
  KinesisFirehoseInputUpdate: structure('KinesisFirehoseInputUpdate', resourceUpdate),
  InputSchemaUpdate: structure('InputSchemaUpdate', {
    RecordFormatUpdate: RecordFormat,
    RecordEncodingUpdate: RecordEncoding,
    RecordColumnUpdates: RecordColumns,
  }),
  InputParallelismUpdate: structure('InputParallelismUpdate', { CountUpdate: required(InputParallelismCount) }),
});

export const Output = structure('Output', {
  Name: required(InAppStreamName),
  KinesisStreamsOutput: structure('KinesisStreamsOutput', onlyResource),
  KinesisFirehoseOutput: structure('KinesisFirehoseOutput', onlyResource),
  LambdaOutput: structure('LambdaOutput', onlyResource),
  DestinationSchema: required(DestinationSchema),
});
const OutputUpdate = structure('OutputUpdate', {
  OutputId: required(Id),
  NameUpdate: InAppStreamName,
  KinesisStreamsOutputUpdate: structure('KinesisStreamsOutputUpdate', resourceUpdate),
  KinesisFirehoseOutputUpdate: structure('KinesisFirehoseOutputUpdate', resourceUpdate),
  LambdaOutputUpdate: structure('LambdaOutputUpdate', resourceUpdate),
  DestinationSchemaUpdate: DestinationSchema,
});

export const ReferenceDataSource = structure('ReferenceDataSource', {
  TableName: required(InAppTableName),
  S3ReferenceDataSource: structure('S3ReferenceDataSource', { BucketARN, FileKey }),
  ReferenceSchema: required(SourceSchema),
});
const ReferenceDataSourceUpdate = structure('ReferenceDataSourceUpdate', {
  ReferenceId: required(Id),
  TableNameUpdate: InAppTableName,
  S3ReferenceDataSourceUpdate: structure('S3ReferenceDataSourceUpdate', {
    BucketARNUpdate: BucketARN,
    FileKeyUpdate: FileKey,
  }),
  ReferenceSchemaUpdate: SourceSchema,
});

export const SqlApplicationConfiguration = structure('SqlApplicationConfiguration', {
  Inputs: list(Input),
  Outputs: list(Output),
  ReferenceDataSources: list(ReferenceDataSource),
});
export const SqlApplicationConfigurationUpdate = structure('SqlApplicationConfigurationUpdate', {
  InputUpdates: list(InputUpdate),
  OutputUpdates: list(OutputUpdate),
  ReferenceDataSourceUpdates: list(ReferenceDataSourceUpdate),
});

export const CloudWatchLoggingOption = structure('CloudWatchLoggingOption', { LogStreamARN: required(LogStreamARN) });
export const CloudWatchLoggingOptions = list(CloudWatchLoggingOption);
export const CloudWatchLoggingOptionUpdates = list(
  structure('CloudWatchLoggingOptionUpdate', {
    CloudWatchLoggingOptionId: required(Id),
    LogStreamARNUpdate: LogStreamARN,
  }),
);

export const SqlRunConfigurations = list(
  structure('SqlRunConfiguration', {
    InputId: required(Id),
    InputStartingPositionConfiguration: required(InputStartingPositionConfiguration),
  }),
);

export const S3Configuration = structure('S3Configuration', {
  BucketARN: required(BucketARN),
  FileKey: required(FileKey),
});
