import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { deleteInlinePolicy } from '../inline-policies.js';
import { onGroup } from '../lookup.js';
import { GroupNameType, PolicyNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html */
export const deleteGroupPolicy = operation({
  name: 'DeleteGroupPolicy',
  input: structure('DeleteGroupPolicyRequest', {
    GroupName: required(GroupNameType),
    PolicyName: required(PolicyNameType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onGroup('DeleteGroupPolicy'),
  run: (context, input, request) =>
    deleteInlinePolicy(context, request, { kind: 'group', name: input.GroupName }, input.PolicyName),
});
