import {
  AWS_RULES,
  AwsError,
  isAuthFailure,
  parseSignature,
  queryProtocolError,
  SigningKeyCache,
  verifySignature,
  type AuthFailure,
  type ParsedSignature,
  type WireRequest,
} from '@paddock/wire';
import type { Identified } from '../identify.js';
import type { Credentials } from './credentials.js';
import { anonymous, rootPrincipal, type Principal } from './principal.js';

/** Who sent a request, and to which region. */
export interface Authenticated {
  readonly principal: Principal;
  readonly region: string;
}

export interface AuthenticatorParts {
  readonly credentials: Credentials;
  /** In relaxed mode: the account whose root everyone is who signs with a key that nobody knows, or not at all. */
  readonly relaxedAccount: string | undefined;
  /** The server's time, ms since the epoch, by which sessions end. Signatures are made by the real one. */
  readonly serverTime: () => number;
}

const region = /^[a-z]{2,8}(-[a-z]{1,12}){1,3}-\d{1,2}$/;
const fallbackRegion = 'us-east-1';

/** Verifies signatures; in relaxed mode it only reads whose they say they are. */
export class Authenticator {
  readonly #credentials: Credentials;
  readonly #keys = new SigningKeyCache();
  readonly #relaxed: Principal | undefined;
  readonly #serverTime: () => number;

  constructor({ credentials, relaxedAccount, serverTime }: AuthenticatorParts) {
    this.#credentials = credentials;
    this.#relaxed = relaxedAccount === undefined ? undefined : rootPrincipal(relaxedAccount, '');
    this.#serverTime = serverTime;
  }

  /**
   * @param now the real time, ms since the epoch
   * @throws AwsError in AWS's words, and the protocol's, for whatever is wrong with the signature
   */
  authenticate(request: WireRequest, target: Identified, now: number): Authenticated {
    const signature = parseSignature(request);
    if (this.#relaxed) return this.#trust(this.#relaxed, signature);
    // Whoever signs what needs no signature is not asked whether the signature is right, as on AWS.
    if (target.operation.unsigned === true) return { principal: anonymous, region: regionOf(signature) };
    if (isAuthFailure(signature)) throw refusal(signature, target);
    let principal: Principal | undefined;
    let unusable: AuthFailure | undefined;
    const failure = verifySignature(signature, request, {
      secret: (accessKeyId, { sessionToken }) => {
        const found = this.#credentials.find(accessKeyId, sessionToken, this.#serverTime());
        if (found === undefined) return undefined;
        if ('code' in found) {
          unusable = found;
          return undefined;
        }
        principal = found.principal;
        return found.secret;
      },
      body: request.body,
      now,
      service: target.service.signingName,
      rules: target.service.signingRules ?? AWS_RULES,
      validRegion: (text) => region.test(text),
      keys: this.#keys,
    });
    if (failure) throw refusal(unusable ?? failure, target);
    if (signature.kind === 'anonymous' || principal === undefined)
      throw new Error('a verified signature names no principal');
    return { principal, region: signature.region };
  }

  #trust(root: Principal, signature: ParsedSignature | AuthFailure): Authenticated {
    const named = regionOf(signature);
    if (isAuthFailure(signature) || signature.kind === 'anonymous') return { principal: root, region: named };
    const { accessKeyId, sessionToken } = signature;
    const found = this.#credentials.find(accessKeyId, sessionToken, this.#serverTime());
    const principal = found === undefined || 'code' in found ? { ...root, accessKeyId } : found.principal;
    return { principal, region: named };
  }
}

/** The region that a signature is for, right or not. */
const regionOf = (signature: ParsedSignature | AuthFailure): string =>
  'region' in signature && region.test(signature.region) ? signature.region : fallbackRegion;

function refusal(failure: AuthFailure, target: Identified): AwsError {
  const { name } = target.protocol;
  const { code, message, status } = name === 'query' ? queryProtocolError(failure) : failure;
  // The REST services forbid where the others say that the request is bad.
  return new AwsError(code, message, { status: name === 'rest-json' ? 403 : status });
}
