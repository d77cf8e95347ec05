import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changePolicy, onPolicy, policyResource } from '../resource-policies.js';
import { PolicyRevisionId, ResourceArnString } from '../shapes-tables.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = operation({
  name: 'DeleteResourcePolicy',
  input: structure('DeleteResourcePolicyInput', {
    ResourceArn: required(ResourceArnString),
    ExpectedRevisionId: PolicyRevisionId,
  }),
  output: structure('DeleteResourcePolicyOutput', { RevisionId: PolicyRevisionId }),
  errors: [
    'ResourceNotFoundException',
    'InternalServerError',
    'PolicyNotFoundException',
    'ResourceInUseException',
    'LimitExceededException',
  ],
  needs: onPolicy('DeleteResourcePolicy'),
  async run(context, input, request) {
    const resource = policyResource(input.ResourceArn, request);
    return {
      RevisionId: await changePolicy(context, resource, { policy: undefined, expected: input.ExpectedRevisionId }),
    };
  },
});
