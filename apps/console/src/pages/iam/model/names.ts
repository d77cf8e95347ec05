export type NameFault = 'empty' | 'long' | 'characters' | undefined;

/** As IAM has it for users (64), groups (128), roles (64) and policies (128). */
export function nameFault(name: string, most: number): NameFault {
  if (name === '') return 'empty';
  if (name.length > most) return 'long';
  return /^[\w+=,.@-]+$/.test(name) ? undefined : 'characters';
}

/** A path begins and ends with a slash: `/teams/map/`. */
export const isPath = (path: string): boolean =>
  path === '/' || (path.length <= 512 && /^\/[!-~]*\/$/.test(path) && !path.includes('//'));

/** IAM's descriptions: up to 1,000 characters, without control characters but tab and line ends. */
export const isDescription = (text: string): boolean =>
  text.length <= 1000 && /^[\t\n\r\x20-\x7e\u00a1-\u00ff]*$/u.test(text);

export const isAccount = (text: string): boolean => /^\d{12}$/.test(text);

/** The last part of an ARN's path: the name of a user, role, policy. */
export const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export const isManagedByAws = (arn: string): boolean => /^arn:[^:]*:iam::aws:/.test(arn);
