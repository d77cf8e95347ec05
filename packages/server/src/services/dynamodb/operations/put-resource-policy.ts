import { boolean, required, string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changePolicy, checkNotLockedOut, newPolicy, onPolicy, policyResource } from '../resource-policies.js';
import { PolicyRevisionId, ResourceArnString } from '../shapes-tables.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html */
export const putResourcePolicy = operation({
  name: 'PutResourcePolicy',
  input: structure('PutResourcePolicyInput', {
    ResourceArn: required(ResourceArnString),
    Policy: required(string()),
    ExpectedRevisionId: PolicyRevisionId,
    ConfirmRemoveSelfResourceAccess: boolean,
  }),
  output: structure('PutResourcePolicyOutput', { RevisionId: PolicyRevisionId }),
  errors: [
    'ResourceNotFoundException',
    'InternalServerError',
    'LimitExceededException',
    'PolicyNotFoundException',
    'ResourceInUseException',
  ],
  needs: onPolicy('PutResourcePolicy'),
  async run(context, input, request) {
    const resource = policyResource(input.ResourceArn, request);
    const policy = newPolicy(input.Policy, resource.arn, context.clock.now());
    if (input.ConfirmRemoveSelfResourceAccess !== true) checkNotLockedOut(policy, resource, request);
    return { RevisionId: await changePolicy(context, resource, { policy, expected: input.ExpectedRevisionId }) };
  },
});
