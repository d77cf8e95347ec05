import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { findRole, onRole } from '../lookup.js';
import { RoleNameType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { checkNewTags, withTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = operation({
  name: 'TagRole',
  input: structure('TagRoleRequest', { RoleName: required(RoleNameType), Tags: required(TagListType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'ConcurrentModification', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onRole('TagRole')(context, input, request),
    keys: requestTags(input.Tags),
  }),
  run(context, input, request) {
    const { store, quotas } = context;
    const added = checkNewTags(input.Tags);
    return store.change(() => {
      const { value: role, version } = findRole(context, request, input.RoleName);
      const tags = withTags(role.tags, added, quotas.tags);
      return { changes: [store.putRole({ ...role, tags }, version)], result: undefined };
    });
  },
});
