import { required, structure } from '@paddock/wire';
import { anyOf, keysOf, requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import type { User as UserDocument } from '../domain/entities.js';
import { nameTaken, quotaExceeded } from '../errors.js';
import { ArnType, PathType, UserNameType } from '../shapes.js';
import { TagListType, User } from '../structures.js';
import { checkNewTags } from '../tags.js';
import { makeUniqueId } from '../unique-id.js';
import { wholeUserView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export const createUser = operation({
  name: 'CreateUser',
  input: structure('CreateUserRequest', {
    Path: PathType,
    UserName: required(UserNameType),
    PermissionsBoundary: ArnType,
    Tags: TagListType,
  }),
  output: structure('CreateUserResponse', { User }),
  errors: [
    'LimitExceeded',
    'EntityAlreadyExists',
    'NoSuchEntity',
    'InvalidInput',
    'ConcurrentModification',
    'ServiceFailure',
  ],
  needs: (_context, input, request): AuthorizationNeed[] => {
    const { account } = request.principal;
    const resources = [entityArn('user', { account, path: input.Path ?? '/', name: input.UserName })];
    const keys = anyOf(requestTags(input.Tags), keysOf({ 'iam:permissionsboundary': input.PermissionsBoundary }));
    const need = { action: 'iam:CreateUser', resources, keys };
    return input.Tags && input.Tags.length > 0 ? [need, { ...need, action: 'iam:TagUser' }] : [need];
  },
  run(context, input, request) {
    const { store, clock, random, quotas } = context;
    const { account } = request.principal;
    const tags = checkNewTags(input.Tags ?? []);
    const id = makeUniqueId('user', request.principal.account, random);
    return store.change(() => {
      const bounded = boundaryChange(context, request, undefined, input.PermissionsBoundary);
      if (store.user(account, input.UserName)) throw nameTaken('user', input.UserName);
      if (store.users(account).length >= quotas.usersPerAccount)
        throw quotaExceeded('UsersPerAccount', quotas.usersPerAccount);
      const user: UserDocument = {
        account,
        name: input.UserName,
        path: input.Path ?? '/',
        id,
        created: clock.now(),
        tags,
        groups: [],
        accessKeys: [],
        inline: {},
        attached: [],
        ...(input.PermissionsBoundary === undefined ? {} : { boundary: input.PermissionsBoundary }),
      };
      return { changes: [store.putUser(user, 0), ...bounded], result: { User: wholeUserView(user) } };
    });
  },
});
