import type { RequestContext, AuthorizationNeed } from '../request-context.js';
import type { Service } from '../service.js';

/** Decides whether a principal may do what a request needs. */
export interface Authorizer {
  /**
   * Adds what was decided to the request's verdicts, whether it allows or not. It answers at once unless a policy asks for a resource's tags
   * that have to be read.
   * @throws AwsError AWS's AccessDenied, in the service's form
   */
  authorize(need: AuthorizationNeed, request: RequestContext, service: Service): void | Promise<void>;
}

/** Lets everyone do everything, as with `--auth relaxed`. */
export const relaxedAuthorizer: Authorizer = { authorize: () => undefined };
