import { list, required, structure, wholeSeconds, type Infer } from '@paddock/wire';
import type { Application } from './domain/application.js';
import { applicationArn } from './domain/arn.js';
import {
  ApplicationDescription,
  ApplicationName,
  ApplicationVersionId,
  BucketARN,
  DestinationSchema,
  FileKey,
  Id,
  InAppTableName,
  InputParallelism,
  InputStartingPositionConfiguration,
  LogStreamARN,
  ResourceARN,
} from './shapes.js';
import { ApplicationCode, ApplicationStatus, InAppStreamName, RoleARN, SourceSchema } from './structures-v1.js';
import {
  inputDescription,
  listed,
  loggingDescription,
  outputDescription,
  referenceDescription,
  wholeSecond,
} from './view-parts.js';

/** How the API of 2015-08-14 describes applications. */
const resource = { ResourceARN, RoleARN };

const InputDescription = structure('InputDescription', {
  InputId: Id,
  NamePrefix: InAppStreamName,
  InAppStreamNames: list(InAppStreamName),
  InputProcessingConfigurationDescription: structure('InputProcessingConfigurationDescription', {
    InputLambdaProcessorDescription: structure('InputLambdaProcessorDescription', resource),
  }),
  KinesisStreamsInputDescription: structure('KinesisStreamsInputDescription', resource),
  KinesisFirehoseInputDescription: structure('KinesisFirehoseInputDescription', resource),
  InputSchema: SourceSchema,
  InputParallelism,
  InputStartingPositionConfiguration,
});

const OutputDescription = structure('OutputDescription', {
  OutputId: Id,
  Name: InAppStreamName,
  KinesisStreamsOutputDescription: structure('KinesisStreamsOutputDescription', resource),
  KinesisFirehoseOutputDescription: structure('KinesisFirehoseOutputDescription', resource),
  LambdaOutputDescription: structure('LambdaOutputDescription', resource),
  DestinationSchema,
});

const ReferenceDataSourceDescription = structure('ReferenceDataSourceDescription', {
  ReferenceId: required(Id),
  TableName: required(InAppTableName),
  S3ReferenceDataSourceDescription: required(
    structure('S3ReferenceDataSourceDescription', {
      BucketARN: required(BucketARN),
      FileKey: required(FileKey),
      ReferenceRoleARN: required(RoleARN),
    }),
  ),
  ReferenceSchema: SourceSchema,
});

const CloudWatchLoggingOptionDescription = structure('CloudWatchLoggingOptionDescription', {
  CloudWatchLoggingOptionId: Id,
  LogStreamARN: required(LogStreamARN),
  RoleARN: required(RoleARN),
});

export const ApplicationDetail = structure('ApplicationDetail', {
  ApplicationName: required(ApplicationName),
  ApplicationDescription,
  ApplicationARN: required(ResourceARN),
  ApplicationStatus: required(ApplicationStatus),
  CreateTimestamp: wholeSeconds,
  LastUpdateTimestamp: wholeSeconds,
  InputDescriptions: list(InputDescription),
  OutputDescriptions: list(OutputDescription),
  ReferenceDataSourceDescriptions: list(ReferenceDataSourceDescription),
  CloudWatchLoggingOptionDescriptions: list(CloudWatchLoggingOptionDescription),
  ApplicationCode,
  ApplicationVersionId: required(ApplicationVersionId),
});

export const ApplicationSummary = structure('ApplicationSummary', {
  ApplicationName: required(ApplicationName),
  ApplicationARN: required(ResourceARN),
  ApplicationStatus: required(ApplicationStatus),
});

export const applicationSummary = (application: Application): Infer<typeof ApplicationSummary> => ({
  ApplicationName: application.name,
  ApplicationARN: applicationArn(application),
  ApplicationStatus: application.status,
});

export const applicationDetail = (application: Application): Infer<typeof ApplicationDetail> => ({
  ApplicationName: application.name,
  ...(application.description === undefined ? {} : { ApplicationDescription: application.description }),
  ApplicationARN: applicationArn(application),
  ApplicationStatus: application.status,
  CreateTimestamp: wholeSecond(application.created),
  LastUpdateTimestamp: wholeSecond(application.updated),
  ...listed('InputDescriptions', application.inputs.map(inputDescription)),
  ...listed('OutputDescriptions', application.outputs.map(outputDescription)),
  ...listed('ReferenceDataSourceDescriptions', application.references.map(referenceView)),
  ...listed('CloudWatchLoggingOptionDescriptions', application.logging.map(loggingView)),
  ApplicationCode: application.code,
  ApplicationVersionId: application.version,
});

// What this API makes has roles everywhere, and what the newer one makes is not described here.
function referenceView(reference: Application['references'][number]) {
  const { S3ReferenceDataSourceDescription: object, ...rest } = referenceDescription(reference);
  return { ...rest, S3ReferenceDataSourceDescription: { ...object, ReferenceRoleARN: reference.role ?? '' } };
}

const loggingView = (option: Application['logging'][number]) => ({
  ...loggingDescription(option),
  RoleARN: option.role ?? '',
});
