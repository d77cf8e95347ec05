import type { Application, Output } from '../domain/application.js';
import { quotas } from '../quotas.js';
import type { RoleChecks } from '../role-checks.js';
import { notOneDestination } from './errors.js';
import type { GivenOutput, GivenOutputUpdate } from './given.js';
import { checkCount, outputWord, updateItems, withoutItem, type Make } from './items.js';
import { checkName } from './names.js';
import { onlyOne, roleResource, updatedResource } from './resources.js';

/** @throws InvalidArgumentException for what no output can be; also when a role may not do what the output needs */
export async function newOutput(
  checks: RoleChecks,
  application: Application,
  id: string,
  given: GivenOutput,
): Promise<Output> {
  const { kind, given: destination } = onlyOne(
    { stream: given.KinesisStreamsOutput, firehose: given.KinesisFirehoseOutput, lambda: given.LambdaOutput },
    notOneDestination,
  );
  checkName(nameWord, given.Name);
  const output: Output = {
    id,
    stream: given.Name,
    destination: { ...roleResource(destination), kind },
    format: given.DestinationSchema.RecordFormatType,
  };
  await checks.checkOutput(application, output);
  return output;
}

/** AddApplicationOutput. The code need not make the stream that it names. */
export const addOutput =
  (checks: RoleChecks, given: GivenOutput): Make =>
  async (application, itemId) => {
    checkCount(outputWord, [...application.outputs, given], quotas.outputs);
    return { outputs: [...application.outputs, await newOutput(checks, application, itemId(), given)] };
  };

/** DeleteApplicationOutput. */
export const deleteOutput =
  (id: string): Make =>
  (application) => ({ outputs: withoutItem(application, outputWord, application.outputs, id) });

/** @throws InvalidArgumentException as `newOutput`, and for unknown ids */
export const updateOutputs = (
  checks: RoleChecks,
  application: Application,
  updates: readonly GivenOutputUpdate[] | undefined,
): Promise<readonly Output[]> =>
  updateItems(application, outputWord, application.outputs, {
    updates,
    idOf: ({ OutputId }) => OutputId,
    async update(before, given) {
      const { NameUpdate: stream = before.stream } = given;
      checkName(nameWord, stream);
      const output: Output = {
        ...before,
        stream,
        destination: updatedResource(
          before.id,
          before.destination,
          {
            stream: given.KinesisStreamsOutputUpdate,
            firehose: given.KinesisFirehoseOutputUpdate,
            lambda: given.LambdaOutputUpdate,
          },
          notOneDestination,
        ),
        format: given.DestinationSchemaUpdate?.RecordFormatType ?? before.format,
      };
      await checks.checkOutput(application, output);
      return output;
    },
  });

const nameWord = 'The output name';
