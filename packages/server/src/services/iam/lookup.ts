import { keysOf } from '../../authorization/need-keys.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { entityArn, parseIamArn } from './domain/arn.js';
import type { Group, HolderKind, ManagedPolicy, Role, User } from './domain/entities.js';
import { entityNotFound, invalidArn, mustSpecifyUserName, policyNotFound, protectedRole } from './errors.js';
import type { Versioned } from '../../runtime/versioned.js';

/** @throws NoSuchEntity */
export function findUser({ store }: IamContext, request: RequestContext, name: string): Versioned<User> {
  const user = store.user(request.principal.account, name);
  if (user === undefined) throw entityNotFound('user', name);
  return user;
}

/** @throws NoSuchEntity */
export function findGroup({ store }: IamContext, request: RequestContext, name: string): Versioned<Group> {
  const group = store.group(request.principal.account, name);
  if (group === undefined) throw entityNotFound('group', name);
  return group;
}

/** @throws NoSuchEntity */
export function findRole({ store }: IamContext, request: RequestContext, name: string): Versioned<Role> {
  const role = store.role(request.principal.account, name);
  if (role === undefined) throw entityNotFound('role', name);
  return role;
}

/**
 * A role that its account may change.
 * @throws NoSuchEntity, UnmodifiableEntity for a service-linked role
 */
export function findChangeableRole(context: IamContext, request: RequestContext, name: string): Versioned<Role> {
  const role = findRole(context, request, name);
  if (role.value.linkedTo !== undefined) throw protectedRole(role.value.name);
  return role;
}

/**
 * A customer managed policy of the caller's account.
 * @throws NoSuchEntity, InvalidInput for what is no policy's ARN
 */
export function findPolicy({ store }: IamContext, request: RequestContext, arn: string): Versioned<ManagedPolicy> {
  const parsed = parseIamArn(arn);
  if (parsed?.kind !== 'policy') throw invalidArn(arn);
  const policy = parsed.account === request.principal.account ? store.policyByArn(arn) : undefined;
  if (policy === undefined) throw policyNotFound(arn);
  return policy;
}

/**
 * The ARN by which a request for a user, group or role is authorized. Of one that does not exist only the name is known: AWS then takes the path
 * to be `/`.
 */
export function arnOf(context: IamContext, request: RequestContext, kind: HolderKind, name: string): string {
  const { account } = request.principal;
  const found = context.store[kind](account, name)?.value;
  return entityArn(kind, found ?? { account, path: '/', name });
}

/**
 * The needs of operations that name one thing: their action, on it. AWS's denial then names it as the request does, and not by its ARN as that of an
 * operation which creates something.
 */
export const onUser =
  (action: string) =>
  (context: IamContext, input: { readonly UserName: string }, request: RequestContext): AuthorizationNeed => ({
    action: `iam:${action}`,
    resources: [arnOf(context, request, 'user', input.UserName)],
    called: `user ${input.UserName}`,
  });
export const onGroup =
  (action: string) =>
  (context: IamContext, input: { readonly GroupName: string }, request: RequestContext): AuthorizationNeed => ({
    action: `iam:${action}`,
    resources: [arnOf(context, request, 'group', input.GroupName)],
    called: `group ${input.GroupName}`,
  });
export const onRole =
  (action: string) =>
  (context: IamContext, input: { readonly RoleName: string }, request: RequestContext): AuthorizationNeed => ({
    action: `iam:${action}`,
    resources: [arnOf(context, request, 'role', input.RoleName)],
    called: `role ${input.RoleName}`,
  });
/**
 * The needs of operations that change what a user or a role may do: `iam:PermissionsBoundary` is the boundary that it has, so that administration can
 * be delegated for the bounded alone.
 */
export const onBoundedUser =
  (action: string) =>
  (context: IamContext, input: { readonly UserName: string }, request: RequestContext): AuthorizationNeed => ({
    ...onUser(action)(context, input, request),
    keys: keysOf({
      'iam:permissionsboundary': context.store.user(request.principal.account, input.UserName)?.value.boundary,
    }),
  });
export const onBoundedRole =
  (action: string) =>
  (context: IamContext, input: { readonly RoleName: string }, request: RequestContext): AuthorizationNeed => ({
    ...onRole(action)(context, input, request),
    keys: keysOf({
      'iam:permissionsboundary': context.store.role(request.principal.account, input.RoleName)?.value.boundary,
    }),
  });
export const onPolicy =
  (action: string) =>
  (_context: IamContext, input: { readonly PolicyArn: string }): AuthorizationNeed => ({
    action: `iam:${action}`,
    resources: [input.PolicyArn],
    called: `policy ${input.PolicyArn}`,
  });
/** Of operations that AWS authorizes on no particular resource. */
export const onAnything = (action: string) => (): AuthorizationNeed => ({
  action: `iam:${action}`,
  resources: ['*'],
  called: '*',
});

interface OfUser {
  readonly UserName?: string | undefined;
}

/**
 * The name of the user that an operation is about: the one that the input names, or else the caller.
 * @returns undefined for the account's root, which has no name
 */
export const namedUserOrCaller = (input: OfUser, request: RequestContext): string | undefined =>
  input.UserName ?? request.principal.userName;

/**
 * The user whom a request is about: the caller if it names none.
 * @throws ValidationError when neither the request nor the caller is a user, NoSuchEntity
 */
export function findUserOrCaller(context: IamContext, request: RequestContext, input: OfUser): Versioned<User> {
  const name = namedUserOrCaller(input, request);
  if (name === undefined) throw mustSpecifyUserName();
  return findUser(context, request, name);
}

/** The needs of operations whose UserName is by default the caller's. */
export const onUserOrCaller =
  (action: string) =>
  (context: IamContext, input: OfUser, request: RequestContext): AuthorizationNeed => {
    const name = namedUserOrCaller(input, request);
    const resource = name === undefined ? request.principal.arn : arnOf(context, request, 'user', name);
    return { action: `iam:${action}`, resources: [resource], called: name === undefined ? undefined : `user ${name}` };
  };
