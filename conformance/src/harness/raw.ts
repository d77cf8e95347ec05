import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { signRequest, type Signer } from '@paddock/wire';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: Record<string, unknown> | undefined;
}

export interface RawRequest {
  readonly method?: string;
  /** With the query, if there is one. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How to sign, where it differs from the root key now; false sends the request unsigned. */
  readonly sign?: Partial<Signer> | false;
}

export const jsonType = 'application/x-amz-json-1.1';
export const formType = 'application/x-www-form-urlencoded; charset=utf-8';
/** The versions of the Query services' APIs. */
export const iamVersion = '2010-05-08';
export const stsVersion = '2011-06-15';

/** Sends what no SDK would, over HTTP/1.1. */
export class RawClient {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = new URL(url);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** A signed request of an operation in JSON. */
  call(operation: string, input: object, request: RawRequest = {}): Promise<Answer> {
    return this.send({
      body: JSON.stringify(input),
      ...request,
      headers: { 'content-type': jsonType, 'x-amz-target': `Kinesis_20131202.${operation}`, ...request.headers },
    });
  }

  /** A signed Query request: a form, unless the method is GET. The Version says which service it is signed for. */
  query(
    action: string,
    version: string,
    parameters: Readonly<Record<string, string>> = {},
    request: RawRequest = {},
  ): Promise<Answer> {
    const form = new URLSearchParams({ Action: action, Version: version, ...parameters })
      .toString()
      .replaceAll('+', '%20');
    const isGet = request.method === 'GET';
    const service = version === iamVersion ? 'iam' : 'sts';
    return this.send({
      ...(isGet ? { path: `/?${form}` } : { body: form }),
      ...request,
      headers: { ...(isGet ? {} : { 'content-type': formType }), ...request.headers },
      ...(request.sign === false ? {} : { sign: { service, ...request.sign } }),
    });
  }

  send({ method = 'POST', path = '/', headers = {}, body = '', sign = {} }: RawRequest): Promise<Answer> {
    const [pathname = '/', query = ''] = path.split('?');
    const unsigned = { host: this.#url.host, ...headers };
    const signer: Signer = {
      accessKeyId: 'test',
      secret: 'test',
      region: 'us-east-1',
      service: 'kinesis',
      now: Date.now(),
      ...sign,
    };
    const signed =
      sign === false ? unsigned : signRequest({ method, path: pathname, query, headers: unsigned, body }, signer);
    return this.exchange(method, path, signed as Record<string, string>, body);
  }

  /** Sends exactly these headers. */
  exchange(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#url;
      const length = Buffer.byteLength(body);
      const request = httpRequest({
        agent: this.#agent,
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...(length > 0 || method === 'POST' ? { 'content-length': length } : {}) },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json: parse(text) });
        });
      });
      request.end(body);
    });
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
