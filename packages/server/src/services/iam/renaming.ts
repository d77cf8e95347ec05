import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { entityArn } from './domain/arn.js';
import type { Entity } from './domain/entities.js';
import { arnOf } from './lookup.js';

/** What a request for another name or path asks; absent members stay as they are. */
interface Renaming {
  readonly name: string;
  readonly newName: string | undefined;
  readonly newPath: string | undefined;
}

/** The same thing by another name: its unique id, and with it everything that belongs to it, stays. */
export const renamed = <T extends Entity>(entity: T, { newName, newPath }: Renaming): T => ({
  ...entity,
  name: newName ?? entity.name,
  path: newPath ?? entity.path,
});

/** Whether two spellings are one name. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Renaming must be allowed both on what the thing is called and on what it will be called. */
export function renamingNeed(
  context: IamContext,
  request: RequestContext,
  kind: 'user' | 'group',
  renaming: Renaming,
  action: string,
): AuthorizationNeed {
  const { account } = request.principal;
  const found = context.store[kind](account, renaming.name)?.value;
  const path = renaming.newPath ?? found?.path ?? '/';
  const name = renaming.newName ?? found?.name ?? renaming.name;
  const resources = new Set([arnOf(context, request, kind, renaming.name), entityArn(kind, { account, path, name })]);
  return { action: `iam:${action}`, resources: [...resources], called: `${kind} ${renaming.name}` };
}
