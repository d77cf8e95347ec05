import type { Entity } from './entities.js';

type EntityArn = 'user' | 'group' | 'role' | 'policy';

/** `arn:aws:iam::123456789012:role/service-role/name` */
export const entityArn = (
  kind: EntityArn,
  { account, path, name }: Pick<Entity, 'account' | 'path' | 'name'>,
): string => `arn:aws:iam::${account}:${kind}${path}${name}`;

export const oidcProviderArn = ({ account, url }: { readonly account: string; readonly url: string }): string =>
  `arn:aws:iam::${account}:oidc-provider/${url}`;

/** @returns undefined for what is no OIDC provider's ARN; a slash at the end of its URL is a part of it */
export function parseOidcProviderArn(arn: string): { readonly account: string; readonly url: string } | undefined {
  const [, account, url] = /^arn:aws[\w-]*:iam::(\d{12}):oidc-provider\/(.+)$/.exec(arn) ?? [];
  return account === undefined || url === undefined ? undefined : { account, url };
}

/** What an IAM ARN names; undefined for a text that is none. An AWS managed policy has the account `aws`. */
export function parseIamArn(arn: string): ParsedIamArn | undefined {
  const match = /^arn:aws[\w-]*:iam::(\d{12}|aws):(user|group|role|policy|oidc-provider)(\/(?:.*\/)?)([^/]+)$/.exec(
    arn,
  );
  const [, account, kind, path, name] = match ?? [];
  if (account === undefined || path === undefined || name === undefined) return undefined;
  return { account, kind: kind as ParsedIamArn['kind'], path, name };
}

export interface ParsedIamArn {
  readonly account: string;
  readonly kind: EntityArn | 'oidc-provider';
  readonly path: string;
  readonly name: string;
}
