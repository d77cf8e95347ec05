import { Sha256 } from '@aws-crypto/sha256-js';
import type { KinesisAnalyticsClient } from '@aws-sdk/client-kinesis-analytics';
import { SignatureV4 } from '@smithy/signature-v4';

export interface InAppStream {
  readonly Name: string;
  readonly Kind: 'SOURCE' | 'CREATED' | 'ERROR';
  readonly Columns: readonly { readonly Name: string; readonly SqlType: string }[];
  /** Rows since the run began. */
  readonly RecordCount: number;
  /** The latest, oldest first. */
  readonly Rows: readonly { readonly RowTime: string; readonly Values: readonly (string | null)[] }[];
}

export interface ApplicationState {
  readonly ApplicationStatus: string;
  readonly InAppStreams: readonly InAppStream[];
}

export interface StateRequest {
  readonly ApplicationName: string;
  readonly InAppStreamNames?: readonly string[];
  /** 1 to 100 rows of each. */
  readonly Limit?: number;
}

/** Where calls of the client go, with whose keys. */
type Settings = Pick<KinesisAnalyticsClient['config'], 'credentials' | 'region'>;

/**
 * GetApplicationState, which AWS's console calls and no SDK has: JSON 1.1, signed by the client's credentials.
 * @param endpoint of an own server; undefined is AWS's
 * @param now ms since the epoch by the server's clock
 * @throws an error with the service's code as its name
 */
export async function getApplicationState(
  { credentials, region }: Settings,
  endpoint: string | undefined,
  request: StateRequest,
  now: number,
  signal?: AbortSignal,
): Promise<ApplicationState> {
  const place = await region();
  const url = new URL(endpoint ?? `https://kinesisanalytics.${place}.amazonaws.com`);
  const body = JSON.stringify(request);
  const signer = new SignatureV4({ service: 'kinesisanalytics', region: place, credentials, sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: '/',
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'KinesisAnalytics_20150814.GetApplicationState',
        // By this the request log tells the console's own calls from those of others.
        'x-amz-user-agent': 'paddock-console/1',
      },
      body,
    },
    { signingDate: new Date(now) },
  );
  // The browser writes this one itself.
  const { host: _, ...sent } = headers;
  const answer = await fetch(new URL('/', url), { method: 'POST', headers: sent, body, ...(signal ? { signal } : {}) });
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return said as ApplicationState;
  throw failure(answer, said);
}

function failure(answer: Response, said: unknown): Error {
  const { __type, message, Message }: { __type?: unknown; message?: unknown; Message?: unknown } = Object(said);
  const text = typeof message === 'string' ? message : typeof Message === 'string' ? Message : answer.statusText;
  const name = typeof __type === 'string' ? (__type.split('#').at(-1) ?? __type) : `HTTP ${answer.status}`;
  const requestId = answer.headers.get('x-amzn-requestid') ?? undefined;
  return Object.assign(new Error(text), {
    name,
    $fault: answer.status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: answer.status, requestId },
  });
}
