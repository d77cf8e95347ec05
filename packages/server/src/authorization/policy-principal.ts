import type { PolicyPrincipal } from '@paddock/policy';
import type { Principal } from '../identity/principal.js';

/** A request's sender, as policies see it. */
export function policyPrincipal(principal: Principal): PolicyPrincipal {
  const { kind, account, arn, userId, role, session } = principal;
  switch (kind) {
    case 'root':
      return { kind, account, arn };
    case 'user':
      return { kind, account, arn, id: userId };
    case 'role':
      return { kind, account, roleArn: role?.arn ?? '', sessionArn: arn, id: role?.id ?? '' };
    case 'federated-user':
      return { kind, account, arn, issuer: session?.issuer?.arn ?? '' };
    case 'anonymous':
      return { kind };
  }
}
