import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { Versioned } from '../../runtime/versioned.js';
import type { AnalyticsContext } from './context.js';
import type { Application, ApplicationName } from './domain/application.js';
import { applicationArn } from './domain/arn.js';
import { applicationNotFound, madeByNewerApi } from './errors.js';

interface NamingInput {
  readonly ApplicationName: string;
}

/** The application of the sender's account that an input names. */
export const namedApplication = ({ ApplicationName: name }: NamingInput, request: RequestContext): ApplicationName => ({
  account: request.principal.account,
  region: request.region,
  name,
});

/** The need of most operations: their action, on the application that the input names. */
export const onApplication =
  (action: string) =>
  (_context: AnalyticsContext, input: NamingInput, request: RequestContext): AuthorizationNeed => ({
    action: `kinesisanalytics:${action}`,
    resources: [applicationArn(namedApplication(input, request))],
  });

/** The need of operations that AWS authorizes on no particular resource. */
export const onAnything = (action: string) => (): AuthorizationNeed => ({
  action: `kinesisanalytics:${action}`,
  resources: ['*'],
});

/** To pass a role to the service, on top of the action itself. */
export const passRole = (role: string, request: RequestContext): AuthorizationNeed => ({
  action: 'iam:PassRole',
  resources: [role],
  keys: (key) => {
    if (key === 'iam:passedtoservice') return ['kinesisanalytics.amazonaws.com'];
    return key === 'iam:associatedresourcearn'
      ? [applicationArn({ ...request.principal, ...request, name: '*' })]
      : undefined;
  },
});

/** @throws ResourceNotFoundException */
export async function findApplication(
  { store }: AnalyticsContext,
  named: ApplicationName,
): Promise<Versioned<Application>> {
  const found = store.application(named) ?? (await store.current(named));
  if (found === undefined) throw applicationNotFound(named.name);
  return found;
}

/** @throws UnsupportedOperationException when the older API is asked for what the newer one made */
export function checkIsOlder({ name, newer }: Application): void {
  if (newer === true) throw madeByNewerApi(name);
}
