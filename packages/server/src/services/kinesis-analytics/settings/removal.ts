import { changeState, type Api } from '../changes.js';
import type { AnalyticsContext } from '../context.js';
import type { Application, ApplicationName } from '../domain/application.js';
import { wrongCreation } from '../errors.js';

/**
 * DeleteApplication, of either API: also of one that runs.
 * @param created CreateTimestamp, ms, as it was described: in whole seconds
 * @throws ResourceNotFoundException
 * @throws ResourceInUseException in another state than READY or RUNNING
 * @throws ConcurrentModificationException when it was created at another time
 */
export const deleteCreatedAt = (
  context: AnalyticsContext,
  named: ApplicationName,
  api: Api,
  created: number,
): Promise<Application> =>
  changeState(context, named, {
    api,
    from: ['READY', 'RUNNING'],
    doing: 'deleted',
    make(application) {
      if (inSeconds(created) !== inSeconds(application.created)) throw wrongCreation(application.name);
      return { status: 'DELETING' };
    },
  });

const inSeconds = (time: number): number => Math.floor(time / 1000);
