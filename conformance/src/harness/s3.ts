import './quiet.js';
import { S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { Config } from '@paddock/server';
import { S3_RULES, signRequest, type Signer } from '@paddock/wire';
import { xmlText } from './identity.js';
import type { Answer, RawClient } from './raw.js';
import { region, startPaddock, type Paddock } from './server.js';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** S3 by the SDK v3, which does not retry, and names buckets in paths. */
export const createS3 = (endpoint: string, config: S3ClientConfig = {}): S3 =>
  new S3({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1, ...config });

export interface S3Request {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** What `x-amz-content-sha256` is to say, if not the body's hash. */
  readonly payloadHash?: string;
  /** How to sign, where it differs from the root key now; false sends the request unsigned. */
  readonly sign?: Partial<Signer> | false;
}

/** A request as it is written, signed by S3's rules. @param path percent-encoded, with the query, if there is one */
export function sendS3(
  raw: RawClient,
  url: string,
  method: string,
  path: string,
  { headers = {}, body = '', payloadHash, sign = {} }: S3Request = {},
): Promise<Answer> {
  const mark = path.indexOf('?');
  const [pathname, query] = mark < 0 ? [path, ''] : [path.slice(0, mark), path.slice(mark + 1)];
  const unsigned = { host: new URL(url).host, ...headers };
  if (sign === false) return raw.exchange(method, path, unsigned, body);
  const signer = {
    accessKeyId: 'test',
    secret: 'test',
    region,
    service: 's3',
    now: Date.now(),
    rules: S3_RULES,
    ...sign,
  };
  const hash = payloadHash === undefined ? {} : { payloadHash };
  const request = { method, path: pathname, query, headers: unsigned, body, ...hash };
  return raw.exchange(method, path, signRequest(request, signer) as Record<string, string>, body);
}

/** Status and code of an answer. */
export const outcome = (answer: Answer): string =>
  `${answer.status}${answer.status < 300 ? '' : ` ${xmlText(answer, 'Code') ?? ''}`}`;

export interface S3Paddock extends Paddock {
  readonly s3: S3;
  readonly request: (method: string, path: string, request?: S3Request) => Promise<Answer>;
}

export async function startS3(overrides: Partial<Config> = {}): Promise<S3Paddock> {
  const paddock = await startPaddock(overrides);
  const s3 = createS3(paddock.url);
  return {
    ...paddock,
    s3,
    request: (method, path, request) => sendS3(paddock.raw, paddock.url, method, path, request),
    close: async () => {
      s3.destroy();
      await paddock.close();
    },
  };
}
