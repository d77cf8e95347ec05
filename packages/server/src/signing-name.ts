import type { RequestHead } from '@paddock/wire';

/**
 * Which service a request says that it is signed for, in the scope of its header or of its query: nothing of it is proved yet. Undefined
 * for one that is not signed, or whose scope cannot be read.
 */
export function signingNameOf({ headers, query }: Pick<RequestHead, 'headers' | 'query'>): string | undefined {
  const sent = headers['authorization'];
  const authorization = typeof sent === 'string' ? sent : sent?.[0];
  if (authorization !== undefined) return serviceIn(valueAfter(authorization, 'Credential=', [',', ' ']));
  const credential = valueAfter(query, 'X-Amz-Credential=', ['&']);
  return serviceIn(credential?.replaceAll(/%2f/gi, '/'));
}

/** keyid/date/region/service/aws4_request */
function serviceIn(credential: string | undefined): string | undefined {
  if (credential === undefined) return undefined;
  const terminator = credential.lastIndexOf('/');
  const service = credential.lastIndexOf('/', terminator - 1);
  return service < 0 ? undefined : credential.slice(service + 1, terminator) || undefined;
}

function valueAfter(text: string, name: string, ends: readonly string[]): string | undefined {
  const at = text.indexOf(name);
  if (at < 0) return undefined;
  const start = at + name.length;
  const found = ends.map((end) => text.indexOf(end, start)).filter((end) => end >= 0);
  return text.slice(start, found.length === 0 ? text.length : Math.min(...found));
}
