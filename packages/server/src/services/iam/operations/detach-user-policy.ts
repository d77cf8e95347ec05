import { required, structure } from '@paddock/wire';
import { detachPolicy, withPolicyArn } from '../attachments.js';
import { operation } from '../context.js';
import { onBoundedUser } from '../lookup.js';
import { ArnType, UserNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html */
export const detachUserPolicy = operation({
  name: 'DetachUserPolicy',
  input: structure('DetachUserPolicyRequest', { UserName: required(UserNameType), PolicyArn: required(ArnType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'ServiceFailure'],
  needs(context, input, request) {
    const need = onBoundedUser('DetachUserPolicy')(context, input, request);
    return { ...need, keys: withPolicyArn(input.PolicyArn, need.keys) };
  },
  run: (context, input, request) => detachPolicy(context, request, 'user', input.UserName, input.PolicyArn),
});
