import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findRole, onBoundedRole } from '../lookup.js';
import { RoleDescriptionType, RoleNameType } from '../shapes.js';
import { Role } from '../structures.js';
import { withCurrentTrust } from '../trust.js';
import { describedRoleView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html */
export const updateRoleDescription = operation({
  name: 'UpdateRoleDescription',
  input: structure('UpdateRoleDescriptionRequest', {
    RoleName: required(RoleNameType),
    Description: required(RoleDescriptionType),
  }),
  output: structure('UpdateRoleDescriptionResponse', { Role }),
  errors: ['NoSuchEntity', 'UnmodifiableEntity', 'ServiceFailure'],
  needs: onBoundedRole('UpdateRoleDescription'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value, version } = findRole(context, request, input.RoleName);
      const role = { ...value, description: input.Description };
      return {
        changes: [store.putRole(role, version)],
        result: { Role: describedRoleView(withCurrentTrust(store, role)) },
      };
    });
  },
});
