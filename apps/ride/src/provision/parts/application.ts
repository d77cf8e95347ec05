import { isTagged, names, tagList } from '../names.js';
import { unless, waitOut, whilePropagating } from '../patience.js';
import { absent, arnOf, present, streamArn } from '../resource.js';
import { readingColumns, summarySql } from './summary-sql.js';
import type {
  ApplicationDetail,
  ApplicationUpdate,
  RecordColumn,
  SourceSchema,
} from '@aws-sdk/client-kinesis-analytics';
import type { Context, Resource, Tell } from '../resource.js';

const ApplicationName = names.application;
const InputPrefix = 'SOURCE_SQL_STREAM';
const OutputName = 'DESTINATION_SQL_STREAM';

/** The analytics application, running. Outputs that were added to ours stay: the extra credit adds one. */
export const applicationPart = (needs: readonly string[], role: (context: Context) => string): Resource => ({
  part: { id: 'application', title: `analytics application ${ApplicationName}` },
  needs,
  inspect: async (context) => {
    const { analytics } = context.clients;
    const RoleARN = role(context);
    const found = await describe(context);
    if (found === undefined || found.ApplicationStatus === 'DELETING') {
      return absent(async (tell) => {
        if (found !== undefined) await becomes(context, tell, [undefined]);
        await whilePropagating(context, tell, isNotYet, () =>
          unless(['ResourceInUseException'], () =>
            analytics.createApplication({
              ApplicationName,
              ApplicationDescription: "Each unicorn's minute, summarised",
              ApplicationCode: summarySql,
              Inputs: [inputOf(context, RoleARN)],
              Outputs: [outputOf(context, RoleARN)],
              Tags: tagList(),
            }),
          ),
        );
        await run(context, tell);
      });
    }
    const { Tags } = await analytics.listTagsForResource({
      ResourceARN: found.ApplicationARN ?? arnOf(context, 'kinesisanalytics', `application/${ApplicationName}`),
    });
    const change = changeOf(context, found, RoleARN);
    const isStopped = found.ApplicationStatus === 'READY' || found.ApplicationStatus === 'STOPPING';
    return present({
      ours: isTagged(Tags),
      differences: [...change.differences, ...(isStopped ? ['it is stopped'] : [])],
      settle: (tell) => becomes(context, tell, ['RUNNING']),
      update: async (tell) => {
        await change.make(tell);
        await run(context, tell);
      },
      remove: async (tell) => {
        const now = await settled(context, tell);
        if (now !== undefined) {
          await unless(['ResourceNotFoundException'], () =>
            analytics.deleteApplication({ ApplicationName, CreateTimestamp: now.CreateTimestamp }),
          );
        }
        await becomes(context, tell, [undefined]);
      },
    });
  },
});

const RecordFormat = {
  RecordFormatType: 'JSON' as const,
  MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } },
};
const RecordEncoding = 'UTF-8';
const RecordColumns: RecordColumn[] = readingColumns.map(([Name, SqlType]) => ({
  Name,
  SqlType,
  Mapping: `$.${Name}`,
}));

const inputOf = (context: Context, RoleARN: string) => ({
  NamePrefix: InputPrefix,
  KinesisStreamsInput: { ResourceARN: streamArn(context, names.stream), RoleARN },
  InputSchema: { RecordFormat, RecordEncoding, RecordColumns },
});

const outputOf = (context: Context, RoleARN: string) => ({
  Name: OutputName,
  KinesisStreamsOutput: { ResourceARN: streamArn(context, names.summaryStream), RoleARN },
  DestinationSchema: { RecordFormatType: 'JSON' as const },
});

