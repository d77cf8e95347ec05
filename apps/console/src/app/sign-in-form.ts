import type { SignIn } from '../session/credentials.js';
import type { Endpoint, Place } from '../session/settings.js';

/** What the form holds, as typed. */
export interface SignInForm {
  readonly kind: 'keys' | 'guest';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly identityPoolId: string;
  readonly region: string;
  readonly endpoint: 'here' | 'aws' | 'other';
  readonly url: string;
}

/** The text that says what is wrong with a field. */
export type Wrong = Partial<
  Record<
    'accessKeyId' | 'secretAccessKey' | 'identityPoolId' | 'url',
    'required' | 'accessKeyId.wrong' | 'pool.wrong' | 'endpoint.url.wrong' | 'endpoint.url.mixed'
  >
>;

/** @param pageIsSecure whether the page is from an https address: it may call no http one then, but on its own machine */
export function check(form: SignInForm, pageIsSecure: boolean): Wrong {
  const wrong: { -readonly [K in keyof Wrong]: Wrong[K] } = {};
  if (form.kind === 'keys') {
    const id = form.accessKeyId.trim();
    if (id === '') wrong.accessKeyId = 'required';
    else if (!/^\w{1,128}$/.test(id)) wrong.accessKeyId = 'accessKeyId.wrong';
    if (form.secretAccessKey.trim() === '') wrong.secretAccessKey = 'required';
  } else if (form.identityPoolId.trim() === '') wrong.identityPoolId = 'required';
  else if (!/^[\w-]+:[0-9a-f-]+$/i.test(form.identityPoolId.trim())) wrong.identityPoolId = 'pool.wrong';
  if (form.endpoint === 'other') {
    const url = endpointOf(form.url);
    if (form.url.trim() === '') wrong.url = 'required';
    else if (url === undefined) wrong.url = 'endpoint.url.wrong';
    else if (pageIsSecure && url.startsWith('http:') && !isLoopback(url)) wrong.url = 'endpoint.url.mixed';
  }
  return wrong;
}

/** What a form that was checked says. A guest's region is the pool's. */
export function read(form: SignInForm): { readonly signIn: SignIn; readonly place: Place } {
  const endpoint: Endpoint = form.endpoint === 'other' ? (endpointOf(form.url) ?? 'here') : form.endpoint;
  if (form.kind === 'guest') {
    const identityPoolId = form.identityPoolId.trim();
    const region = identityPoolId.split(':')[0] ?? form.region;
    return { signIn: { kind: 'guest', identityPoolId, region }, place: { endpoint, region } };
  }
  const sessionToken = form.sessionToken.trim();
  const keys = {
    accessKeyId: form.accessKeyId.trim(),
    secretAccessKey: form.secretAccessKey.trim(),
    ...(sessionToken === '' ? {} : { sessionToken }),
  };
  return { signIn: { kind: 'keys', keys }, place: { endpoint, region: form.region } };
}

/** An origin: `https://paddock.example.org:4566`. */
function endpointOf(text: string): `http://${string}` | `https://${string}` | undefined {
  if (!/^https?:\/\/[^/\s?#@]+\/?$/.test(text.trim()) || !URL.canParse(text.trim())) return undefined;
  return new URL(text.trim()).origin as `https://${string}`;
}

const isLoopback = (url: string): boolean => /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(url);
