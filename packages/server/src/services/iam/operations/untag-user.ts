import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { findUser, onUser } from '../lookup.js';
import { ExistingUserNameType, TagKeyListType } from '../shapes.js';
import { withoutTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html */
export const untagUser = operation({
  name: 'UntagUser',
  input: structure('UntagUserRequest', {
    UserName: required(ExistingUserNameType),
    TagKeys: required(TagKeyListType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onUser('UntagUser')(context, input, request),
    keys: removedTags(input.TagKeys),
  }),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: user, version } = findUser(context, request, input.UserName);
      const tags = withoutTags(user.tags, input.TagKeys);
      if (tags.length === user.tags.length) return { changes: [], result: undefined };
      return { changes: [store.putUser({ ...user, tags }, version)], result: undefined };
    });
  },
});
