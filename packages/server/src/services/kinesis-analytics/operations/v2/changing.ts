import { required } from '@paddock/wire';
import type { RequestContext } from '../../../../request-context.js';
import { findApplication, namedApplication } from '../../addressing.js';
import { changeSettings } from '../../changes.js';
import type { AnalyticsContext } from '../../context.js';
import type { Application } from '../../domain/application.js';
import type { Make } from '../../settings/items.js';
import { ApplicationName, ApplicationVersionId } from '../../shapes.js';
import { conditionalToken } from '../../views-v2.js';
import { noVersionGiven, staleToken } from './errors.js';

/** What the operations that change settings have in common, but for those that take a conditional token in the version's place. */
export const changeMembers = {
  ApplicationName: required(ApplicationName),
  CurrentApplicationVersionId: required(ApplicationVersionId),
};

export const changeErrors = [
  'ResourceNotFoundException',
  'ResourceInUseException',
  'InvalidArgumentException',
  'ConcurrentModificationException',
  'InvalidRequestException',
] as const;

interface ChangeInput {
  readonly ApplicationName: string;
  readonly CurrentApplicationVersionId?: number | undefined;
  readonly ConditionalToken?: string | undefined;
}

/**
 * Changes settings in the version that the input names, by its number, its token, or both.
 * @throws InvalidArgumentException for neither
 * @throws ConcurrentModificationException for another one than the current
 * @throws as `changeSettings`
 */
export async function change(
  context: AnalyticsContext,
  input: ChangeInput,
  request: RequestContext,
  make: Make,
): Promise<Application> {
  const { CurrentApplicationVersionId: givenVersion, ConditionalToken: token } = input;
  const named = namedApplication(input, request);
  const { value } = await findApplication(context, named);
  if (givenVersion === undefined && token === undefined) throw noVersionGiven();
  if (token !== undefined) checkToken(value, token);
  return changeSettings(context, {
    named,
    api: 'v2',
    givenVersion,
    make(application, itemId) {
      // Again: another change may have come first.
      if (token !== undefined) checkToken(application, token);
      return make(application, itemId);
    },
  });
}

function checkToken(application: Application, token: string): void {
  if (token !== conditionalToken(application)) throw staleToken();
}
