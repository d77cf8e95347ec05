import type { PolicySource } from '@paddock/policy';
import type { Entity, HolderKind, Permissions, User } from './domain/entities.js';
import { findManagedPolicy } from './managed-policies/index.js';
import type { IamStore } from './store.js';

/** A policy as it is kept, and where it is from. */
export interface SourcedPolicy {
  readonly text: string;
  readonly source: PolicySource;
}

/** The policies of a user, then those of its groups: a managed one comes once for each of them that has it. */
export function policiesOfUser(store: IamStore, user: User): SourcedPolicy[] {
  const groups = user.groups.flatMap((name) => {
    const group = store.group(user.account, name)?.value;
    return group ? policiesOfHolder(store, 'group', group) : [];
  });
  return [...policiesOfHolder(store, 'user', user), ...groups];
}

/** Inline policies, then managed ones, of a user without its groups, a group or a role. */
export function policiesOfHolder(
  store: IamStore,
  kind: HolderKind,
  { name, inline, attached }: Pick<Entity, 'name'> & Permissions,
): SourcedPolicy[] {
  const holder = `${kind} ${name}`;
  return [
    ...Object.entries(inline).map(([policy, text]): SourcedPolicy => ({
      text,
      source: { type: 'identity-based', name: policy, holder },
    })),
    ...attached.flatMap((arn) => managedPolicy(store, { type: 'identity-based', name: arn, holder })),
  ];
}

/** @param arn of the managed policy that bounds. One that is gone allows nothing. */
export function boundaryPolicy(store: IamStore, arn: string): SourcedPolicy {
  const source: PolicySource = { type: 'permissions boundary', name: arn };
  return managedPolicy(store, source)[0] ?? { text: allowsNothing, source };
}

/** The default version of a managed policy, the account's own or AWS's, by the ARN that its source is named by; none when there is none. */
export function managedPolicy(store: IamStore, source: PolicySource): SourcedPolicy[] {
  const own = store.policyByArn(source.name)?.value;
  const text = own
    ? own.versions.find(({ id }) => id === own.defaultVersion)?.document
    : findManagedPolicy(source.name)?.document;
  return text === undefined ? [] : [{ text, source }];
}

const allowsNothing = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
