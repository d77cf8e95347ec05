import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WireRequest, WireResponse } from '@paddock/wire';
import type { Clock } from '../../../runtime/clock.js';
import type { CodeStore } from './code-store.js';

/** How long a location is good, s, as on AWS. */
const LIFETIME = 600;
/** AWS's bucket for packages, but for its region, in a path. */
const ROOT = '/awslambda-tasks/snapshots/';

export interface CodeLocationsParts {
  readonly code: CodeStore;
  /** `secrets.key('lambda-code')` */
  readonly key: Uint8Array;
  /** The server's. */
  readonly clock: Clock;
  /** Where clients reach this server: `http://127.0.0.1:4566`. */
  readonly endpointUrl: () => string;
}

/** Where packages can be downloaded for a while, by whoever was told: `Code.Location` of GetFunction, `Content.Location` of GetLayerVersion. */
export class CodeLocations {
  readonly #parts: CodeLocationsParts;

  constructor(parts: CodeLocationsParts) {
    this.#parts = parts;
  }

  /** @param name the function's or the layer's: the file is called so */
  locationOf(sha256: string, name: string): string {
    const { clock, endpointUrl } = this.#parts;
    const path = `${ROOT}${Buffer.from(sha256, 'base64').toString('hex')}/${encodeURIComponent(name)}.zip`;
    const expires = String(Math.floor(clock.now() / 1000) + LIFETIME);
    const query = new URLSearchParams({ Expires: expires, Signature: this.#sign(path, expires).toString('hex') });
    return `${endpointUrl().replace(/\/$/, '')}${path}?${query.toString()}`;
  }

  /** Undefined for every request but those of such locations. */
  answer(request: WireRequest): Promise<WireResponse> | undefined {
    return request.path.startsWith(ROOT) ? this.#answer(request) : undefined;
  }

  async #answer({ method, path, query }: WireRequest): Promise<WireResponse> {
    if (method !== 'GET' && method !== 'HEAD') {
      return refuse(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
    }
    const given = new URLSearchParams(query);
    const expires = given.get('Expires') ?? '';
    const signature = Buffer.from(given.get('Signature') ?? '', 'hex');
    const expected = this.#sign(path, expires);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      return refuse(403, 'SignatureDoesNotMatch', 'The request signature is not the one that was given out with it.');
    }
    if (this.#parts.clock.now() >= Number(expires) * 1000) {
      return refuse(403, 'AccessDenied', 'Request has expired');
    }
    const [digest = ''] = path.slice(ROOT.length).split('/');
    const zip = await this.#parts.code.open(Buffer.from(digest, 'hex').toString('base64'));
    if (zip === undefined) return refuse(404, 'NoSuchKey', 'The specified key does not exist.');
    const headers = {
      'content-type': 'application/zip',
      'content-length': String(zip.head.size),
      'cache-control': 'no-store',
    };
    if (method === 'GET') return { status: 200, headers, body: zip };
    await zip.discard();
    return { status: 200, headers, body: '' };
  }

  #sign(path: string, expires: string): Buffer {
    return createHmac('sha256', this.#parts.key).update(`${path}\n${expires}`).digest();
  }
}

/** As S3 says it. */
const refuse = (status: number, code: string, message: string): WireResponse => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});
