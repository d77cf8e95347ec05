import type { WireRequest, WireResponse } from '@paddock/wire';
import { hostOf } from '../services/s3/routing.js';
import { notBuilt, notThere } from './answers.js';
import { FIRST_PAGE } from './first-page.js';
import { PageFolder } from './page-folder.js';
import { contentSecurityPolicy } from './security.js';

/** The pages that there are: `/NAME/` is what Vite made in the folder `NAME`. */
const PAGES = ['console', 'dashboard'] as const;

export interface PagesParts {
  /** The folder that has a folder for each page. It may come, go and change while the server runs. */
  readonly folder: URL;
}

/**
 * The web pages: static files that anyone may read, whatever name they call the server by. A page may do no more than its viewer's credentials: its calls are judged like
 * any other's. Undefined for every other request, and for what may be meant for a bucket of the same name: what is signed, what an SDK sent, what names its bucket in the host.
 */
export function createPages({ folder }: PagesParts): (request: WireRequest) => Promise<WireResponse> | undefined {
  const folders = new Map(PAGES.map((name) => [name as string, new PageFolder(new URL(`${name}/`, folder))]));

  return (request) => {
    const { method, path, query } = request;
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    if (path === '/')
      return query === '' && wantsHtml(request) && isPlain(request)
        ? Promise.resolve(redirect(302, FIRST_PAGE))
        : undefined;
    const slash = path.indexOf('/', 1);
    const name = slash < 0 ? path.slice(1) : path.slice(1, slash);
    const page = folders.get(name);
    if (page === undefined || !isPlain(request)) return undefined;
    if (slash < 0) return Promise.resolve(redirect(308, `/${name}/${query === '' ? '' : `?${query}`}`));
    return answer(page, name, path.slice(slash + 1), request);
  };
}

async function answer(page: PageFolder, name: string, file: string, request: WireRequest): Promise<WireResponse> {
  const found = (await page.find(file === '' ? 'index.html' : file, request)) ?? (await missing(page, name));
  const headers = { ...found.headers, ...SAFE };
  return { ...found, headers, body: request.method === 'HEAD' ? '' : found.body };
}

const missing = async (page: PageFolder, name: string): Promise<WireResponse> =>
  (await page.isThere()) ? notThere(name) : notBuilt(name);

const SAFE: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': contentSecurityPolicy,
};

const redirect = (status: 302 | 308, location: string): WireResponse => ({
  status,
  headers: { location, 'cache-control': 'no-cache', ...SAFE },
  body: '',
});

const wantsHtml = ({ headers }: WireRequest): boolean => headers.accept?.includes('text/html') === true;

/** Whether a request has nothing of a client of AWS's: no signature, no mark of an SDK, no bucket or service in the host. */
function isPlain({ headers, query }: WireRequest): boolean {
  // Anonymous calls of SDKs carry no signature, but this.
  if (headers.authorization !== undefined || headers['amz-sdk-invocation-id'] !== undefined) return false;
  const host = headers.host ?? '';
  const { isS3, bucket } = hostOf(host);
  if (isS3 || bucket !== undefined || /\.amazonaws\.com(?:\.cn)?(?::\d+)?$/i.test(host)) return false;
  return query === '' || ![...new URLSearchParams(query).keys()].some((name) => SIGNING.has(name.toLowerCase()));
}

const SIGNING: ReadonlySet<string> = new Set([
  'x-amz-signature',
  'x-amz-algorithm',
  'x-amz-credential',
  // Signature Version 2.
  'awsaccesskeyid',
]);
