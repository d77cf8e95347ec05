import { stored } from '../shared/stored.js';

/** ARNs of roles that somebody switched to, the last first. */
export const recentRoles = stored<readonly string[]>(
  'recent-roles',
  () => [],
  (value) =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').slice(0, 5) : undefined,
);

export const rememberRole = (arn: string): void =>
  recentRoles.set([arn, ...recentRoles.get().filter((one) => one !== arn)].slice(0, 5));

/** The role's name in the ARN of the role, or of a session of it. */
export const roleNameOf = (arn: string): string =>
  arn.includes(':assumed-role/') ? (arn.split('/')[1] ?? arn) : (arn.split('/').at(-1) ?? arn);
