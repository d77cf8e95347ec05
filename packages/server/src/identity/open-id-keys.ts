import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { RegistryConflictError, type Registry } from '@paddock/store';
import type { JWTPayload } from 'jose';
import type { Random } from '../runtime/random.js';
import { makeRsaKey } from '../runtime/rsa.js';
import { Sealer } from '../runtime/sealer.js';
import type { Secrets } from '../runtime/secrets.js';

/** Who Cognito's tokens are from, on AWS as here. */
export const openIdIssuer = 'https://cognito-identity.amazonaws.com';

/** What a token says: `sub`, `aud`, `amr`, `exp` and what else whoever made it put there. */
export type OpenIdClaims = JWTPayload;

/** A public key as a JSON Web Key Set shows it. */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

export interface OpenIdKeysParts {
  readonly registry: Registry;
  readonly secrets: Secrets;
  readonly random: Random;
  /** An RSA key in PKCS #8 and DER: a new one unless tests have one ready. */
  readonly makeKey?: () => Promise<Uint8Array>;
}

/**
 * The RSA key with which Cognito's tokens are signed. It is made when the first token is wanted, not at start-up, and kept in the registry,
 * sealed, so that every process has the same one and tokens outlive a restart. AWS signs with RS512; here it is RS256. What signs is loaded when it is
 * needed, too.
 */
export class OpenIdKeys {
  readonly #registry: Registry;
  readonly #sealer: Sealer;
  readonly #makeKey: () => Promise<Uint8Array>;
  #key: Promise<SigningKey> | undefined;

  constructor({ registry, secrets, random, makeKey = makeRsaKey }: OpenIdKeysParts) {
    this.#registry = registry;
    this.#sealer = new Sealer(secrets.key('open-id-keys'), (count) => random.bytes(count), keyLabel);
    this.#makeKey = makeKey;
  }

  /** A JWT with these claims and no others: times in seconds since the epoch. */
  async sign(claims: OpenIdClaims): Promise<string> {
    const { privateKey, jwk } = await this.#signingKey();
    const { SignJWT } = await import('jose');
    return new SignJWT(claims).setProtectedHeader({ kid: jwk.kid, typ: 'JWS', alg: algorithm }).sign(privateKey);
  }

  /** What a token says that this server signed, whether its time is over or not; undefined for any other text. */
  async verify(token: string): Promise<OpenIdClaims | undefined> {
    const { publicKey } = await this.#signingKey();
    const { compactVerify } = await import('jose');
    try {
      const { payload } = await compactVerify(token, publicKey, { algorithms: [algorithm] });
      return JSON.parse(new TextDecoder().decode(payload)) as OpenIdClaims;
    } catch {
      return undefined;
    }
  }

  /** The public keys, as `/.well-known/jwks_uri` answers them. */
  async jwks(): Promise<{ readonly keys: readonly PublicJwk[] }> {
    return { keys: [(await this.#signingKey()).jwk] };
  }

  #signingKey(): Promise<SigningKey> {
    const key = (this.#key ??= this.#open());
    key.catch(() => {
      // A registry that could not be written may be writable the next time.
      if (this.#key === key) this.#key = undefined;
    });
    return key;
  }

  async #open(): Promise<SigningKey> {
    for (;;) {
      const entry = await this.#registry.get(documentKey);
      if (entry) {
        const der = this.#sealer.open((entry.value as { sealed: string }).sealed);
        if (der === undefined) throw new Error('the key of the OpenID tokens was sealed with another master key');
        return signingKeyOf(der);
      }
      const sealed = this.#sealer.seal(await this.#makeKey());
      try {
        await this.#registry.commit([{ put: documentKey, value: { sealed }, ifVersion: 0 }]);
      } catch (error) {
        // Another process was first: its key is everyone's.
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }
}

interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: PublicJwk;
}

const algorithm = 'RS256';
const documentKey = 'server/open-id-key';
/** Tells these from the other texts that the server seals. */
const keyLabel = 5;

async function signingKeyOf(der: Uint8Array): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const { calculateJwkThumbprint, exportJWK } = await import('jose');
  const { n = '', e = '' } = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint({ kty: 'RSA', n, e });
  return { privateKey, publicKey, jwk: { kty: 'RSA', alg: algorithm, use: 'sig', kid, n, e } };
}
