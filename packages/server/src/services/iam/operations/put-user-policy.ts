import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { putInlinePolicy } from '../inline-policies.js';
import { onBoundedUser } from '../lookup.js';
import { ExistingUserNameType, PolicyDocumentType, PolicyNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html */
export const putUserPolicy = operation({
  name: 'PutUserPolicy',
  input: structure('PutUserPolicyRequest', {
    UserName: required(ExistingUserNameType),
    PolicyName: required(PolicyNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  output: undefined,
  errors: ['LimitExceeded', 'MalformedPolicyDocument', 'NoSuchEntity', 'ServiceFailure'],
  needs: onBoundedUser('PutUserPolicy'),
  run: (context, input, request) => putInlinePolicy(context, request, { kind: 'user', name: input.UserName }, input),
});
