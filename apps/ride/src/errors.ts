/** What kind of trouble an SDK or network error is, as far as a client must act on it. */
export type Trouble =
  | 'missing-stream'
  | 'denied'
  | 'bad-key'
  | 'no-credentials'
  | 'expired-credentials'
  | 'expired-iterator'
  | 'throttled'
  | 'unreachable'
  | 'server'
  | 'other';

const BY_NAME: Readonly<Record<string, Trouble>> = {
  ResourceNotFoundException: 'missing-stream',
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  KMSAccessDeniedException: 'denied',
  UnrecognizedClientException: 'bad-key',
  InvalidClientTokenId: 'bad-key',
  InvalidSignatureException: 'bad-key',
  SignatureDoesNotMatch: 'bad-key',
  IncompleteSignatureException: 'bad-key',
  MissingAuthenticationTokenException: 'bad-key',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  ExpiredTokenException: 'expired-credentials',
  ExpiredToken: 'expired-credentials',
  RequestExpired: 'expired-credentials',
  ExpiredIteratorException: 'expired-iterator',
  ProvisionedThroughputExceededException: 'throttled',
  LimitExceededException: 'throttled',
  KMSThrottlingException: 'throttled',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  InternalFailureException: 'server',
  InternalFailure: 'server',
  ServiceUnavailable: 'server',
  TimeoutError: 'unreachable',
};

const NETWORK_CODES =
  /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EPIPE|EADDR|ERR_HTTP2|ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)/;

// What fetch says when nothing answers or a connection breaks: Chromium, Firefox, Safari, Node. Nothing else tells it
// from a mistake in the program, which is a TypeError too.
const FETCH_FAILED =
  /failed to fetch|network ?error|network connection|load failed|fetch failed|internet connection|body stream|server with the specified hostname|^terminated$/i;

/** Sorts an error of the SDK, of Node's or a browser's network layer, or a per-record error code of PutRecords. */
export function classify(error: unknown): Trouble {
  if (typeof error === 'string') return BY_NAME[error] ?? 'other';
  const { name, code, message, $metadata, $fault } = facts(error);
  const named = BY_NAME[name];
  if (named !== undefined) return named;
  if (NETWORK_CODES.test(code) || /http2 (request|stream)|HTTP\/2 stream/i.test(message)) return 'unreachable';
  if (name === 'TypeError' && FETCH_FAILED.test(message)) return 'unreachable';
  if ($fault === 'server' || ($metadata?.httpStatusCode ?? 0) >= 500) return 'server';
  return 'other';
}

/** True when the same request may well succeed a moment later. */
export function isTransient(trouble: Trouble): boolean {
  return trouble === 'throttled' || trouble === 'server' || trouble === 'unreachable';
}

/** Where the failed request went, for the sentence. `endpoint` is undefined for AWS itself. */
export interface Place {
  readonly stream: string;
  readonly region: string;
  readonly endpoint: string | undefined;
}

/** One clear line, without the program's name, that says what is wrong and what to do about it. */
export function errorLine(error: unknown, { stream, region, endpoint }: Place): string {
  const { name, code, message } = facts(error);
  const where = endpoint ?? `AWS in ${region}`;
  switch (classify(error)) {
    case 'missing-stream': {
      const aws = endpoint === undefined ? 'aws' : 'npx paddock aws';
      return (
        `The stream ${stream} does not exist in ${region}${endpoint === undefined ? '' : ` at ${endpoint}`}. ` +
        `Create it: ${aws} kinesis create-stream --stream-name ${stream} --shard-count 1 --region ${region}`
      );
    }
    case 'denied':
      return `Access to the stream ${stream} is denied by ${where}: ${message}`;
    case 'bad-key':
      return `The credentials are not accepted by ${where}: ${message}${endpoint === undefined ? '' : ' (Paddock knows AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test)'}`;
    case 'no-credentials':
      return endpoint === undefined
        ? `No Paddock answers on this machine and there are no AWS credentials (${message}). Start Paddock with npm start, or set up AWS with aws configure`
        : `There are no AWS credentials for ${where} (${message}). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; Paddock knows test and test`;
    case 'expired-credentials':
      return `The credentials have expired: ${message}. Get new ones and try again`;
    case 'throttled':
      return `${where} throttles the stream ${stream}: ${message}`;
    case 'unreachable':
      return unreachable(code, message, where, endpoint);
    case 'server':
      return `${where} failed: ${name}: ${message}`;
    case 'expired-iterator':
    case 'other':
      return name === '' || name === 'Error' ? message : `${name}: ${message}`;
  }
}

function unreachable(code: string, message: string, where: string, endpoint: string | undefined): string {
  if (code === 'ERR_HTTP2_ERROR') return `${where} answers, but not with HTTP/2: is this the right port? (${message})`;
  const reason = code === '' ? message : code;
  if (endpoint === undefined) return `${where} cannot be reached (${reason}): check the network and the region's name`;
  return `Nothing answers at ${endpoint} (${reason}). Start Paddock with npm start, or name another -endpoint`;
}

interface Facts {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function facts(error: unknown): Facts {
  const given: Partial<Record<keyof Facts | 'cause', unknown>> =
    typeof error === 'object' && error !== null ? error : {};
  const status = given.$metadata;
  // A cancelled HTTP/2 stream says why in its cause: the connection was refused, the host is unknown.
  const cause = given.code === 'ERR_HTTP2_STREAM_CANCEL' ? facts(given.cause).code : '';
  return {
    name: typeof given.name === 'string' ? given.name : '',
    code: cause !== '' ? cause : typeof given.code === 'string' ? given.code : '',
    message: oneLine(typeof given.message === 'string' && given.message !== '' ? given.message : String(error)),
    ...(typeof given.$fault === 'string' && { $fault: given.$fault }),
    ...(typeof status === 'object' && status !== null && { $metadata: status }),
  };
}

// Some messages of the SDK span lines, and a server may say anything: the terminal gets printable text only.
function oneLine(message: string): string {
  return message
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
}
