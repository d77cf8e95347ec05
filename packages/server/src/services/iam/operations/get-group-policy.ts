import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { getInlinePolicy } from '../inline-policies.js';
import { onGroup } from '../lookup.js';
import { GroupNameType, PolicyDocumentType, PolicyNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html */
export const getGroupPolicy = operation({
  name: 'GetGroupPolicy',
  input: structure('GetGroupPolicyRequest', {
    GroupName: required(GroupNameType),
    PolicyName: required(PolicyNameType),
  }),
  output: structure('GetGroupPolicyResponse', {
    GroupName: required(GroupNameType),
    PolicyName: required(PolicyNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onGroup('GetGroupPolicy'),
  run(context, input, request) {
    const { holderName, policy } = getInlinePolicy(
      context,
      request,
      { kind: 'group', name: input.GroupName },
      input.PolicyName,
    );
    return { GroupName: holderName, ...policy };
  },
});
