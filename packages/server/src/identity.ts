import { AwsError } from '@paddock/wire';
import { isAuthFailure, parseSignature, SigningKeyCache, verifySignature, type RequestSignature } from '@paddock/wire';
import type { WireRequest } from '@paddock/wire';
import type { Principal } from './request-context.js';
import type { Service } from './service.js';

/** Who sent a request, and to which region. */
export interface Authenticated {
  readonly principal: Principal;
  readonly region: string;
}

/** Looks up whose an access key is. Later: IAM users' keys and STS sessions, which bring their tokens. */
export interface Credentials {
  find(
    accessKeyId: string,
    sessionToken: string | undefined,
  ): { readonly secret: string; readonly principal: Principal } | undefined;
}

export const rootPrincipal = (account: string, accessKeyId: string): Principal => ({
  kind: 'root',
  account,
  arn: `arn:aws:iam::${account}:root`,
  accessKeyId,
});

/** Knows one key: the account's root key. */
export function rootCredentials(account: string, accessKeyId: string, secret: string): Credentials {
  const principal = rootPrincipal(account, accessKeyId);
  return { find: (id) => (id === accessKeyId ? { secret, principal } : undefined) };
}

const region = /^[a-z]{2,8}(-[a-z]{1,12}){1,3}-\d{1,2}$/;
const fallbackRegion = 'us-east-1';

/** Verifies signatures, or in relaxed mode takes every request for the root's. */
export class Authenticator {
  readonly #credentials: Credentials;
  readonly #keys = new SigningKeyCache();
  readonly #relaxed: Principal | undefined;

  constructor(credentials: Credentials, relaxedAccount: string | undefined) {
    this.#credentials = credentials;
    this.#relaxed = relaxedAccount === undefined ? undefined : rootPrincipal(relaxedAccount, '');
  }

  /** @throws AwsError in AWS's words for whatever is wrong with the signature */
  authenticate(request: WireRequest, service: Service, now: number): Authenticated {
    const signature = parseSignature(request);
    if (this.#relaxed) return this.#trust(this.#relaxed, 'region' in signature ? signature : undefined);
    if (isAuthFailure(signature)) throw new AwsError(signature.code, signature.message, { status: signature.status });
    let principal: Principal | undefined;
    const failure = verifySignature(signature, request, {
      secret: (accessKeyId, { sessionToken }) => {
        const found = this.#credentials.find(accessKeyId, sessionToken);
        principal = found?.principal;
        return found?.secret;
      },
      body: request.body,
      now,
      service: service.signingName,
      validRegion: (text) => region.test(text),
      keys: this.#keys,
    });
    if (failure) throw new AwsError(failure.code, failure.message, { status: failure.status });
    if (signature.kind === 'anonymous' || principal === undefined)
      throw new Error('a verified signature names no principal');
    return { principal, region: signature.region };
  }

  #trust(principal: Principal, signature: RequestSignature | undefined): Authenticated {
    const named = signature && region.test(signature.region) ? signature.region : fallbackRegion;
    return { principal: signature ? { ...principal, accessKeyId: signature.accessKeyId } : principal, region: named };
  }
}
