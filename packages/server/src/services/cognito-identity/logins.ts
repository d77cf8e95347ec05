import type { CognitoIdentityContext } from './context.js';
import { parseOidcArn } from './domain/arn.js';
import { claimText, claimTexts, readClaims, type Claims } from './domain/claims.js';
import type { Identity, Login } from './domain/identity.js';
import { faultOfClaims, faultOfTime, isFor } from './domain/login-token.js';
import { hasProviders, type Pool } from './domain/pool.js';
import {
  cognitoTokenGiven,
  invalidLoginToken,
  loginsDoNotMatch,
  noProviders,
  notACognitoToken,
  notAnOpenIdToken,
  unsupportedProvider,
  unverifiableToken,
} from './errors.js';

/** The key under which Logins hold a token that Cognito made itself. */
export const cognitoProvider = 'cognito-identity.amazonaws.com';

/** A login that was proven with a token of its provider. */
export interface VerifiedLogin extends Login {
  /** How the pool's role mappings and tag maps call the provider: by its ARN. */
  readonly name: string;
  readonly claims: Claims;
  /** What the identity's own token says of it. */
  readonly amr: readonly string[];
}

/** All that a request's Logins prove. */
export interface Proofs {
  readonly logins: readonly VerifiedLogin[];
  /** Claims of a token of Cognito's for the identity that the request names. */
  readonly own?: Claims;
}

type Logins = Readonly<Record<string, string>> | undefined;

/**
 * Verifies the tokens of public providers. One that cannot be verified spoils all.
 * @throws NotAuthorizedException
 */
export async function verifyLogins(context: CognitoIdentityContext, pool: Pool, logins: Logins): Promise<Proofs> {
  if (logins !== undefined && Object.hasOwn(logins, cognitoProvider)) throw cognitoTokenGiven();
  return { logins: await verifyAll(context, pool, logins ?? {}) };
}

/** The same where a token of Cognito's may be among them, such as GetOpenIdTokenForDeveloperIdentity gives. */
export async function verifyLoginsOf(
  context: CognitoIdentityContext,
  pool: Pool,
  identity: Identity,
  logins: Logins,
): Promise<Proofs> {
  const { [cognitoProvider]: token, ...others } = logins ?? {};
  if (token === undefined) return { logins: await verifyAll(context, pool, others) };
  const own = await verifyOwn(context, token);
  if (own.sub !== identity.id || own.aud !== pool.id) throw loginsDoNotMatch();
  return { logins: await verifyAll(context, pool, others), own };
}

/** A guest's token proves nothing: whoever has the identity's id gets one. */
async function verifyOwn({ openIdKeys, clock }: CognitoIdentityContext, token: string): Promise<Claims> {
  if (readClaims(token) === undefined) throw notAnOpenIdToken();
  const claims = await openIdKeys.verify(token);
  if (claims === undefined || !claimTexts(claims, 'amr').includes('authenticated')) throw notACognitoToken();
  const fault = faultOfTime(claims, clock.now());
  if (fault !== undefined) throw invalidLoginToken(fault);
  return claims;
}

async function verifyAll(
  context: CognitoIdentityContext,
  pool: Pool,
  logins: Readonly<Record<string, string>>,
): Promise<VerifiedLogin[]> {
  const providers = Object.entries(logins);
  if (providers.length > 0 && !hasProviders(pool)) throw noProviders(pool.id);
  const verified: VerifiedLogin[] = [];
  for (const [provider, token] of providers) verified.push(await verify(context, pool, provider, token));
  return verified;
}

async function verify(
  context: CognitoIdentityContext,
  pool: Pool,
  provider: string,
  token: string,
): Promise<VerifiedLogin> {
  const arn = (pool.oidcProviders ?? []).find((candidate) => parseOidcArn(candidate)?.url === provider);
  const registered = arn === undefined ? undefined : context.iam.oidcProvider(pool.account, provider);
  if (arn === undefined || registered === undefined) throw refusalWithout(pool, provider, token);
  const claims = readClaims(token);
  if (claims === undefined) throw notAnOpenIdToken();
  const fault = faultOfClaims(claims, provider);
  if (fault !== undefined) throw invalidLoginToken(fault);
  if (!isFor(claims, registered.clientIds)) throw unsupportedProvider();
  if ((await context.oidcKeys.verify(token, `https://${provider}`)) !== 'signed') throw unverifiableToken();
  const late = faultOfTime(claims, context.clock.now());
  if (late !== undefined) throw invalidLoginToken(late);
  const user = claimText(claims, 'sub') ?? '';
  return { provider, user, name: arn, claims, amr: [provider, `${arn}:OIDC:${user}`] };
}

/** User pools and social providers have no keys here: their tokens are refused as ones that cannot be verified. */
function refusalWithout(pool: Pool, provider: string, token: string): Error {
  const isUserPool = (pool.userPools ?? []).some(({ ProviderName }) => ProviderName === provider);
  const isSocial = Object.hasOwn(pool.socialProviders ?? {}, provider);
  if (!isUserPool && !isSocial) return unsupportedProvider();
  if (isSocial && !openIdProviders.has(provider)) return unverifiableToken();
  const claims = readClaims(token);
  if (claims === undefined) return notAnOpenIdToken();
  const fault = faultOfClaims(claims, provider);
  return fault === undefined ? unverifiableToken() : invalidLoginToken(fault);
}

/** Social providers whose tokens are JWTs; those of the others only they can read. */
const openIdProviders: ReadonlySet<string> = new Set(['accounts.google.com', 'appleid.apple.com']);

/** What the pool's developer vouches for, without a token. */
export const developerLogin = (pool: Pool, user: string): VerifiedLogin => {
  const provider = pool.developerProvider ?? '';
  return { provider, user, name: provider, claims: {}, amr: [provider, `${provider}:${pool.id}:${user}`] };
};
