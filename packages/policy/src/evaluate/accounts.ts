import type { AccessRequest, PolicyPrincipal } from './access.js';

/** Whose principal it is; undefined for those that belong to no account: services, web identities, anonymous. */
export function accountOfPrincipal(principal: PolicyPrincipal): string | undefined {
  return 'account' in principal ? principal.account : undefined;
}

/** Whose resource it is: as the request says, or as the ARN does, or else (`*`, buckets, AWS's own policies) the principal's. */
export function accountOfResource({ resource, resourceAccount }: AccessRequest, principals: string): string {
  if (resourceAccount !== undefined) return resourceAccount;
  let start = -1;
  for (let part = 0; part < 4; part++) {
    start = resource.indexOf(':', start + 1);
    if (start === -1) return principals;
  }
  const account = resource.slice(start + 1, start + 14);
  return /^\d{12}:$/.test(account) ? account.slice(0, 12) : principals;
}
