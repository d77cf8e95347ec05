import type { Pool } from './pool.js';

/** What names a pool among all. */
export type PoolName = Pick<Pool, 'account' | 'region' | 'id'>;

export const poolArn = ({ account, region, id }: PoolName): string =>
  `arn:aws:cognito-identity:${region}:${account}:identitypool/${id}`;

/** Undefined for an ARN that is no pool's. */
export function parsePoolArn(arn: string): PoolName | undefined {
  const [, region, account, id] = /^arn:aws:cognito-identity:([^:]+):(\d{12}):identitypool\/(.+)$/.exec(arn) ?? [];
  return region === undefined || account === undefined || id === undefined ? undefined : { account, region, id };
}

/** The region that the id of a pool or an identity begins with. */
export const regionOf = (id: string): string => id.slice(0, id.indexOf(':'));

/** The URL without its scheme of an OIDC provider in IAM, and whose it is; undefined for any other ARN. */
export function parseOidcArn(arn: string): { readonly account: string; readonly url: string } | undefined {
  const [, account, url] = /^arn:aws:iam::(\d{12}):oidc-provider\/(.+)$/.exec(arn) ?? [];
  return account === undefined || url === undefined ? undefined : { account, url };
}

/** Whose role it is; undefined for any other text. */
export const accountOfRole = (arn: string): string | undefined => /^arn:aws:iam::(\d{12}):role\/.+$/.exec(arn)?.[1];
