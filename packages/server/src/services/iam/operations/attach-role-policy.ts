import { required, structure } from '@paddock/wire';
import { attachPolicy, withPolicyArn } from '../attachments.js';
import { operation } from '../context.js';
import { onBoundedRole } from '../lookup.js';
import { ArnType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = operation({
  name: 'AttachRolePolicy',
  input: structure('AttachRolePolicyRequest', { RoleName: required(RoleNameType), PolicyArn: required(ArnType) }),
  output: undefined,
  errors: [
    'NoSuchEntity',
    'LimitExceeded',
    'InvalidInput',
    'UnmodifiableEntity',
    'PolicyNotAttachable',
    'ServiceFailure',
  ],
  needs(context, input, request) {
    const need = onBoundedRole('AttachRolePolicy')(context, input, request);
    return { ...need, keys: withPolicyArn(input.PolicyArn, need.keys) };
  },
  run: (context, input, request) => attachPolicy(context, request, 'role', input.RoleName, input.PolicyArn),
});
