import {
  AWS_RULES,
  AwsError,
  isAuthFailure,
  parseSignature,
  queryProtocolError,
  readStreamedPayload,
  s3ProtocolError,
  SigningKeyCache,
  verifySignature,
  type AuthFailure,
  type ParsedSignature,
  type StreamedPayload,
  type WireRequest,
} from '@paddock/wire';
import type { Identified } from '../identify.js';
import type { Credentials } from './credentials.js';
import { anonymous, rootPrincipal, type Principal } from './principal.js';

/** Who sent a request, and to which region. */
export interface Authenticated {
  readonly principal: Principal;
  readonly region: string;
  /** The body and the headers behind it, where it came in chunks of `aws-chunked`. */
  readonly payload?: StreamedPayload | undefined;
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
    if (this.#relaxed)
      return {
        ...this.#trust(this.#relaxed, signature),
        payload: readStreamedPayload(request, request.body, undefined),
      };
    // Whoever signs what needs no signature is not asked whether the signature is right, as on AWS.
    if (target.operation.unsigned === true) return { principal: anonymous, region: regionOf(signature) };
    if (isAuthFailure(signature)) throw refusal(signature, target);
    if (signature.kind === 'anonymous' && target.service.takesAnonymous === true) {
      const payload = readStreamedPayload(request, request.body, undefined);
      return { principal: anonymous, region: fallbackRegion, payload };
    }
    let principal: Principal | undefined;
    let unusable: AuthFailure | undefined;
    let secret = '';
    const failure = verifySignature(signature, request, {
      secret: (accessKeyId, { sessionToken }) => {
        const found = this.#credentials.find(accessKeyId, sessionToken, this.#serverTime());
        if (found === undefined) return undefined;
        if ('code' in found) {
          unusable = found;
          return undefined;
        }
        principal = found.principal;
        secret = found.secret;
        return secret;
      },
      body: request.body,
      now,
      service: target.service.signingName,
      rules: target.service.signingRules ?? AWS_RULES,
      validRegion: (text) => region.test(text),
      keys: this.#keys,
    });
    if (failure) throw refusal(unusable ?? failure, target, signature);
    if (signature.kind === 'anonymous' || principal === undefined)
      throw new Error('a verified signature names no principal');
    const { region: signedFor } = signature;
    // Of the services that have their payloads declared, one takes them in chunks.
    if (target.service.signingRules?.payload !== 'declared') return { principal, region: signedFor };
    const payload = readStreamedPayload(request, request.body, { signature, secret, keys: this.#keys });
    return { principal, region: signedFor, payload };
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

function refusal(failure: AuthFailure, target: Identified, signature?: ParsedSignature): AwsError {
  if (target.protocol.name === 'rest-xml') {
    const isSigned = signature !== undefined && signature.kind !== 'anonymous';
    return s3ProtocolError(failure, isSigned ? { accessKeyId: signature.accessKeyId, form: signature.kind } : {});
  }
  const { name } = target.protocol;
  const { code, message, status } = name === 'query' ? queryProtocolError(failure) : failure;
  // The REST services forbid where the others say that the request is bad.
  return new AwsError(code, message, { status: name === 'rest-json' ? 403 : status });
}
