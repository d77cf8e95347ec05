import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { findRole, onRole } from '../lookup.js';
import { RoleNameType, TagKeyListType } from '../shapes.js';
import { withoutTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = operation({
  name: 'UntagRole',
  input: structure('UntagRoleRequest', { RoleName: required(RoleNameType), TagKeys: required(TagKeyListType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onRole('UntagRole')(context, input, request),
    keys: removedTags(input.TagKeys),
  }),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: role, version } = findRole(context, request, input.RoleName);
      const tags = withoutTags(role.tags, input.TagKeys);
      return { changes: [store.putRole({ ...role, tags }, version)], result: undefined };
    });
  },
});
