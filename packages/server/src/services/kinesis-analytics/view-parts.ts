import type { Discovered } from './discovery/contract.js';
import {
  streamNames,
  type Input,
  type LoggingOption,
  type Output,
  type Reference,
  type RoleResource,
  type SourceSchema,
} from './domain/application.js';

/** What descriptions of both APIs are made of: what was given, as it was given. A role is left out where a resource has none of its own. */
export const inputDescription = (input: Input) => ({
  InputId: input.id,
  NamePrefix: input.namePrefix,
  InAppStreamNames: streamNames(input),
  ...(input.processor === undefined
    ? {}
    : { InputProcessingConfigurationDescription: processingDescription(input.processor) }),
  ...(input.source.kind === 'stream'
    ? { KinesisStreamsInputDescription: roleResource(input.source) }
    : { KinesisFirehoseInputDescription: roleResource(input.source) }),
  InputSchema: schemaView(input.schema),
  InputParallelism: { Count: input.parallelism },
  // An empty one until the first start.
  InputStartingPositionConfiguration:
    input.startingPosition === undefined ? {} : { InputStartingPosition: input.startingPosition },
});

export const processingDescription = (processor: RoleResource) => ({
  InputLambdaProcessorDescription: roleResource(processor),
});

export const outputDescription = ({ id, stream, destination, format }: Output) => ({
  OutputId: id,
  Name: stream,
  ...(destination.kind === 'stream' ? { KinesisStreamsOutputDescription: roleResource(destination) } : {}),
  ...(destination.kind === 'firehose' ? { KinesisFirehoseOutputDescription: roleResource(destination) } : {}),
  ...(destination.kind === 'lambda' ? { LambdaOutputDescription: roleResource(destination) } : {}),
  DestinationSchema: { RecordFormatType: format },
});

export const referenceDescription = ({ id, table, bucketArn, fileKey, role, schema }: Reference) => ({
  ReferenceId: id,
  TableName: table,
  S3ReferenceDataSourceDescription: {
    BucketARN: bucketArn,
    FileKey: fileKey,
    ...(role === undefined ? {} : { ReferenceRoleARN: role }),
  },
  ReferenceSchema: schemaView(schema),
});

export const loggingDescription = ({ id, logStreamArn, role }: LoggingOption) => ({
  CloudWatchLoggingOptionId: id,
  LogStreamARN: logStreamArn,
  ...(role === undefined ? {} : { RoleARN: role }),
});

export const schemaView = ({ format: { type, json, csv }, encoding, columns }: SourceSchema) => ({
  RecordFormat: {
    RecordFormatType: type,
    ...(json === undefined && csv === undefined
      ? {}
      : {
          MappingParameters: {
            ...(json === undefined ? {} : { JSONMappingParameters: { RecordRowPath: json.rowPath } }),
            ...(csv === undefined
              ? {}
              : {
                  CSVMappingParameters: {
                    RecordRowDelimiter: csv.rowDelimiter,
                    RecordColumnDelimiter: csv.columnDelimiter,
                  },
                }),
          },
        }),
  },
  ...(encoding === undefined ? {} : { RecordEncoding: encoding }),
  RecordColumns: columns.map(({ name, mapping, sqlType }) => ({
    Name: name,
    ...(mapping === undefined ? {} : { Mapping: mapping }),
    SqlType: sqlType,
  })),
});

/** What DiscoverInputSchema answers. */
export const discoveredView = ({ schema, parsed, processed, raw }: Discovered) => ({
  InputSchema: schemaView(schema),
  // Fields without a value are null, which a list may hold though its shape does not say so.
  ParsedInputRecords: parsed as readonly (readonly string[])[],
  ...(processed === undefined ? {} : { ProcessedInputRecords: processed }),
  RawInputRecords: raw,
});

/** Descriptions tell times in whole seconds. @param time ms @returns ms */
export const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000;

/** Nothing where there is nothing: AWS leaves empty lists of descriptions out. */
export const listed = <N extends string, T>(name: N, items: readonly T[]): { [K in N]?: readonly T[] } =>
  items.length === 0 ? {} : ({ [name]: items } as { [K in N]: readonly T[] });

const roleResource = ({ arn, role }: RoleResource) => ({
  ResourceARN: arn,
  ...(role === undefined ? {} : { RoleARN: role }),
});
