import { required, structure } from '@paddock/wire';
import { detachPolicy, withPolicyArn } from '../attachments.js';
import { operation } from '../context.js';
import { onBoundedRole } from '../lookup.js';
import { ArnType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = operation({
  name: 'DetachRolePolicy',
  input: structure('DetachRolePolicyRequest', { RoleName: required(RoleNameType), PolicyArn: required(ArnType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'UnmodifiableEntity', 'ServiceFailure'],
  needs(context, input, request) {
    const need = onBoundedRole('DetachRolePolicy')(context, input, request);
    return { ...need, keys: withPolicyArn(input.PolicyArn, need.keys) };
  },
  run: (context, input, request) => detachPolicy(context, request, 'role', input.RoleName, input.PolicyArn),
});
