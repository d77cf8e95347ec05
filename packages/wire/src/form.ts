import { AwsError } from './errors.js';
import type { RequestHead } from './protocol.js';

/**
 * The form-urlencoded texts of a request, the body's before the query string's: a signed POST carries its parameters in the body, a GET
 * such as a presigned GetCallerIdentity in the query string.
 * @throws AwsError MalformedQueryString when the body is not UTF-8
 */
export function formTexts(head: RequestHead, body: Uint8Array): readonly string[] {
  if (body.byteLength === 0) return [head.query];
  try {
    return [UTF8.decode(body), head.query];
  } catch {
    throw malformedQueryString();
  }
}

/**
 * Calls `visit` with every parameter, in order: its name, and its value as it stands in the text (see `decodeFormValue`).
 * It ends when `visit` returns true.
 */
export function eachParameter(text: string, visit: (name: string, encodedValue: string) => boolean): void {
  for (let at = 0; at < text.length;) {
    const ampersand = text.indexOf('&', at);
    const end = ampersand < 0 ? text.length : ampersand;
    // Looked for within the pair: the next one may be a whole body away, and a body may be made of ampersands.
    const pair = text.slice(at, end);
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (pair !== '' && visit(decodeFormValue(name), equals < 0 ? '' : pair.slice(equals + 1))) return;
    at = end + 1;
  }
}

/** @throws AwsError MalformedQueryString when percent signs do not spell UTF-8 */
export function decodeFormValue(encoded: string): string {
  if (!ENCODED.test(encoded)) return encoded;
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw malformedQueryString();
  }
}

/**
 * The Action and the Version of a Query request: the first of each, as AWS takes them; undefined where there is none. It never throws:
 * a request that cannot be read names nothing.
 */
export function queryTarget(
  head: RequestHead,
  body: Uint8Array,
): { readonly action: string | undefined; readonly version: string | undefined } {
  const found = new Map<string, string>();
  try {
    for (const text of formTexts(head, body)) {
      eachParameter(text, (name, value) => {
        if ((name === 'Action' || name === 'Version') && !found.has(name)) found.set(name, decodeFormValue(value));
        return found.size === 2;
      });
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
  return { action: found.get('Action'), version: found.get('Version') };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ENCODED = /[%+]/;

const malformedQueryString = (): AwsError =>
  new AwsError('MalformedQueryString', 'The query string contains a syntax error.', { status: 404 });
