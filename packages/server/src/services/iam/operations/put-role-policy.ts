import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { putInlinePolicy } from '../inline-policies.js';
import { onBoundedRole } from '../lookup.js';
import { PolicyDocumentType, PolicyNameType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = operation({
  name: 'PutRolePolicy',
  input: structure('PutRolePolicyRequest', {
    RoleName: required(RoleNameType),
    PolicyName: required(PolicyNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  output: undefined,
  errors: ['LimitExceeded', 'MalformedPolicyDocument', 'NoSuchEntity', 'UnmodifiableEntity', 'ServiceFailure'],
  needs: onBoundedRole('PutRolePolicy'),
  run: (context, input, request) => putInlinePolicy(context, request, { kind: 'role', name: input.RoleName }, input),
});
