import {
  AddApplicationOutputCommand,
  UpdateApplicationCommand,
  type ApplicationDetail,
  type KinesisAnalyticsClient,
} from '@aws-sdk/client-kinesis-analytics';
import type { ResourceKind } from '../application.js';

export interface DestinationDraft {
  readonly kind: ResourceKind;
  readonly resource: string;
  readonly role: string;
  /** The in-application stream's name. */
  readonly stream: string;
  readonly format: 'JSON' | 'CSV';
}

/** Adds an output, or changes the one of this ID. */
export async function changeDestination(
  analytics: KinesisAnalyticsClient,
  application: ApplicationDetail,
  id: string | undefined,
  { kind, resource, role, stream, format }: DestinationDraft,
): Promise<void> {
  const version = {
    ApplicationName: application.ApplicationName,
    CurrentApplicationVersionId: application.ApplicationVersionId,
  };
  const schema = { RecordFormatType: format };
  if (id === undefined) {
    const to = { ResourceARN: resource, RoleARN: role };
    await analytics.send(
      new AddApplicationOutputCommand({
        ...version,
        Output: {
          Name: stream,
          ...(kind === 'stream'
            ? { KinesisStreamsOutput: to }
            : kind === 'lambda'
              ? { LambdaOutput: to }
              : { KinesisFirehoseOutput: to }),
          DestinationSchema: schema,
        },
      }),
    );
    return;
  }
  const to = { ResourceARNUpdate: resource, RoleARNUpdate: role };
  await analytics.send(
    new UpdateApplicationCommand({
      ...version,
      ApplicationUpdate: {
        OutputUpdates: [
          {
            OutputId: id,
            NameUpdate: stream,
            ...(kind === 'stream'
              ? { KinesisStreamsOutputUpdate: to }
              : kind === 'lambda'
                ? { LambdaOutputUpdate: to }
                : { KinesisFirehoseOutputUpdate: to }),
            DestinationSchemaUpdate: schema,
          },
        ],
      },
    }),
  );
}
