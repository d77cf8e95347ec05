import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import type { User } from '../domain/entities.js';
import { nameTaken } from '../errors.js';
import { findUser } from '../lookup.js';
import { isSameName, renamed, renamingNeed } from '../renaming.js';
import { ExistingUserNameType, PathType, UserNameType } from '../shapes.js';
import type { IamStore } from '../store.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html */
export const updateUser = operation({
  name: 'UpdateUser',
  input: structure('UpdateUserRequest', {
    UserName: required(ExistingUserNameType),
    NewPath: PathType,
    NewUserName: UserNameType,
  }),
  output: undefined,
  errors: [
    'NoSuchEntity',
    'LimitExceeded',
    'EntityAlreadyExists',
    'EntityTemporarilyUnmodifiable',
    'ConcurrentModification',
    'ServiceFailure',
  ],
  needs: (context, input, request) => renamingNeed(context, request, 'user', renamingOf(input), 'UpdateUser'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: before, version } = findUser(context, request, input.UserName);
      const after = renamed(before, renamingOf(input));
      if (isSameName(before.name, after.name)) {
        return { changes: [store.putUser(after, version), ...keysRenamed(store, after)], result: undefined };
      }
      if (store.user(after.account, after.name)) throw nameTaken('user', after.name);
      const moved = [store.deleteUser(before, version), store.putUser(after, 0)];
      return { changes: [...moved, ...keysRenamed(store, after)], result: undefined };
    });
  },
});

const renamingOf = (input: {
  readonly UserName: string;
  readonly NewUserName?: string | undefined;
  readonly NewPath?: string | undefined;
}) => ({
  name: input.UserName,
  newName: input.NewUserName,
  newPath: input.NewPath,
});

/** Access keys name their user. */
const keysRenamed = (store: IamStore, { accessKeys, name }: User) =>
  accessKeys.flatMap((id) => {
    const accessKey = store.accessKey(id);
    return accessKey ? [store.putAccessKey({ ...accessKey.value, userName: name }, accessKey.version)] : [];
  });
