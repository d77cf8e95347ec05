import { groupHref, policyHref, roleHref, userHref } from '../../hrefs.js';
import type { Statement } from './model.js';

/** The page of whom an inline policy belongs to, or to whom a managed one is attached: `user alice`. */
export function holderHref(holder: string | undefined): string | undefined {
  const [, kind, name] = /^(user|group|role) (.+)$/.exec(holder ?? '') ?? [];
  if (name === undefined) return undefined;
  return kind === 'user' ? userHref(name) : kind === 'group' ? groupHref(name) : roleHref(name);
}

/** The page where a statement's policy can be read, as far as there is one. */
export function sourceHref({ policy, holder }: Pick<Statement, 'policy' | 'holder'>): string | undefined {
  if (/^arn:aws[\w-]*:iam::(\d{12}|aws):policy\//.test(policy)) return policyHref(policy);
  const role = /^arn:aws[\w-]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(policy)?.[1];
  return role === undefined ? holderHref(holder) : roleHref(role);
}

/** The page of who called. */
export function principalHref(arn: string): string | undefined {
  const user = /^arn:aws[\w-]*:iam::\d{12}:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (user !== undefined) return userHref(user);
  const role = /^arn:aws[\w-]*:sts::\d{12}:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  return role === undefined ? undefined : roleHref(role);
}
