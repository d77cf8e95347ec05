import { required, structure } from '@paddock/wire';
import { attachPolicy, withPolicyArn } from '../attachments.js';
import { operation } from '../context.js';
import { onGroup } from '../lookup.js';
import { ArnType, GroupNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html */
export const attachGroupPolicy = operation({
  name: 'AttachGroupPolicy',
  input: structure('AttachGroupPolicyRequest', { GroupName: required(GroupNameType), PolicyArn: required(ArnType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'InvalidInput', 'PolicyNotAttachable', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onGroup('AttachGroupPolicy')(context, input, request),
    keys: withPolicyArn(input.PolicyArn),
  }),
  run: (context, input, request) => attachPolicy(context, request, 'group', input.GroupName, input.PolicyArn),
});
