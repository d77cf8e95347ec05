import type { Principals } from '../document/policy-document.js';
import type { PolicyPrincipal } from './access.js';

/**
 * How a statement speaks of who asks, which decides what an Allow is worth within the account:
 * - `direct`: of the very principal, or of everyone. Nothing but an explicit deny takes it away.
 * - `underlying`: of the role of a session, or of the user behind a federated one. Boundary and session policies limit it.
 * - `account`: of the account, which must itself allow with an identity-based policy.
 */
export type Naming = 'direct' | 'underlying' | 'account';

/** Principal or NotPrincipal, made ready. Both give undefined when the statement is not about this principal. */
export interface PrincipalMatcher {
  readonly allows: (principal: PolicyPrincipal) => Naming | undefined;
  /** @param bounded whether the principal has a permissions boundary */
  readonly denies: (principal: PolicyPrincipal, bounded: boolean) => Naming | undefined;
}

export function compilePrincipals(principals: Principals): PrincipalMatcher {
  const named = compileNames(principals);
  if (!principals.not) return { allows: named.naming, denies: named.naming };
  return {
    allows: (principal) => (named.naming(principal) === undefined ? 'direct' : undefined),
    // AWS: Deny with NotPrincipal denies every principal that has a boundary, whatever the element lists.
    denies: (principal, bounded) => (!bounded && named.completely(principal) ? undefined : 'direct'),
  };
}

interface Names {
  /** The closest way in which the list speaks of the principal. */
  readonly naming: (principal: PolicyPrincipal) => Naming | undefined;
  /** Whether the list has the principal and all that it comes from: AWS checks the account, then the role, then the session. */
  readonly completely: (principal: PolicyPrincipal) => boolean;
}

function compileNames(principals: Principals): Names {
  const arns = new Set(principals.aws);
  const services = new Set(principals.service);
  const providers = new Set(principals.federated);
  const accounts = new Set(principals.aws.map(accountNamed).filter((account) => account !== undefined));
  const anyAccount = principals.everyone || arns.has('*');

  const naming = (principal: PolicyPrincipal): Naming | undefined => {
    switch (principal.kind) {
      case 'service':
        return principals.everyone || services.has(principal.service) ? 'direct' : undefined;
      case 'web-identity':
        return principals.everyone || providers.has(principal.provider) ? 'direct' : undefined;
      case 'anonymous':
        return anyAccount ? 'direct' : undefined;
      case 'root':
        return anyAccount || accounts.has(principal.account) ? 'direct' : undefined;
      case 'user':
        if (anyAccount || arns.has(principal.arn) || arns.has(principal.id)) return 'direct';
        break;
      case 'role':
        if (anyAccount || arns.has(principal.sessionArn)) return 'direct';
        if (arns.has(principal.roleArn) || arns.has(principal.id)) return 'underlying';
        break;
      case 'federated-user':
        if (anyAccount || arns.has(principal.arn)) return 'direct';
        // The ARN of root stands for the account, also when root is the issuer.
        if (arns.has(principal.issuer) && accountNamed(principal.issuer) === undefined) return 'underlying';
        break;
    }
    return accounts.has(principal.account) ? 'account' : undefined;
  };

  const completely = (principal: PolicyPrincipal): boolean => {
    if (naming(principal) !== 'direct') return false;
    if (principal.kind === 'service' || principal.kind === 'web-identity' || anyAccount) return true;
    if (principal.kind === 'anonymous' || !accounts.has(principal.account)) return false;
    return principal.kind !== 'role' || arns.has(principal.roleArn) || arns.has(principal.id);
  };

  return { naming, completely };
}

/** The account that a principal stands for: `111122223333`, `arn:aws:iam::111122223333:root`; undefined when it is no account. */
function accountNamed(principal: string): string | undefined {
  return /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
}
