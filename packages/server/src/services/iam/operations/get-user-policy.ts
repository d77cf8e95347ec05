import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { getInlinePolicy } from '../inline-policies.js';
import { onUser } from '../lookup.js';
import { ExistingUserNameType, PolicyDocumentType, PolicyNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html */
export const getUserPolicy = operation({
  name: 'GetUserPolicy',
  input: structure('GetUserPolicyRequest', {
    UserName: required(ExistingUserNameType),
    PolicyName: required(PolicyNameType),
  }),
  output: structure('GetUserPolicyResponse', {
    UserName: required(ExistingUserNameType),
    PolicyName: required(PolicyNameType),
    PolicyDocument: required(PolicyDocumentType),
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUser('GetUserPolicy'),
  run(context, input, request) {
    const { holderName, policy } = getInlinePolicy(
      context,
      request,
      { kind: 'user', name: input.UserName },
      input.PolicyName,
    );
    return { UserName: holderName, ...policy };
  },
});
