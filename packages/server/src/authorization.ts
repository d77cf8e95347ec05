import type { AuthorizationNeed, RequestContext } from './request-context.js';

/** Decides whether a principal may do what a request needs. Throws AWS's AccessDeniedException when not. */
export interface Authorizer {
  authorize(need: AuthorizationNeed, request: RequestContext): void | Promise<void>;
}

/**
 * Until IAM is there the account's root is the only principal, and may do everything in its account, as on AWS. The pipeline asks for every
 * operation all the same, so that policies decide as soon as they exist.
 */
export const rootAuthorizer: Authorizer = {
  authorize(_need, request) {
    if (request.principal.kind !== 'root') throw new Error('only the root principal is known');
  },
};
