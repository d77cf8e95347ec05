import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { putInlinePolicy } from '../inline-policies.js';
import { onGroup } from '../lookup.js';
import { GroupNameType, PolicyDocumentType, PolicyNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html */
export const putGroupPolicy = operation({
  name: 'PutGroupPolicy',
  input: structure('PutGroupPolicyRequest', {
    GroupName: required(GroupNameType),
    PolicyName: required(PolicyNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  output: undefined,
  errors: ['LimitExceeded', 'MalformedPolicyDocument', 'NoSuchEntity', 'ServiceFailure'],
  needs: onGroup('PutGroupPolicy'),
  run: (context, input, request) => putInlinePolicy(context, request, { kind: 'group', name: input.GroupName }, input),
});
