import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { deleteInlinePolicy } from '../inline-policies.js';
import { onBoundedRole } from '../lookup.js';
import { PolicyNameType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = operation({
  name: 'DeleteRolePolicy',
  input: structure('DeleteRolePolicyRequest', {
    RoleName: required(RoleNameType),
    PolicyName: required(PolicyNameType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'UnmodifiableEntity', 'ServiceFailure'],
  needs: onBoundedRole('DeleteRolePolicy'),
  run: (context, input, request) =>
    deleteInlinePolicy(context, request, { kind: 'role', name: input.RoleName }, input.PolicyName),
});
