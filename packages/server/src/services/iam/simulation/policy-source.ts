import type { RequestContext } from '../../../request-context.js';
import type { IamContext } from '../context.js';
import { entityArn, parseIamArn } from '../domain/arn.js';
import type { Entity, HolderKind } from '../domain/entities.js';
import { boundaryPolicy, policiesOfHolder, policiesOfUser, type SourcedPolicy } from '../entity-policies.js';
import { entityNotFound, invalidEntityArn } from '../errors.js';
import type { IamStore } from '../store.js';

/** A user, group or role whose policies are looked at. */
export interface PolicySourceEntity {
  readonly arn: string;
  /** A user's with those of its groups; a managed one once, wherever it is attached. */
  readonly policies: readonly SourcedPolicy[];
  readonly boundary: SourcedPolicy | undefined;
}

/**
 * The entity that a PolicySourceArn names. As on AWS its name finds it, whatever the path before it.
 * @throws InvalidInput for what is no ARN of a user, group or role: root has no policies; NoSuchEntity
 */
export function findPolicySource({ store }: IamContext, request: RequestContext, arn: string): PolicySourceEntity {
  const parsed = parseEntityArn(arn);
  if (parsed === undefined) throw invalidEntityArn(arn);
  const found = parsed.account === request.principal.account ? readSource(store, parsed) : undefined;
  if (found === undefined) throw entityNotFound(parsed.kind, parsed.name);
  return found;
}

/** What may not be looked at by the one ARN may not be by another: the one that is given, and the entity's own. */
export function policySourceArns({ store }: IamContext, request: RequestContext, arn: string): string[] {
  const parsed = parseEntityArn(arn);
  const own = parsed?.account === request.principal.account ? readSource(store, parsed)?.arn : undefined;
  return [...new Set([arn, own ?? arn])];
}

function readSource(store: IamStore, { kind, account, name }: ParsedEntityArn): PolicySourceEntity | undefined {
  switch (kind) {
    case 'user': {
      const user = store.user(account, name)?.value;
      return user && sourceOf(kind, user, policiesOfUser(store, user).filter(isFirst), user.boundary);
    }
    case 'role': {
      const role = store.role(account, name)?.value;
      return role && sourceOf(kind, role, policiesOfHolder(store, kind, role), role.boundary);
    }
    case 'group': {
      const group = store.group(account, name)?.value;
      return group && sourceOf(kind, group, policiesOfHolder(store, kind, group), undefined);
    }
  }

  function sourceOf(
    of: HolderKind,
    entity: Entity,
    policies: readonly SourcedPolicy[],
    boundary: string | undefined,
  ): PolicySourceEntity {
    return {
      arn: entityArn(of, entity),
      policies,
      boundary: boundary === undefined ? undefined : boundaryPolicy(store, boundary),
    };
  }
}

interface ParsedEntityArn {
  readonly kind: HolderKind;
  readonly account: string;
  readonly name: string;
}

/** @returns undefined for what is no ARN of a user, group or role */
export function parseEntityArn(arn: string): ParsedEntityArn | undefined {
  const parsed = parseIamArn(arn);
  if (parsed === undefined) return undefined;
  const { kind, account, name } = parsed;
  return kind === 'user' || kind === 'group' || kind === 'role' ? { kind, account, name } : undefined;
}

function isFirst({ source }: SourcedPolicy, index: number, all: readonly SourcedPolicy[]): boolean {
  return !source.name.startsWith('arn:') || all.findIndex((other) => other.source.name === source.name) === index;
}
