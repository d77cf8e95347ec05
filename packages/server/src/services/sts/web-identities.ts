import type { JWTPayload } from 'jose';
import type { OidcKeys } from '../../identity/oidc-keys.js';
import { openIdIssuer, type OpenIdKeys } from '../../identity/open-id-keys.js';
import type { Clock } from '../../runtime/clock.js';
import type { IamPort } from '../iam/port.js';
import { google, sessionClaims, tokenKeys, type SessionClaims, type TokenClaims } from './domain/token-claims.js';
import {
  malformedTags,
  missingClaim,
  noKey,
  noProvider,
  notJwt,
  tokenExpired,
  tokenNotYetValid,
  tokenTooOld,
  wrongAudience,
  wrongSignature,
} from './errors.js';

/** Whoever bears a token that was verified. */
export interface WebIdentity extends SessionClaims {
  /** As trust policies name it: `cognito-identity.amazonaws.com`, or the ARN of an OIDC provider. */
  readonly provider: string;
  readonly subject: string;
  readonly audience: string;
  /** Condition keys, by name in lower case. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

export interface WebIdentitiesParts {
  readonly iam: IamPort;
  readonly clock: Clock;
  /** Cognito's. */
  readonly openIdKeys: Pick<OpenIdKeys, 'verify'>;
  /** Everyone else's. */
  readonly oidcKeys: OidcKeys;
}

const requiredClaims = ['iss', 'sub', 'aud', 'exp', 'iat'] as const;
/** Seconds. What AWS takes is not documented: a token of Cognito's may be a day old. */
const oldest = 86_400;
/** How far the clock of a provider may be ahead, seconds. */
const skew = 300;

/** Verifies the tokens of Cognito and of the OIDC providers whose keys it was given. Nothing is fetched. */
export class WebIdentities {
  readonly #iam: IamPort;
  readonly #clock: Clock;
  readonly #openIdKeys: WebIdentitiesParts['openIdKeys'];
  readonly #oidcKeys: OidcKeys;

  constructor({ iam, clock, openIdKeys, oidcKeys }: WebIdentitiesParts) {
    this.#iam = iam;
    this.#clock = clock;
    this.#openIdKeys = openIdKeys;
    this.#oidcKeys = oidcKeys;
  }

  /**
   * @param account the role's, where the provider must be registered
   * @throws InvalidIdentityToken, ExpiredTokenException
   */
  async verify(token: string, account: string): Promise<WebIdentity> {
    const { issuer, claims } = await readToken(token);
    const provider = this.#provider(issuer, claims, account);
    await this.#checkSignature(token, issuer);
    this.#checkTimes(claims);
    const session = sessionClaims(claims);
    if (session === undefined) throw malformedTags();
    return {
      ...session,
      provider: provider.name,
      subject: claims.sub,
      audience: provider.audience,
      keys: tokenKeys(provider.host, claims),
    };
  }

  /** The provider of an issuer, and for which of its clients the token is. Cognito's and Google's need not be registered. */
  #provider(issuer: string, claims: TokenClaims, account: string) {
    const audiences = typeof claims.aud === 'string' ? [claims.aud] : claims.aud;
    const [first = ''] = audiences;
    if (issuer === openIdIssuer) return { name: hostOf(issuer), host: hostOf(issuer), audience: first };
    if (hostOf(issuer) === google) {
      const azp = claims['azp'];
      return { name: google, host: google, audience: typeof azp === 'string' ? azp : first };
    }
    const registered = this.#iam.oidcProvider(account, withoutScheme(issuer));
    if (registered === undefined) throw noProvider(issuer);
    const audience = audiences.find((candidate) => registered.clientIds.includes(candidate));
    if (audience === undefined) throw wrongAudience();
    return {
      name: `arn:aws:iam::${registered.account}:oidc-provider/${registered.url}`,
      host: registered.url,
      audience,
    };
  }

  async #checkSignature(token: string, issuer: string): Promise<void> {
    if (issuer === openIdIssuer) {
      if ((await this.#openIdKeys.verify(token)) === undefined) throw wrongSignature();
      return;
    }
    const verification = await this.#oidcKeys.verify(token, issuer);
    if (verification === 'no-key') throw noKey();
    if (verification === 'wrong-signature') throw wrongSignature();
  }

  #checkTimes({ exp, iat, nbf }: JWTPayload): void {
    const now = Math.floor(this.#clock.now() / 1000);
    if (exp !== undefined && now >= exp) throw tokenExpired(now, exp);
    if (iat !== undefined && now - iat > oldest) throw tokenTooOld(now - iat);
    if (Math.max(iat ?? 0, nbf ?? 0) > now + skew) throw tokenNotYetValid();
  }
}

/** @throws InvalidIdentityToken */
async function readToken(
  token: string,
): Promise<{ readonly issuer: string; readonly claims: TokenClaims & JWTPayload }> {
  const { decodeJwt } = await import('jose');
  let claims: JWTPayload;
  try {
    claims = decodeJwt(token);
  } catch {
    throw notJwt();
  }
  const missing = requiredClaims.find((claim) => claims[claim] === undefined);
  if (missing !== undefined) throw missingClaim(missing);
  const { iss, sub, aud, exp, iat, nbf } = claims;
  const times = [exp, iat, nbf ?? 0].every((time) => Number.isSafeInteger(time));
  // A JWT's claims may be anything, whatever the types of jose say.
  const texts = [iss, sub, ...(Array.isArray(aud) ? aud : [aud])].every((text) => typeof text === 'string');
  if (!times || !texts || typeof iss !== 'string' || typeof sub !== 'string' || aud === undefined) throw notJwt();
  return { issuer: iss, claims: { ...claims, sub, aud } };
}

/** An issuer may be written with a slash at the end, or without. */
const hostOf = (issuer: string): string => withoutScheme(issuer).replace(/\/$/, '');
const withoutScheme = (issuer: string): string => issuer.replace(/^https:\/\//, '');
