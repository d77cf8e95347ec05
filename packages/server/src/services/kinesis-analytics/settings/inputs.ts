import type { Application, Input } from '../domain/application.js';
import { quotas } from '../quotas.js';
import type { RoleChecks } from '../role-checks.js';
import { hasNoProcessor, hasProcessor, notOneSource } from './errors.js';
import type { GivenInput, GivenInputUpdate, GivenProcessing } from './given.js';
import { checkCount, findItem, inputWord, updateItems, type Make } from './items.js';
import { checkName } from './names.js';
import { changed, onlyOne, roleResource, updatedResource } from './resources.js';
import { sourceSchema, updatedSchema } from './schema.js';

/** @throws InvalidArgumentException for what no input can be; also when a role may not do what the input needs */
export async function newInput(
  checks: RoleChecks,
  application: Application,
  id: string,
  given: GivenInput,
): Promise<Input> {
  const { kind, given: source } = onlyOne(
    { stream: given.KinesisStreamsInput, firehose: given.KinesisFirehoseInput },
    notOneSource,
  );
  const processor = given.InputProcessingConfiguration?.InputLambdaProcessor;
  checkName(prefixWord, given.NamePrefix);
  const input: Input = {
    id,
    namePrefix: given.NamePrefix,
    source: { ...roleResource(source), kind },
    schema: sourceSchema(given.InputSchema),
    parallelism: given.InputParallelism?.Count ?? 1,
    ...(processor === undefined ? {} : { processor: roleResource(processor) }),
  };
  await checks.checkInput(application, input);
  return input;
}

/** AddApplicationInput. */
export const addInput =
  (checks: RoleChecks, given: GivenInput): Make =>
  async (application, itemId) => {
    checkCount(inputWord, [...application.inputs, given], quotas.inputs);
    return { inputs: [...application.inputs, await newInput(checks, application, itemId(), given)] };
  };

/** @throws InvalidArgumentException as `newInput`, and for unknown ids */
export const updateInputs = (
  checks: RoleChecks,
  application: Application,
  updates: readonly GivenInputUpdate[] | undefined,
): Promise<readonly Input[]> =>
  updateItems(application, inputWord, application.inputs, {
    updates,
    idOf: ({ InputId }) => InputId,
    async update(before, given) {
      const input = updated(before, given);
      await checks.checkInput(application, input);
      return input;
    },
  });

/** AddApplicationInputProcessingConfiguration. */
export const addProcessor =
  (checks: RoleChecks, id: string, { InputLambdaProcessor: given }: GivenProcessing): Make =>
  async (application) => {
    const input = findItem(application, inputWord, application.inputs, id);
    if (input.processor !== undefined) throw hasProcessor(id);
    const processor = roleResource(given);
    await checks.checkProcessor(application, processor);
    return { inputs: replaced(application, { ...input, processor }) };
  };

/** DeleteApplicationInputProcessingConfiguration. */
export const deleteProcessor =
  (id: string): Make =>
  (application) => {
    const { processor, ...input } = findItem(application, inputWord, application.inputs, id);
    if (processor === undefined) throw hasNoProcessor(id);
    return { inputs: replaced(application, input) };
  };

const prefixWord = 'The name prefix';

const replaced = ({ inputs }: Application, input: Input): Input[] =>
  inputs.map((each) => (each.id === input.id ? input : each));

function updated(before: Input, given: GivenInputUpdate): Input {
  const { NamePrefixUpdate: namePrefix = before.namePrefix } = given;
  const processing = given.InputProcessingConfigurationUpdate?.InputLambdaProcessorUpdate;
  checkName(prefixWord, namePrefix);
  if (processing !== undefined && before.processor === undefined) throw hasNoProcessor(before.id);
  return {
    ...before,
    namePrefix,
    source: updatedResource(
      before.id,
      before.source,
      { stream: given.KinesisStreamsInputUpdate, firehose: given.KinesisFirehoseInputUpdate },
      notOneSource,
    ),
    schema: updatedSchema(before.schema, given.InputSchemaUpdate ?? {}),
    parallelism: given.InputParallelismUpdate?.CountUpdate ?? before.parallelism,
    ...(before.processor === undefined ? {} : { processor: changed(before.processor, processing ?? {}) }),
  };
}
