import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { deleteInlinePolicy } from '../inline-policies.js';
import { onBoundedUser } from '../lookup.js';
import { ExistingUserNameType, PolicyNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html */
export const deleteUserPolicy = operation({
  name: 'DeleteUserPolicy',
  input: structure('DeleteUserPolicyRequest', {
    UserName: required(ExistingUserNameType),
    PolicyName: required(PolicyNameType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onBoundedUser('DeleteUserPolicy'),
  run: (context, input, request) =>
    deleteInlinePolicy(context, request, { kind: 'user', name: input.UserName }, input.PolicyName),
});
