import { required, string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findResource, onPolicy, policyNotFound, policyResource } from '../resource-policies.js';
import { PolicyRevisionId, ResourceArnString } from '../shapes-tables.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html */
export const getResourcePolicy = operation({
  name: 'GetResourcePolicy',
  input: structure('GetResourcePolicyInput', { ResourceArn: required(ResourceArnString) }),
  output: structure('GetResourcePolicyOutput', { Policy: string(), RevisionId: PolicyRevisionId }),
  errors: ['ResourceNotFoundException', 'InternalServerError', 'PolicyNotFoundException'],
  needs: onPolicy('GetResourcePolicy'),
  async run(context, input, request) {
    const resource = policyResource(input.ResourceArn, request);
    await findResource(context, resource);
    const policy = context.store.policy(resource.arn);
    if (policy === undefined) throw policyNotFound(resource.arn);
    return { Policy: policy.policy, RevisionId: policy.revisionId };
  },
});
