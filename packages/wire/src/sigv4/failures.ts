import { formatAmzDate } from './amz-date.js';

/**
 * Why a request was not authenticated, in the words of the JSON protocols (Kinesis, DynamoDB). `kind` and the members beside it let the
 * other protocols word it their way: {@link queryProtocolError} does so for Query services, S3 has words of its own for nearly every kind.
 */
export type AuthFailure = Wording & AuthFailureDetail;

interface Wording {
  /** AWS's name of the error: InvalidSignatureException. */
  readonly code: string;
  readonly message: string;
  /** HTTP status of the JSON protocols. REST-JSON services answer 403 for all of these. */
  readonly status: number;
}

export type AuthFailureDetail =
  | { readonly kind: 'missing-token' }
  | { readonly kind: 'both-forms' }
  /** `missing` names parameters, or 'Date'. `authorization` is there in the header form only. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[]; readonly authorization?: string }
  | { readonly kind: 'not-key-value'; readonly part: string; readonly authorization: string }
  | { readonly kind: 'unsupported-algorithm'; readonly algorithm: string }
  | { readonly kind: 'malformed-date'; readonly value: string }
  | { readonly kind: 'malformed-credential'; readonly credential: string }
  | { readonly kind: 'malformed-expires'; readonly value: string; readonly reason: 'number' | 'negative' | 'too-long' }
  /** `skewMs` is how far apart the clocks may be. Times in ms since 1970. */
  | { readonly kind: 'expired'; readonly requestTime: number; readonly serverTime: number; readonly skewMs: number }
  | {
      readonly kind: 'not-yet-current';
      readonly requestTime: number;
      readonly serverTime: number;
      readonly skewMs: number;
    }
  | {
      readonly kind: 'presigned-expired';
      readonly requestTime: number;
      readonly serverTime: number;
      readonly expiresSeconds: number;
    }
  | { readonly kind: 'host-not-signed' }
  | { readonly kind: 'headers-not-signed'; readonly headers: readonly string[] }
  | { readonly kind: 'scope'; readonly wrong: readonly ScopePart[] }
  | { readonly kind: 'unknown-key'; readonly accessKeyId: string }
  | { readonly kind: 'expired-token' }
  | {
      readonly kind: 'mismatch';
      readonly canonicalRequest: string;
      readonly stringToSign: string;
      readonly signature: string;
    }
  | { readonly kind: 'missing-content-hash' }
  | { readonly kind: 'malformed-content-hash'; readonly value: string }
  | { readonly kind: 'content-hash-mismatch'; readonly declared: string; readonly computed: string };

export type ScopePart = 'region' | 'service' | 'terminator' | 'date';

export function isAuthFailure(value: { readonly kind: string }): value is AuthFailure {
  return 'status' in value;
}

const MISSING = 'MissingAuthenticationTokenException';
const INCOMPLETE = 'IncompleteSignatureException';
const INVALID = 'InvalidSignatureException';

const fail = <D extends AuthFailureDetail>(code: string, message: string, detail: D, status = 400): Wording & D => ({
  code,
  message,
  status,
  ...detail,
});

export const missingToken = (): AuthFailure => fail(MISSING, 'Missing Authentication Token', { kind: 'missing-token' });

export const bothForms = (): AuthFailure =>
  fail(INVALID, "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.", {
    kind: 'both-forms',
  });

export function incompleteHeader(missing: readonly string[], authorization: string): AuthFailure {
  const parts = missing.map((name) =>
    name === 'Date'
      ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
      : `Authorization header requires '${name}' parameter. `,
  );
  return fail(INCOMPLETE, `${parts.join('')}Authorization=${authorization}`, {
    kind: 'incomplete',
    missing,
    authorization,
  });
}

export function incompleteQuery(missing: readonly string[]): AuthFailure {
  const parts = missing.map((name) => `AWS query-string parameters must include '${name}'. `);
  return fail(INCOMPLETE, `${parts.join('')}Re-examine the query-string parameters.`, { kind: 'incomplete', missing });
}

export const notKeyValue = (part: string, authorization: string): AuthFailure =>
  fail(
    INCOMPLETE,
    `'${part}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
    { kind: 'not-key-value', part, authorization },
  );

export const unsupportedAlgorithm = (algorithm: string): AuthFailure =>
  fail(INCOMPLETE, `Unsupported AWS 'algorithm': '${algorithm}'.`, { kind: 'unsupported-algorithm', algorithm });

export const malformedDate = (value: string): AuthFailure =>
  fail(
    INCOMPLETE,
    `Date must be in ISO-8601 'basic format'. Got '${value}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    { kind: 'malformed-date', value },
  );

