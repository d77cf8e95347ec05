import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findChangeableRole, findRole, onBoundedRole } from '../lookup.js';
import { RoleDescriptionType, RoleMaxSessionDurationType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole = operation({
  name: 'UpdateRole',
  input: structure('UpdateRoleRequest', {
    RoleName: required(RoleNameType),
    Description: RoleDescriptionType,
    MaxSessionDuration: RoleMaxSessionDurationType,
  }),
  output: structure('UpdateRoleResponse', {}),
  errors: ['UnmodifiableEntity', 'NoSuchEntity', 'ServiceFailure'],
  needs: onBoundedRole('UpdateRole'),
  run(context, input, request) {
    const { store } = context;
    const { Description: description, MaxSessionDuration: maxSessionDuration } = input;
    // Of a service-linked role the description alone is the account's.
    const find = maxSessionDuration === undefined ? findRole : findChangeableRole;
    return store.change(() => {
      const { value: role, version } = find(context, request, input.RoleName);
      if (description === undefined && maxSessionDuration === undefined) return { changes: [], result: {} };
      const changed = {
        ...role,
        ...(description === undefined ? {} : { description }),
        ...(maxSessionDuration === undefined ? {} : { maxSessionDuration }),
      };
      return { changes: [store.putRole(changed, version)], result: {} };
    });
  },
});
