import type { Json, RegistryChange, RegistryEntry } from '@paddock/store';
import type { Random } from '../../../runtime/random.js';
import type { FunctionName, LambdaFunction } from '../domain/lambda-function.js';

/** Whose URL an id is. The function's document has the last word: this one may outlive what it points to. */
export interface UrlOwner extends FunctionName {
  /** `$LATEST` or an alias. */
  readonly qualifier: string;
}

export const urlsPrefix = 'lambda/url/';
export const urlKey = (id: string): string => urlsPrefix + id;
export const decodeUrl = (entry: RegistryEntry): UrlOwner => entry.value as unknown as UrlOwner;

export const putUrl = (id: string, { account, region, name, qualifier }: UrlOwner): RegistryChange => ({
  put: urlKey(id),
  value: { account, region, name, qualifier } satisfies UrlOwner as unknown as Json,
});
export const deleteUrl = (id: string): RegistryChange => ({ delete: urlKey(id) });
/** For when a function goes. */
export const deleteUrlsOf = ({ urls }: Pick<LambdaFunction, 'urls'>): RegistryChange[] =>
  Object.values(urls).map(({ id }) => deleteUrl(id));

const digits = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 32 letters and digits that nobody guesses. */
export function newUrlId(random: Random): string {
  let id = '';
  while (id.length < 32) {
    // 252 is the largest multiple of 36 in a byte: what is above would make some digits likelier.
    for (const byte of random.bytes(40)) if (byte < 252 && id.length < 32) id += digits[byte % 36];
  }
  return id;
}

const HOST = /^([a-z0-9]{32})\.lambda-url\.([a-z0-9-]+)\.(?:on\.aws|localhost)\.?(?::\d{1,5})?$/i;

export interface UrlAddress {
  readonly id: string;
  readonly region: string;
  /** The host without its port. */
  readonly domain: string;
}

/** The function URL that a Host header names, by AWS's name or by the one that resolves to this machine; undefined for every other host. */
export function urlAddress(host: string | undefined): UrlAddress | undefined {
  const [, id, region] = (host === undefined ? undefined : HOST.exec(host)) ?? [];
  if (host === undefined || id === undefined || region === undefined) return undefined;
  const domain = host.replace(/\.?(?::\d+)?$/, '').toLowerCase();
  return { id: id.toLowerCase(), region: region.toLowerCase(), domain };
}

/**
 * What clients are told. AWS's own would lead to AWS; names under `localhost` are this machine's, for browsers, curl and most resolvers.
 * @param endpoint where clients on this machine reach the server: `http://127.0.0.1:4566`
 */
export function urlOf(id: string, region: string, endpoint: string): string {
  const { port } = new URL(endpoint);
  return `http://${id}.lambda-url.${region}.localhost${port === '' ? '' : `:${port}`}/`;
}