/** What has to be changed of an application, in words and in deed. */
function changeOf(
  context: Context,
  found: ApplicationDetail,
  RoleARN: string,
): { readonly differences: string[]; readonly make: (tell: Tell) => Promise<void> } {
  const { analytics } = context.clients;
  const [input] = found.InputDescriptions ?? [];
  const output = found.OutputDescriptions?.find(({ Name }) => Name === OutputName);
  const wantedInput = inputOf(context, RoleARN);
  const wantedOutput = outputOf(context, RoleARN);
  const update: ApplicationUpdate = {};
  const differences: string[] = [];
  if (found.ApplicationCode !== summarySql) {
    differences.push('its SQL is not the summary');
    update.ApplicationCodeUpdate = summarySql;
  }
  const isOtherInput =
    input?.NamePrefix !== InputPrefix ||
    input.KinesisStreamsInputDescription?.ResourceARN !== wantedInput.KinesisStreamsInput.ResourceARN ||
    input.KinesisStreamsInputDescription.RoleARN !== RoleARN ||
    !isSameSchema(input.InputSchema);
  if (isOtherInput) {
    differences.push(`its input is not ${names.stream} with the columns of a reading`);
    if (input !== undefined) {
      update.InputUpdates = [
        {
          InputId: input.InputId,
          NamePrefixUpdate: InputPrefix,
          KinesisStreamsInputUpdate: {
            ResourceARNUpdate: wantedInput.KinesisStreamsInput.ResourceARN,
            RoleARNUpdate: RoleARN,
          },
          InputSchemaUpdate: {
            RecordFormatUpdate: RecordFormat,
            RecordEncodingUpdate: RecordEncoding,
            RecordColumnUpdates: RecordColumns,
          },
        },
      ];
    }
  }
  const isOtherOutput =
    output?.KinesisStreamsOutputDescription?.ResourceARN !== wantedOutput.KinesisStreamsOutput.ResourceARN ||
    output.KinesisStreamsOutputDescription.RoleARN !== RoleARN ||
    output.DestinationSchema?.RecordFormatType !== 'JSON';
  if (isOtherOutput) {
    differences.push(`its output does not go to ${names.summaryStream}`);
    if (output !== undefined) {
      update.OutputUpdates = [
        {
          OutputId: output.OutputId,
          NameUpdate: OutputName,
          KinesisStreamsOutputUpdate: {
            ResourceARNUpdate: wantedOutput.KinesisStreamsOutput.ResourceARN,
            RoleARNUpdate: RoleARN,
          },
          DestinationSchemaUpdate: wantedOutput.DestinationSchema,
        },
      ];
    }
  }
  const make = async (tell: Tell): Promise<void> => {
    const version = async (): Promise<{ ApplicationName: string; CurrentApplicationVersionId: number }> => {
      const now = await settled(context, tell);
      return { ApplicationName, CurrentApplicationVersionId: now?.ApplicationVersionId ?? 1 };
    };
    if (input === undefined) await analytics.addApplicationInput({ ...(await version()), Input: wantedInput });
    if (output === undefined) await analytics.addApplicationOutput({ ...(await version()), Output: wantedOutput });
    if (Object.keys(update).length > 0) {
      await analytics.updateApplication({ ...(await version()), ApplicationUpdate: update });
    }
  };
  return { differences, make };
}

function isSameSchema(found: SourceSchema | undefined): boolean {
  const inWords = (columns: readonly RecordColumn[] = []): string =>
    columns.map(({ Name, SqlType, Mapping }) => `${Name} ${SqlType} ${Mapping}`).join();
  return found?.RecordFormat?.RecordFormatType === 'JSON' && inWords(found.RecordColumns) === inWords(RecordColumns);
}

/** Starts it from the newest reading on, unless it runs. */
async function run(context: Context, tell: Tell): Promise<void> {
  const { analytics } = context.clients;
  const now = await settled(context, tell);
  if (now?.ApplicationStatus === 'READY') {
    await whilePropagating(context, tell, isNotYet, () =>
      unless(['ResourceInUseException'], () =>
        analytics.startApplication({
          ApplicationName,
          InputConfigurations: (now.InputDescriptions ?? []).map(({ InputId: Id }) => ({
            Id,
            InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' },
          })),
        }),
      ),
    );
  }
  await becomes(context, tell, ['RUNNING']);
}

/** While IAM spreads a new role, the service cannot assume it; a name just deleted may be taken for a moment. */
const isNotYet = ({ name, message }: Error): boolean =>
  (name === 'InvalidArgumentException' && /assume|role|privileges/i.test(message)) ||
  (name === 'ConcurrentModificationException' && /Tags are already registered/i.test(message));

const describe = async ({ clients }: Context): Promise<ApplicationDetail | undefined> =>
  (await unless(['ResourceNotFoundException'], () => clients.analytics.describeApplication({ ApplicationName })))
    ?.ApplicationDetail;

/** The application when it is in none of the states that pass; undefined when it is gone. */
async function settled(context: Context, tell: Tell): Promise<ApplicationDetail | undefined> {
  let found: ApplicationDetail | undefined;
  await waitOut(context, tell, async () => {
    found = await describe(context);
    const status = found?.ApplicationStatus;
    return status === undefined || status === 'READY' || status === 'RUNNING' ? undefined : status;
  });
  return found;
}

const becomes = (context: Context, tell: Tell, wanted: readonly (string | undefined)[]): Promise<void> =>
  waitOut(context, tell, async () => {
    const status = (await describe(context))?.ApplicationStatus;
    return wanted.includes(status) ? undefined : (status ?? 'absent');
  });
