import type { Denial } from '../role-checks.js';

/** What an application works with is not there, or its role may not use it: to be tried again. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** @throws RefusedError when there is a denial */
export function refuseDenied(denial: Denial | undefined): void {
  if (denial !== undefined)
    throw new RefusedError(denial.kind === 'role' ? 'The role cannot be assumed' : denial.message);
}
