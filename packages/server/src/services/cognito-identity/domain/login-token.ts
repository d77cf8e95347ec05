import { claimTexts, type Claims } from './claims.js';

/** Claims that every OpenID token has. */
const required = ['aud', 'iss', 'sub', 'exp'];

/**
 * What is wrong with the claims of a provider's token, in AWS's words after "Invalid login token. "; undefined when nothing is.
 * @param provider the URL without its scheme, as Logins and IAM name it
 */
export function faultOfClaims(claims: Claims, provider: string): string | undefined {
  const missing = required.find((name) => claims[name] === undefined || claims[name] === null);
  if (missing !== undefined) return `Missing a required claim: ${missing}`;
  // Issuers are written with a slash at the end, or without.
  if (trimmed(claims.iss) !== trimmed(`https://${provider}`)) return "Issuer doesn't match providerName";
  return undefined;
}

/** @param now ms since the epoch */
export function faultOfTime({ exp }: Claims, now: number): string | undefined {
  const seconds = Math.floor(now / 1000);
  return typeof exp === 'number' && seconds < exp ? undefined : `Token expired: ${seconds} >= ${String(exp)}`;
}

/** Whether the token is for one of the applications that the provider is registered with. */
export const isFor = (claims: Claims, clientIds: readonly string[]): boolean =>
  claimTexts(claims, 'aud').some((audience) => clientIds.includes(audience));

const trimmed = (issuer: unknown): unknown => (typeof issuer === 'string' ? issuer.replace(/\/$/, '') : issuer);
