import type { CognitoIdentityContext } from './context.js';
import { poolArn } from './domain/arn.js';
import { claimTexts } from './domain/claims.js';
import type { Identity } from './domain/identity.js';
import type { Pool } from './domain/pool.js';
import { tagsClaim, tagsClaimOf, tagsOfClaims, tagsOfToken } from './domain/principal-tags.js';
import { openIdIssuer } from '../../identity/open-id-keys.js';
import type { Proofs, VerifiedLogin } from './logins.js';

/** What STS learns of an identity, by a token or straight from here. */
export interface Bearer {
  readonly sub: string;
  readonly aud: string;
  /** `unauthenticated`, or `authenticated` and by what. */
  readonly amr: readonly string[];
  /** Session tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** An identity with what it proved in this request. */
export function bearerOf(pool: Pool, identity: Identity, { logins, own }: Proofs): Bearer {
  const claims = { sub: identity.id, aud: pool.id };
  if (!identity.authenticated) return { ...claims, amr: ['unauthenticated'], tags: {} };
  const earlier = own === undefined ? ['authenticated'] : claimTexts(own, 'amr');
  return {
    ...claims,
    amr: [...new Set([...earlier, ...logins.flatMap(({ amr }) => amr)])],
    tags: { ...mappedTags(pool, logins), ...(own === undefined ? {} : tagsOfToken(own)) },
  };
}

function mappedTags(pool: Pool, logins: readonly VerifiedLogin[]): Readonly<Record<string, string>> {
  const tags = logins.flatMap(({ name, claims }) => {
    const map = Object.hasOwn(pool.principalTags ?? {}, name) ? pool.principalTags?.[name] : undefined;
    return map === undefined ? [] : Object.entries(tagsOfClaims(map, claims));
  });
  return Object.fromEntries(tags);
}

/**
 * An OpenID token, with its claims in AWS's order.
 * @param seconds how long it is good for
 */
export function openIdToken(
  { openIdKeys, clock }: CognitoIdentityContext,
  pool: Pool,
  { sub, aud, amr, tags }: Bearer,
  seconds: number,
): Promise<string> {
  const now = Math.floor(clock.now() / 1000);
  return openIdKeys.sign({
    sub,
    aud,
    amr: [...amr],
    ...(Object.keys(tags).length === 0 ? {} : { [tagsClaim]: tagsClaimOf(tags) }),
    iss: openIdIssuer,
    [`${openIdIssuer}/identity-pool-arn`]: poolArn(pool),
    exp: now + seconds,
    iat: now,
  });
}
