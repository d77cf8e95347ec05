import { createHash } from 'node:crypto';
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
import {
  ApplicationStatus,
  CodeContentType,
  ConditionalToken,
  InAppStreamName,
  RoleARN,
  RuntimeEnvironment,
  SourceSchema,
  sqlRuntime,
  TextContent,
} from './structures-v2.js';
import {
  inputDescription,
  listed,
  loggingDescription,
  outputDescription,
  referenceDescription,
  wholeSecond,
} from './view-parts.js';

/** How the API of 2018-05-23 describes applications. What applications of SQL do not have is not among the members. */
const resource = { ResourceARN: required(ResourceARN), RoleARN };

export const InputProcessingConfigurationDescription = structure('InputProcessingConfigurationDescription', {
  InputLambdaProcessorDescription: structure('InputLambdaProcessorDescription', resource),
});

export const InputDescriptions = list(
  structure('InputDescription', {
    InputId: Id,
    NamePrefix: InAppStreamName,
    InAppStreamNames: list(InAppStreamName),
    InputProcessingConfigurationDescription,
    KinesisStreamsInputDescription: structure('KinesisStreamsInputDescription', resource),
    KinesisFirehoseInputDescription: structure('KinesisFirehoseInputDescription', resource),
    InputSchema: SourceSchema,
    InputParallelism,
    InputStartingPositionConfiguration,
  }),
);

export const OutputDescriptions = list(
  structure('OutputDescription', {
    OutputId: Id,
    Name: InAppStreamName,
    KinesisStreamsOutputDescription: structure('KinesisStreamsOutputDescription', resource),
    KinesisFirehoseOutputDescription: structure('KinesisFirehoseOutputDescription', resource),
    LambdaOutputDescription: structure('LambdaOutputDescription', resource),
    DestinationSchema,
  }),
);

export const ReferenceDataSourceDescriptions = list(
  structure('ReferenceDataSourceDescription', {
    ReferenceId: required(Id),
    TableName: required(InAppTableName),
    S3ReferenceDataSourceDescription: required(
      structure('S3ReferenceDataSourceDescription', {
        BucketARN: required(BucketARN),
        FileKey: required(FileKey),
        ReferenceRoleARN: RoleARN,
      }),
    ),
    ReferenceSchema: SourceSchema,
  }),
);

export const CloudWatchLoggingOptionDescriptions = list(
  structure('CloudWatchLoggingOptionDescription', {
    CloudWatchLoggingOptionId: Id,
    LogStreamARN: required(LogStreamARN),
    RoleARN,
  }),
);

const ApplicationConfigurationDescription = structure('ApplicationConfigurationDescription', {
  SqlApplicationConfigurationDescription: structure('SqlApplicationConfigurationDescription', {
    InputDescriptions,
    OutputDescriptions,
    ReferenceDataSourceDescriptions,
  }),
  ApplicationCodeConfigurationDescription: structure('ApplicationCodeConfigurationDescription', {
    CodeContentType: required(CodeContentType),
    CodeContentDescription: structure('CodeContentDescription', { TextContent }),
  }),
});

export const ApplicationDetail = structure('ApplicationDetail', {
  ApplicationARN: required(ResourceARN),
  ApplicationDescription,
  ApplicationName: required(ApplicationName),
  RuntimeEnvironment: required(RuntimeEnvironment),
  ServiceExecutionRole: RoleARN,
  ApplicationStatus: required(ApplicationStatus),
  ApplicationVersionId: required(ApplicationVersionId),
  CreateTimestamp: wholeSeconds,
  LastUpdateTimestamp: wholeSeconds,
  ApplicationConfigurationDescription,
  CloudWatchLoggingOptionDescriptions,
  ConditionalToken,
});

export const ApplicationSummary = structure('ApplicationSummary', {
  ApplicationName: required(ApplicationName),
  ApplicationARN: required(ResourceARN),
  ApplicationStatus: required(ApplicationStatus),
  ApplicationVersionId: required(ApplicationVersionId),
  RuntimeEnvironment: required(RuntimeEnvironment),
});

export const applicationSummary = (application: Application): Infer<typeof ApplicationSummary> => ({
  ApplicationName: application.name,
  ApplicationARN: applicationArn(application),
  ApplicationStatus: application.status,
  ApplicationVersionId: application.version,
  RuntimeEnvironment: sqlRuntime,
});

export const applicationDetail = (application: Application): Infer<typeof ApplicationDetail> => ({
  ApplicationARN: applicationArn(application),
  ...(application.description === undefined ? {} : { ApplicationDescription: application.description }),
  ApplicationName: application.name,
  RuntimeEnvironment: sqlRuntime,
  ...(application.serviceRole === undefined ? {} : { ServiceExecutionRole: application.serviceRole }),
  ApplicationStatus: application.status,
  ApplicationVersionId: application.version,
  CreateTimestamp: wholeSecond(application.created),
  LastUpdateTimestamp: wholeSecond(application.updated),
  ...filled('ApplicationConfigurationDescription', configurationDescription(application)),
  ...loggingDescriptions(application),
  ConditionalToken: conditionalToken(application),
});

/**
 * What stands for an application's version where a number would not do: another application of the same name, made after it was deleted, has other tokens. Starting,
 * stopping and tags leave it as it is, as they do the version.
 */
export const conditionalToken = ({ id, version }: Pick<Application, 'id' | 'version'>): string =>
  createHash('sha256').update(`${id}/${version}`).digest('base64url');

export const inputDescriptions = ({ inputs }: Application) => listed('InputDescriptions', inputs.map(inputDescription));
export const outputDescriptions = ({ outputs }: Application) =>
  listed('OutputDescriptions', outputs.map(outputDescription));
export const referenceDescriptions = ({ references }: Application) =>
  listed('ReferenceDataSourceDescriptions', references.map(referenceDescription));
export const loggingDescriptions = ({ logging }: Application) =>
  listed('CloudWatchLoggingOptionDescriptions', logging.map(loggingDescription));

/** The answer of changes, before what they say of what was changed. */
export const newVersion = (application: Application) => ({
  ApplicationARN: applicationArn(application),
  ApplicationVersionId: application.version,
});

const configurationDescription = (application: Application): Infer<typeof ApplicationConfigurationDescription> => ({
  ...filled('SqlApplicationConfigurationDescription', {
    ...inputDescriptions(application),
    ...outputDescriptions(application),
    ...referenceDescriptions(application),
  }),
  ...(application.code === ''
    ? {}
    : {
        ApplicationCodeConfigurationDescription: {
          CodeContentType: 'PLAINTEXT',
          CodeContentDescription: { TextContent: application.code },
        },
      }),
});

/** Nothing where there is nothing: AWS leaves descriptions without members out. */
const filled = <N extends string, T extends object>(name: N, description: T): { [K in N]?: T } =>
  Object.keys(description).length === 0 ? {} : ({ [name]: description } as { [K in N]: T });