export const malformedCredential = (credential: string): AuthFailure =>
  fail(
    INCOMPLETE,
    `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    { kind: 'malformed-credential', credential },
  );

const EXPIRES_REASONS = {
  number: 'X-Amz-Expires should be a number',
  negative: 'X-Amz-Expires must be non-negative',
  'too-long': 'X-Amz-Expires must be less than a week (in seconds) that is, the given X-Amz-Expires must be less than ',
};

export const malformedExpires = (
  value: string,
  reason: keyof typeof EXPIRES_REASONS,
  maxSeconds: number,
): AuthFailure =>
  fail(INCOMPLETE, EXPIRES_REASONS[reason] + (reason === 'too-long' ? `${maxSeconds} seconds` : ''), {
    kind: 'malformed-expires',
    value,
    reason,
  });

export const expired = (requestTime: number, serverTime: number, skewMs: number): AuthFailure =>
  fail(INVALID, expiredMessage(requestTime, serverTime, skewMs), { kind: 'expired', requestTime, serverTime, skewMs });

export const notYetCurrent = (requestTime: number, serverTime: number, skewMs: number): AuthFailure =>
  fail(
    INVALID,
    `Signature not yet current: ${formatAmzDate(requestTime)} is still later than ${formatAmzDate(serverTime + skewMs)} ` +
      `(${formatAmzDate(serverTime)} + ${minutes(skewMs)} min.)`,
    { kind: 'not-yet-current', requestTime, serverTime, skewMs },
  );

export const presignedExpired = (requestTime: number, serverTime: number, expiresSeconds: number): AuthFailure =>
  fail(INVALID, expiredMessage(requestTime, serverTime, expiresSeconds * 1000), {
    kind: 'presigned-expired',
    requestTime,
    serverTime,
    expiresSeconds,
  });

export const hostNotSigned = (): AuthFailure =>
  fail(INVALID, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.", {
    kind: 'host-not-signed',
  });

export const headersNotSigned = (headers: readonly string[]): AuthFailure =>
  fail(INVALID, 'There were headers present in the request which were not signed', {
    kind: 'headers-not-signed',
    headers,
  });

/** `problems` are whole sentences, in the order in which AWS lists them. */
export const wrongScope = (wrong: readonly ScopePart[], problems: readonly string[]): AuthFailure =>
  fail(INVALID, problems.join(' '), { kind: 'scope', wrong });

export const unknownKey = (accessKeyId: string): AuthFailure =>
  fail('UnrecognizedClientException', 'The security token included in the request is invalid.', {
    kind: 'unknown-key',
    accessKeyId,
  });

/** A session whose time is over. Verification cannot know; what checks session tokens answers with it. */
export const expiredToken = (): AuthFailure =>
  fail('ExpiredTokenException', 'The security token included in the request is expired', { kind: 'expired-token' });

// Kinesis and DynamoDB used to append the canonical request and the string to sign, and stopped some time before 2020.
export const mismatch = (canonicalRequest: string, stringToSign: string, signature: string): AuthFailure =>
  fail(
    INVALID,
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    { kind: 'mismatch', canonicalRequest, stringToSign, signature },
  );

// The three of S3 alone, in S3's words.

export const missingContentHash = (): AuthFailure =>
  fail('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256', {
    kind: 'missing-content-hash',
  });

export const malformedContentHash = (value: string, literals: readonly string[]): AuthFailure =>
  fail('InvalidArgument', `x-amz-content-sha256 must be ${literals.join(', ')} or a valid sha256 value.`, {
    kind: 'malformed-content-hash',
    value,
  });

export const contentHashMismatch = (declared: string, computed: string): AuthFailure =>
  fail('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", {
    kind: 'content-hash-mismatch',
    declared,
    computed,
  });

const QUERY_ERRORS: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  [MISSING]: { code: 'MissingAuthenticationToken', status: 403 },
  [INCOMPLETE]: { code: 'IncompleteSignature', status: 400 },
  [INVALID]: { code: 'SignatureDoesNotMatch', status: 403 },
  UnrecognizedClientException: { code: 'InvalidClientTokenId', status: 403 },
  ExpiredTokenException: { code: 'ExpiredToken', status: 403 },
};

/** The same failure as a Query service (STS, IAM, CloudWatch) answers it. */
export function queryProtocolError(failure: AuthFailure): Wording {
  const { code, status } = QUERY_ERRORS[failure.code] ?? failure;
  const message = failure.kind === 'missing-token' ? 'Request is missing Authentication Token' : failure.message;
  return { code, status, message };
}

function expiredMessage(requestTime: number, serverTime: number, lifetimeMs: number): string {
  const limit = formatAmzDate(serverTime - lifetimeMs);
  return `Signature expired: ${formatAmzDate(requestTime)} is now earlier than ${limit} (${formatAmzDate(serverTime)} - ${minutes(lifetimeMs)} min.)`;
}

const minutes = (ms: number): number => Math.floor(ms / 60_000);
