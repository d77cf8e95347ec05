import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { findUser, onUser } from '../lookup.js';
import { ExistingUserNameType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { checkNewTags, withTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html */
export const tagUser = operation({
  name: 'TagUser',
  input: structure('TagUserRequest', { UserName: required(ExistingUserNameType), Tags: required(TagListType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onUser('TagUser')(context, input, request),
    keys: requestTags(input.Tags),
  }),
  run(context, input, request) {
    const { store, quotas } = context;
    const added = checkNewTags(input.Tags);
    return store.change(() => {
      const { value: user, version } = findUser(context, request, input.UserName);
      const tags = withTags(user.tags, added, quotas.tags);
      return { changes: [store.putUser({ ...user, tags }, version)], result: undefined };
    });
  },
});
