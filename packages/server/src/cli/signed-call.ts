import { systemClock } from '../runtime/clock.js';
import { call, type Reply } from './call.js';
import type { Target } from './target.js';

/** Asks under `/_paddock/` with the root key's signature: who may only reach the port must not be able to do this. */
export async function signedCall(
  target: Target,
  { method, path, patience }: { readonly method: 'GET' | 'POST'; readonly path: string; readonly patience: number },
): Promise<Reply> {
  const [{ signRequest }, { CONTROL_HEADER, CONTROL_SCOPE }] = await Promise.all([
    import('@paddock/wire'),
    import('../control/guard.js'),
  ]);
  const { url, accessKeyId, secretAccessKey } = target;
  const [pathname = '', query = ''] = path.split('?');
  const headers = { host: url.slice('http://'.length), 'content-length': '0', [CONTROL_HEADER]: '1' };
  const signer = { accessKeyId, secret: secretAccessKey, ...CONTROL_SCOPE, now: systemClock().now() };
  const signed = signRequest({ method, path: pathname, query, headers }, signer);
  return call(target, { method, path, headers: signed, patience });
}
