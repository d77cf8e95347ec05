import type { RequestContext, AuthorizationNeed } from '../request-context.js';
import type { Service } from '../service.js';
import type { Verdict } from './verdict.js';

/** Decides whether a principal may do what a request needs. */
export interface Authorizer {
  /**
   * Adds what was decided to `verdicts`, whether it allows or not. It answers at once unless a policy asks for a resource's tags that have to be read.
   * @throws AwsError AWS's AccessDenied, in the service's form
   */
  authorize(
    need: AuthorizationNeed,
    request: RequestContext,
    service: Service,
    verdicts: Verdict[],
  ): void | Promise<void>;
}

/** Lets everyone do everything, as with `--auth relaxed`. */
export const relaxedAuthorizer: Authorizer = { authorize: () => undefined };
