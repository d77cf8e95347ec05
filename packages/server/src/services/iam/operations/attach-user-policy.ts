import { required, structure } from '@paddock/wire';
import { attachPolicy, withPolicyArn } from '../attachments.js';
import { operation } from '../context.js';
import { onBoundedUser } from '../lookup.js';
import { ArnType, UserNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html */
export const attachUserPolicy = operation({
  name: 'AttachUserPolicy',
  input: structure('AttachUserPolicyRequest', { UserName: required(UserNameType), PolicyArn: required(ArnType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'PolicyNotAttachable', 'ServiceFailure'],
  needs(context, input, request) {
    const need = onBoundedUser('AttachUserPolicy')(context, input, request);
    return { ...need, keys: withPolicyArn(input.PolicyArn, need.keys) };
  },
  run: (context, input, request) => attachPolicy(context, request, 'user', input.UserName, input.PolicyArn),
});
