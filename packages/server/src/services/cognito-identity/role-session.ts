import type { SessionCredentials } from '../../identity/sessions.js';
import type { RequestContext } from '../../request-context.js';
import { bearerOf } from './bearer.js';
import type { CognitoIdentityContext } from './context.js';
import type { Identity } from './domain/identity.js';
import type { Pool } from './domain/pool.js';
import { chooseRole, type MappedToken } from './domain/role-choice.js';
import { customRoleForbidden, customRoleOfGuest, invalidPoolConfiguration, roleMappingDenied } from './errors.js';
import { cognitoProvider, type Proofs, type VerifiedLogin } from './logins.js';
import { unauthenticatedSessionPolicies } from './scope-down-policy.js';

const sessionName = 'CognitoIdentityCredentials';
const sessionSeconds = 3600;

/**
 * The enhanced flow: the pool, not the client, says which role an identity gets.
 * @param custom the role that the client asks for, among several that it may have
 * @throws InvalidIdentityPoolConfigurationException when there is no such role, or it does not trust the identity
 */
export function roleSessionOf(
  context: CognitoIdentityContext,
  { pool, identity, proofs, custom }: Asked,
  request: RequestContext,
): SessionCredentials {
  const { sub, aud, amr, tags } = bearerOf(pool, identity, proofs);
  const { inline, managed } = unauthenticatedSessionPolicies;
  const assumption = context.sts.assumeRoleForToken({
    roleArn: identity.authenticated ? mappedRole(pool, proofs, custom) : guestRole(pool, custom),
    sessionName,
    durationSeconds: sessionSeconds,
    provider: cognitoProvider,
    claims: { sub, aud, amr },
    tags,
    ...(identity.authenticated ? {} : { sessionPolicies: [inline], sessionPolicyArns: [managed] }),
    // An unsigned request names no region: it is where the pool is.
    request: { ...request, region: pool.region },
  });
  if (assumption.outcome === 'refused') throw invalidPoolConfiguration();
  return assumption.credentials;
}

export interface Asked {
  readonly pool: Pool;
  readonly identity: Identity;
  readonly proofs: Proofs;
  readonly custom: string | undefined;
}

function guestRole(pool: Pool, custom: string | undefined): string {
  if (custom !== undefined) throw customRoleOfGuest();
  if (pool.roles?.unauthenticated === undefined) throw invalidPoolConfiguration();
  return pool.roles.unauthenticated;
}

function mappedRole(pool: Pool, { logins }: Proofs, custom: string | undefined): string {
  const choice = chooseRole(pool.roles ?? {}, mappedToken(pool, logins), custom);
  switch (choice.kind) {
    case 'role':
      return choice.arn;
    case 'none':
      throw invalidPoolConfiguration();
    case 'denied':
      throw roleMappingDenied();
    case 'custom-denied':
      throw customRoleForbidden(custom ?? '');
  }
}

/** Of the first login whose provider the pool has a mapping for. */
function mappedToken({ roleMappings }: Pool, logins: readonly VerifiedLogin[]): MappedToken | undefined {
  for (const { name, claims } of logins) {
    const mapping = Object.hasOwn(roleMappings ?? {}, name) ? roleMappings?.[name] : undefined;
    if (mapping !== undefined) return { claims, mapping };
  }
  return undefined;
}
