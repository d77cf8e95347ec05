import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { getInlinePolicy } from '../inline-policies.js';
import { onRole } from '../lookup.js';
import { PolicyDocumentType, PolicyNameType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = operation({
  name: 'GetRolePolicy',
  input: structure('GetRolePolicyRequest', {
    RoleName: required(RoleNameType),
    PolicyName: required(PolicyNameType),
  }),
  output: structure('GetRolePolicyResponse', {
    RoleName: required(RoleNameType),
    PolicyName: required(PolicyNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onRole('GetRolePolicy'),
  run(context, input, request) {
    const { holderName, policy } = getInlinePolicy(
      context,
      request,
      { kind: 'role', name: input.RoleName },
      input.PolicyName,
    );
    return { RoleName: holderName, ...policy };
  },
});
