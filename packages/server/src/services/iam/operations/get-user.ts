import { required, structure, type Infer } from '@paddock/wire';
import { operation } from '../context.js';
import { mustSpecifyUserName } from '../errors.js';
import { findUser, namedUserOrCaller, onUserOrCaller } from '../lookup.js';
import { ExistingUserNameType } from '../shapes.js';
import { User } from '../structures.js';
import { sortedTags } from '../tags.js';
import { wholeUserView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
export const getUser = operation({
  name: 'GetUser',
  input: structure('GetUserRequest', { UserName: ExistingUserNameType }),
  output: structure('GetUserResponse', { User: required(User) }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUserOrCaller('GetUser'),
  run(context, input, request) {
    const { principal } = request;
    const name = namedUserOrCaller(input, request);
    if (name !== undefined) {
      const { value: user } = findUser(context, request, name);
      return { User: wholeUserView({ ...user, tags: sortedTags(user.tags) }) };
    }
    if (principal.kind !== 'root') throw mustSpecifyUserName();
    // Root has neither a name nor a path, though AWS's model says that every user has.
    const root = { UserId: principal.account, Arn: principal.arn, CreateDate: 0 };
    return { User: root as Infer<typeof User> };
  },
});
