import { required, structure } from '@paddock/wire';
import { detachPolicy, withPolicyArn } from '../attachments.js';
import { operation } from '../context.js';
import { onGroup } from '../lookup.js';
import { ArnType, GroupNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html */
export const detachGroupPolicy = operation({
  name: 'DetachGroupPolicy',
  input: structure('DetachGroupPolicyRequest', { GroupName: required(GroupNameType), PolicyArn: required(ArnType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onGroup('DetachGroupPolicy')(context, input, request),
    keys: withPolicyArn(input.PolicyArn),
  }),
  run: (context, input, request) => detachPolicy(context, request, 'group', input.GroupName, input.PolicyArn),
});
