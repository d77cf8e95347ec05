import {
  AddApplicationInputCommand,
  AddApplicationInputProcessingConfigurationCommand,
  DeleteApplicationInputProcessingConfigurationCommand,
  UpdateApplicationCommand,
  type ApplicationDetail,
  type KinesisAnalyticsClient,
  type SourceSchema,
} from '@aws-sdk/client-kinesis-analytics';
import { settled } from '../application.js';

/** A source as the form has it. */
export interface SourceDraft {
  readonly kind: 'stream' | 'firehose';
  readonly resource: string;
  readonly role: string;
  readonly prefix: string;
  readonly count: number;
  /** The function that pre-processes records, of the same role; undefined: none. */
  readonly processor: string | undefined;
  readonly schema: SourceSchema;
}

/** Adds the application's input, or changes the one that there is. The function before it is changed by calls of their own, each of which makes a version. */
export async function changeSource(
  analytics: KinesisAnalyticsClient,
  application: ApplicationDetail,
  draft: SourceDraft,
): Promise<void> {
  const name = application.ApplicationName ?? '';
  const { kind, resource, role, prefix, count, processor, schema } = draft;
  const from = { ResourceARN: resource, RoleARN: role };
  const lambda = processor === undefined ? undefined : { ResourceARN: processor, RoleARN: role };
  const input = application.InputDescriptions?.[0];
  let version = application.ApplicationVersionId;
  if (input === undefined) {
    await analytics.send(
      new AddApplicationInputCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: version,
        Input: {
          NamePrefix: prefix,
          ...(kind === 'stream' ? { KinesisStreamsInput: from } : { KinesisFirehoseInput: from }),
          InputParallelism: { Count: count },
          InputSchema: schema,
          ...(lambda === undefined ? {} : { InputProcessingConfiguration: { InputLambdaProcessor: lambda } }),
        },
      }),
    );
    return;
  }
  const id = input.InputId;
  const had = input.InputProcessingConfigurationDescription?.InputLambdaProcessorDescription;
  if (had !== undefined && lambda === undefined) {
    await analytics.send(
      new DeleteApplicationInputProcessingConfigurationCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: version,
        InputId: id,
      }),
    );
    version = (await settled(analytics, name)).ApplicationVersionId;
  }
  const where = { ResourceARNUpdate: resource, RoleARNUpdate: role };
  await analytics.send(
    new UpdateApplicationCommand({
      ApplicationName: name,
      CurrentApplicationVersionId: version,
      ApplicationUpdate: {
        InputUpdates: [
          {
            InputId: id,
            NamePrefixUpdate: prefix,
            ...(kind === 'stream' ? { KinesisStreamsInputUpdate: where } : { KinesisFirehoseInputUpdate: where }),
            InputParallelismUpdate: { CountUpdate: count },
            InputSchemaUpdate: {
              ...(schema.RecordFormat === undefined ? {} : { RecordFormatUpdate: schema.RecordFormat }),
              ...(schema.RecordEncoding === undefined ? {} : { RecordEncodingUpdate: schema.RecordEncoding }),
              RecordColumnUpdates: schema.RecordColumns ?? [],
            },
            ...(had !== undefined && lambda !== undefined
              ? {
                  InputProcessingConfigurationUpdate: {
                    InputLambdaProcessorUpdate: { ResourceARNUpdate: lambda.ResourceARN, RoleARNUpdate: role },
                  },
                }
              : {}),
          },
        ],
      },
    }),
  );
  if (had === undefined && lambda !== undefined) {
    version = (await settled(analytics, name)).ApplicationVersionId;
    await analytics.send(
      new AddApplicationInputProcessingConfigurationCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: version,
        InputId: id,
        InputProcessingConfiguration: { InputLambdaProcessor: lambda },
      }),
    );
  }
}
