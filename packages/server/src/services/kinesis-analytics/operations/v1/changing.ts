import { required } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../../../request-context.js';
import { namedApplication, onApplication } from '../../addressing.js';
import { changeSettings } from '../../changes.js';
import type { AnalyticsContext } from '../../context.js';
import type { Make } from '../../settings/items.js';
import { passRolesIn } from '../../settings/roles.js';
import { ApplicationName, ApplicationVersionId } from '../../shapes.js';

/** What the operations that change settings have in common. */
export const changeMembers = {
  ApplicationName: required(ApplicationName),
  CurrentApplicationVersionId: required(ApplicationVersionId),
};

export const changeErrors = [
  'ResourceNotFoundException',
  'ResourceInUseException',
  'InvalidArgumentException',
  'ConcurrentModificationException',
  'UnsupportedOperationException',
] as const;

interface ChangeInput {
  readonly ApplicationName: string;
  readonly CurrentApplicationVersionId: number;
}

/** The answer is empty. */
export async function change(
  context: AnalyticsContext,
  input: ChangeInput,
  request: RequestContext,
  make: Make,
): Promise<Record<never, never>> {
  const named = namedApplication(input, request);
  await changeSettings(context, { named, api: 'v1', givenVersion: input.CurrentApplicationVersionId, make });
  return {};
}

/** The action on the application, and to pass every role that the input gives. */
export const onApplicationWithRoles =
  (action: string) =>
  (
    context: AnalyticsContext,
    input: { readonly ApplicationName: string },
    request: RequestContext,
  ): AuthorizationNeed[] => [onApplication(action)(context, input, request), ...passRolesIn(input, request)];
