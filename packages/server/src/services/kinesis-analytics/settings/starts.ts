import { AwsError } from '@paddock/wire';
import { changeState, type Api } from '../changes.js';
import type { AnalyticsContext } from '../context.js';
import type { Application, ApplicationName, StartingPosition } from '../domain/application.js';
import { configurationInvalid } from '../errors.js';
import { startedTwice } from './errors.js';
import type { GivenStart } from './given.js';
import { findItem, inputWord } from './items.js';

/**
 * StartApplication, of either API. An application without code, or without inputs, can be started, too.
 * @returns the application, STARTING
 * @throws ResourceNotFoundException
 * @throws ResourceInUseException in another state than READY
 * @throws InvalidArgumentException for what starts no input
 * @throws InvalidApplicationConfigurationException when its program does not compile
 */
export const startRun = (
  context: AnalyticsContext,
  named: ApplicationName,
  api: Api,
  given: readonly GivenStart[],
): Promise<Application> =>
  changeState(context, named, {
    api,
    from: ['READY'],
    doing: 'started',
    async make(application) {
      const starts = settledStarts(application, given);
      const begun = {
        status: 'STARTING' as const,
        run: application.run + 1,
        inputs: application.inputs.map((input) => ({ ...input, startingPosition: starts.get(input.id) ?? 'NOW' })),
      };
      const started: Application = { ...application, ...begun, revision: application.revision + 1 };
      await checkProgram(context, started);
      await context.running.begin(started, starts);
      return begun;
    },
  });

/** Where each input starts: at NOW where nothing is said. @throws InvalidArgumentException for an id that is none of the inputs', and for one that is given twice */
function settledStarts(application: Application, given: readonly GivenStart[]): ReadonlyMap<string, StartingPosition> {
  const starts = new Map<string, StartingPosition>();
  for (const { Id: id, InputStartingPositionConfiguration: configuration } of given) {
    findItem(application, inputWord, application.inputs, id);
    if (starts.has(id)) throw startedTwice(id);
    starts.set(id, configuration.InputStartingPosition ?? 'NOW');
  }
  return new Map(application.inputs.map(({ id }) => [id, starts.get(id) ?? 'NOW']));
}

/** StartApplication declares no CodeValidationException. */
async function checkProgram({ running }: AnalyticsContext, application: Application): Promise<void> {
  if (application.code.trim() === '') return;
  try {
    await running.checkProgram(application);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'CodeValidationException')
      throw configurationInvalid(error.message);
    throw error;
  }
}
