import type { PolicyDocument } from './policy-document.js';
import { texts } from './texts.js';

/** A principal as a trust policy names it, with its type as AWS's messages print it. */
export interface NamedPrincipal {
  readonly type: 'AWS' | 'SERVICE' | 'FEDERATED' | 'CANONICAL_USER';
  readonly name: string;
}

/**
 * The principals of a document that must exist when it is stored, each once: users and roles by ARN or unique id, and the ARNs of
 * identity providers. Accounts, services, sessions and everyone are not among them. The IAM service looks them up, and answers
 * `invalidPrincipal` for one of its own account that is not there.
 */
export function principalArns(document: PolicyDocument): readonly NamedPrincipal[] {
  const names = new Map<string, NamedPrincipal>();
  for (const { principals } of document.statements) {
    for (const name of principals?.aws ?? []) if (isEntity(name)) names.set(name, { type: 'AWS', name });
    for (const name of principals?.federated ?? []) {
      if (isProviderArn(name)) names.set(name, { type: 'FEDERATED', name });
    }
  }
  return [...names.values()];
}

/** AWS's message for a principal of a trust policy that is malformed, or that does not exist. */
export const invalidPrincipal = ({ type, name }: NamedPrincipal): string => texts.trustPrincipal(type, name);

/** The types that a Principal map may have; their case matters. */
export const principalTypes = {
  AWS: 'AWS',
  Service: 'SERVICE',
  Federated: 'FEDERATED',
  CanonicalUser: 'CANONICAL_USER',
} as const;
export type PrincipalType = keyof typeof principalTypes;
export const isPrincipalType = (type: string): type is PrincipalType => Object.hasOwn(principalTypes, type);

/** Whether the name has the form of its type. Wildcards stand nowhere but for everyone. */
export function isPrincipal(type: PrincipalType, name: string): boolean {
  switch (type) {
    case 'AWS':
      return name === '*' || isAccount(name) || isEntity(name) || isSession(name);
    case 'Service':
      return /^[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:amazonaws\.com|amazonaws\.com\.cn|amazon\.com|aws\.internal)$/i.test(name);
    case 'Federated':
      return isProviderArn(name) || publicProviders.includes(name);
    case 'CanonicalUser':
      return /^[\da-f]{64}$/.test(name);
  }
}

/** Identity providers that every account knows. */
const publicProviders: readonly string[] = [
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
];

/** `123456789012`, `arn:aws:iam::123456789012:root` */
const isAccount = (name: string): boolean => /^(?:\d{12}|\d{4}-\d{4}-\d{4}|arn:aws:iam::\d{12}:root)$/.test(name);

/** A user or role: by ARN, or by unique id, which is what IAM prints for one that has been deleted. */
const isEntity = (name: string): boolean =>
  /^(?:arn:aws:iam::\d{12}:(?:user|role)\/[!-)+->@-~]+|A(?:ID|RO)A[\dA-Z]{12,124})$/.test(name);

/** A session of a role, or of GetFederationToken. */
const isSession = (name: string): boolean =>
  /^arn:aws:sts::\d{12}:(?:assumed-role\/[\w+=,.@-]+|federated-user)\/[\w+=,.@:-]+$/.test(name);

const isProviderArn = (name: string): boolean =>
  /^arn:aws:iam::\d{12}:(?:saml|oidc)-provider\/[!-)+->@-~]+$/.test(name);
