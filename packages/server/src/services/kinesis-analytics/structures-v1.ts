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

/** What requests of the API of 2015-08-14 are made of: each resource comes with a role. */
export const RoleARN = string({
  min: 1,
  max: 2048,
  pattern: 'arn:aws:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
});
export const KinesisAnalyticsARN = string({
  min: 1,
  max: 2048,
  pattern: 'arn:aws:kinesisanalytics:[a-z]{2}-[a-z]+-\\d{1}+:\\d{12}+:application/[a-zA-Z0-9_.-]{1,128}',
});
export const ApplicationCode = string({ min: 0, max: 102_400 });
export const ApplicationStatus = enumeration('DELETING', 'STARTING', 'STOPPING', 'READY', 'RUNNING', 'UPDATING');
export const InAppStreamName = string({ min: 1, max: 32 });

// AWS reports what is wrong with the role first, and with outputs before inputs.
const withRole = { RoleARN: required(RoleARN), ResourceARN: required(ResourceARN) };
const roleUpdate = { ResourceARNUpdate: ResourceARN, RoleARNUpdate: RoleARN };

const MappingParameters = structure('MappingParameters', {
  JSONMappingParameters: structure('JSONMappingParameters', { RecordRowPath: required(string({ min: 1 })) }),
  CSVMappingParameters: structure('CSVMappingParameters', {
    RecordRowDelimiter: required(string({ min: 1 })),
    RecordColumnDelimiter: required(string({ min: 1 })),
  }),
});
const RecordFormat = structure('RecordFormat', { RecordFormatType: required(RecordFormatType), MappingParameters });
const RecordEncoding = string({ pattern: 'UTF-8' });
const RecordColumn = structure('RecordColumn', {
  Name: required(string()),
  Mapping: string(),
  SqlType: required(string({ min: 1 })),
});
const RecordColumns = list(RecordColumn, { min: 1, max: 1000 });
export const SourceSchema = structure('SourceSchema', {
  RecordFormat: required(RecordFormat),
  RecordEncoding,
  RecordColumns: required(RecordColumns),
});

export const InputProcessingConfiguration = structure('InputProcessingConfiguration', {
  InputLambdaProcessor: required(structure('InputLambdaProcessor', withRole)),
});
export const Input = structure('Input', {
  NamePrefix: required(InAppStreamName),
  InputProcessingConfiguration,
  KinesisStreamsInput: structure('KinesisStreamsInput', withRole),
  KinesisFirehoseInput: structure('KinesisFirehoseInput', withRole),
  InputParallelism,
  InputSchema: required(SourceSchema),
});
export const Inputs = list(Input);
const InputUpdate = structure('InputUpdate', {
  InputId: required(Id),
  NamePrefixUpdate: InAppStreamName,
  InputProcessingConfigurationUpdate: structure('InputProcessingConfigurationUpdate', {
    InputLambdaProcessorUpdate: required(structure('InputLambdaProcessorUpdate', roleUpdate)),
  }),
  KinesisStreamsInputUpdate: structure('KinesisStreamsInputUpdate', roleUpdate),
  KinesisFirehoseInputUpdate: structure('KinesisFirehoseInputUpdate', roleUpdate),
  InputSchemaUpdate: structure('InputSchemaUpdate', {
    RecordFormatUpdate: RecordFormat,
    RecordEncodingUpdate: RecordEncoding,
    RecordColumnUpdates: RecordColumns,
  }),
  InputParallelismUpdate: structure('InputParallelismUpdate', { CountUpdate: InputParallelismCount }),
});

export const Output = structure('Output', {
  Name: required(InAppStreamName),
  KinesisStreamsOutput: structure('KinesisStreamsOutput', withRole),
  KinesisFirehoseOutput: structure('KinesisFirehoseOutput', withRole),
  LambdaOutput: structure('LambdaOutput', withRole),
  DestinationSchema: required(DestinationSchema),
});
export const Outputs = list(Output);
const OutputUpdate = structure('OutputUpdate', {
  OutputId: required(Id),
  NameUpdate: InAppStreamName,
  KinesisStreamsOutputUpdate: structure('KinesisStreamsOutputUpdate', roleUpdate),
  KinesisFirehoseOutputUpdate: structure('KinesisFirehoseOutputUpdate', roleUpdate),
  LambdaOutputUpdate: structure('LambdaOutputUpdate', roleUpdate),
  DestinationSchemaUpdate: DestinationSchema,
});

export const ReferenceDataSource = structure('ReferenceDataSource', {
  TableName: required(InAppTableName),
  S3ReferenceDataSource: structure('S3ReferenceDataSource', {
    BucketARN: required(BucketARN),
    FileKey: required(FileKey),
    ReferenceRoleARN: required(RoleARN),
  }),
  ReferenceSchema: required(SourceSchema),
});
const ReferenceDataSourceUpdate = structure('ReferenceDataSourceUpdate', {
  ReferenceId: required(Id),
  TableNameUpdate: InAppTableName,
  S3ReferenceDataSourceUpdate: structure('S3ReferenceDataSourceUpdate', {
    BucketARNUpdate: BucketARN,
    FileKeyUpdate: FileKey,
    ReferenceRoleARNUpdate: RoleARN,
  }),
  ReferenceSchemaUpdate: SourceSchema,
});

export const CloudWatchLoggingOption = structure('CloudWatchLoggingOption', {
  LogStreamARN: required(LogStreamARN),
  RoleARN: required(RoleARN),
});
export const CloudWatchLoggingOptions = list(CloudWatchLoggingOption);
const CloudWatchLoggingOptionUpdate = structure('CloudWatchLoggingOptionUpdate', {
  CloudWatchLoggingOptionId: required(Id),
  LogStreamARNUpdate: LogStreamARN,
  RoleARNUpdate: RoleARN,
});

export const ApplicationUpdate = structure('ApplicationUpdate', {
  InputUpdates: list(InputUpdate),
  ApplicationCodeUpdate: ApplicationCode,
  OutputUpdates: list(OutputUpdate),
  ReferenceDataSourceUpdates: list(ReferenceDataSourceUpdate),
  CloudWatchLoggingOptionUpdates: list(CloudWatchLoggingOptionUpdate),
});

export const InputConfigurations = list(
  structure('InputConfiguration', {
    Id: required(Id),
    InputStartingPositionConfiguration: required(InputStartingPositionConfiguration),
  }),
);

export const S3Configuration = structure('S3Configuration', {
  RoleARN: required(RoleARN),
  BucketARN: required(BucketARN),
  FileKey: required(FileKey),
});
