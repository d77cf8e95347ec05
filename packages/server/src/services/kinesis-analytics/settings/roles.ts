import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import { passRole } from '../addressing.js';

/** The needs to pass each of the roles that a request of the older API gives, wherever in it. */
export const passRolesIn = (given: unknown, request: RequestContext): AuthorizationNeed[] =>
  Array.from(new Set(rolesIn(given)), (role) => passRole(role, request));

const roleMembers = new Set(['RoleARN', 'RoleARNUpdate', 'ReferenceRoleARN', 'ReferenceRoleARNUpdate']);

function rolesIn(given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && roleMembers.has(name) ? [value] : rolesIn(value),
  );
}
