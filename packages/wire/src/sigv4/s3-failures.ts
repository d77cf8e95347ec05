import { AwsError } from '../errors.js';
import { formatAmzDate } from './amz-date.js';
import type { AuthFailure } from './failures.js';

type Detailed = readonly [
  code: string,
  message: string,
  status: number,
  members?: Readonly<Record<string, string | number>>,
];

/** What S3 answers to a request that was not authenticated: it has words of its own for nearly everything. */
export function s3ProtocolError(
  failure: AuthFailure,
  request: { readonly accessKeyId?: string; form?: string },
): AwsError {
  const [code, message, status, members = {}] = worded(
    failure,
    request.form === 'presigned',
    request.accessKeyId ?? '',
  );
  return new AwsError(code, message, { status, members });
}

const MALFORMED_HEADER = 'AuthorizationHeaderMalformed';
const MALFORMED_QUERY = 'AuthorizationQueryParametersError';
const expectedCredential = 'expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';

function worded(failure: AuthFailure, isPresigned: boolean, accessKeyId: string): Detailed {
  switch (failure.kind) {
    case 'missing-token':
      return isPresigned
        ? [MALFORMED_QUERY, 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"', 400]
        : ['AccessDenied', 'Access Denied', 403];
    case 'both-forms':
      return [
        'InvalidArgument',
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
        400,
        { ArgumentName: 'Authorization' },
      ];
    case 'incomplete':
      if (failure.missing.length === 1 && failure.missing[0] === 'Date') return noDate;
      return failure.authorization === undefined
        ? [
            MALFORMED_QUERY,
            'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
            400,
          ]
        : malformedHeader(
            `the authorization header requires three components: Credential, SignedHeaders, and Signature.`,
          );
    case 'not-key-value':
      return malformedHeader(
        'the authorization header requires three components: Credential, SignedHeaders, and Signature.',
      );
    case 'unsupported-algorithm':
      if (failure.algorithm === 'AWS') return oldSignature;
      return [
        'InvalidArgument',
        'Unsupported Authorization Type',
        400,
        { ArgumentName: 'Authorization', ArgumentValue: failure.algorithm },
      ];
    case 'malformed-date':
      return isPresigned
        ? [MALFORMED_QUERY, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"", 400]
        : noDate;
    case 'malformed-credential':
      return isPresigned
        ? [
            MALFORMED_QUERY,
            `Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; ${expectedCredential}`,
            400,
          ]
        : malformedHeader(`the Credential is mal-formed; ${expectedCredential}`);
    case 'malformed-expires':
      return [MALFORMED_QUERY, expiresTexts[failure.reason], 400];
    case 'expired':
    case 'not-yet-current':
      return [
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
        403,
        {
          RequestTime: formatAmzDate(failure.requestTime),
          ServerTime: isoSeconds(failure.serverTime),
          MaxAllowedSkewMilliseconds: failure.skewMs,
        },
      ];
    case 'presigned-expired':
      return [
        'AccessDenied',
        'Request has expired',
        403,
        {
          'X-Amz-Expires': failure.expiresSeconds,
          Expires: isoSeconds(failure.requestTime + failure.expiresSeconds * 1000),
          ServerTime: isoSeconds(failure.serverTime),
        },
      ];
    case 'host-not-signed':
      return [
        'AccessDenied',
        'There were headers present in the request which were not signed',
        403,
        { HeadersNotSigned: 'host' },
      ];
    case 'headers-not-signed':
      return [
        'AccessDenied',
        'There were headers present in the request which were not signed',
        403,
        { HeadersNotSigned: failure.headers.join(', ') },
      ];
    case 'scope':
      return isPresigned
        ? [
            MALFORMED_QUERY,
            `Error parsing the X-Amz-Credential parameter; the ${failure.wrong.join(' and ')} is wrong`,
            400,
          ]
        : malformedHeader(`the ${failure.wrong.join(' and ')} is wrong`);
    case 'unknown-key':
      return [
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
        403,
        { AWSAccessKeyId: failure.accessKeyId },
      ];
    case 'expired-token':
      return ['ExpiredToken', 'The provided token has expired.', 400];
    case 'mismatch':
      return [
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        403,
        {
          AWSAccessKeyId: accessKeyId,
          StringToSign: failure.stringToSign,
          SignatureProvided: failure.signature,
          StringToSignBytes: bytesOf(failure.stringToSign),
          CanonicalRequest: failure.canonicalRequest,
          CanonicalRequestBytes: bytesOf(failure.canonicalRequest),
        },
      ];
    case 'missing-content-hash':
      return ['InvalidRequest', failure.message, 400];
    case 'malformed-content-hash':
      return [
        'InvalidArgument',
        failure.message,
        400,
        { ArgumentName: 'x-amz-content-sha256', ArgumentValue: failure.value },
      ];
    case 'content-hash-mismatch':
      return [
        failure.code,
        failure.message,
        400,
        { ClientComputedContentSHA256: failure.declared, S3ComputedContentSHA256: failure.computed },
      ];
  }
}

const noDate: Detailed = ['AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header', 403];

const oldSignature: Detailed = [
  'InvalidRequest',
  'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  400,
];

const malformedHeader = (why: string): Detailed => [
  MALFORMED_HEADER,
  `The authorization header is malformed; ${why}`,
  400,
];

const expiresTexts = {
  number: 'X-Amz-Expires should be a number',
  negative: 'X-Amz-Expires must be non-negative',
  'too-long':
    'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
};

const isoSeconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
const bytesOf = (text: string): string => (Buffer.from(text).toString('hex').match(/../g) ?? []).join(' ');
