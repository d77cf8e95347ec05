import type { Application } from '../domain/application.js';
import { quotas } from '../quotas.js';
import type { RoleChecks } from '../role-checks.js';
import type {
  GivenInput,
  GivenInputUpdate,
  GivenLogging,
  GivenLoggingUpdate,
  GivenOutput,
  GivenOutputUpdate,
  GivenReference,
  GivenReferenceUpdate,
} from './given.js';
import { newInput, updateInputs } from './inputs.js';
import { checkCount, inputWord, loggingWord, outputWord, referenceWord } from './items.js';
import { newLoggingOption, updateLoggingOptions } from './logging.js';
import { newOutput, updateOutputs } from './outputs.js';
import { newReference, updateReferences } from './references.js';

type ItemSettings = Pick<Application, 'inputs' | 'outputs' | 'references' | 'logging'>;

/** The settings that CreateApplication gives. The older API has no reference data sources there. */
export interface GivenSettings {
  readonly Inputs?: readonly GivenInput[] | undefined;
  readonly Outputs?: readonly GivenOutput[] | undefined;
  readonly ReferenceDataSources?: readonly GivenReference[] | undefined;
  readonly CloudWatchLoggingOptions?: readonly GivenLogging[] | undefined;
}

/**
 * The settings with which an application begins: its version is 1, and each kind of them is numbered by itself.
 * @param application what it is beside these, its service role above all
 * @throws InvalidArgumentException
 */
export async function firstSettings(
  checks: RoleChecks,
  application: Application,
  { Inputs = [], Outputs = [], ReferenceDataSources = [], CloudWatchLoggingOptions = [] }: GivenSettings,
): Promise<ItemSettings> {
  checkCount(inputWord, Inputs, quotas.inputs);
  checkCount(outputWord, Outputs, quotas.outputs);
  checkCount(referenceWord, ReferenceDataSources, quotas.references);
  checkCount(loggingWord, CloudWatchLoggingOptions, quotas.loggingOptions);
  const id = (index: number): string => `1.${index + 1}`;
  return {
    inputs: await Promise.all(Inputs.map((given, at) => newInput(checks, application, id(at), given))),
    outputs: await Promise.all(Outputs.map((given, at) => newOutput(checks, application, id(at), given))),
    references: await Promise.all(
      ReferenceDataSources.map((given, at) => newReference(checks, application, id(at), given)),
    ),
    logging: CloudWatchLoggingOptions.map((given, at) => newLoggingOption(id(at), given)),
  };
}

/** The updates that UpdateApplication gives, beside that of the code. */
export interface GivenUpdates {
  readonly InputUpdates?: readonly GivenInputUpdate[] | undefined;
  readonly OutputUpdates?: readonly GivenOutputUpdate[] | undefined;
  readonly ReferenceDataSourceUpdates?: readonly GivenReferenceUpdate[] | undefined;
  readonly CloudWatchLoggingOptionUpdates?: readonly GivenLoggingUpdate[] | undefined;
}

/** @param application as it is otherwise after the update, its service role above all @throws InvalidArgumentException */
export const updatedSettings = async (
  checks: RoleChecks,
  application: Application,
  updates: GivenUpdates,
): Promise<ItemSettings> => ({
  inputs: await updateInputs(checks, application, updates.InputUpdates),
  outputs: await updateOutputs(checks, application, updates.OutputUpdates),
  references: await updateReferences(checks, application, updates.ReferenceDataSourceUpdates),
  logging: await updateLoggingOptions(application, updates.CloudWatchLoggingOptionUpdates),
});
