import { required, string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findResource, namedResource, onResource } from '../resources.js';
import { ResourceARN, StreamId } from '../shapes.js';
import { putResourcePolicy } from './put-resource-policy.js';

/** A resource without a policy has an empty one. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html */
export const getResourcePolicy = operation({
  name: 'GetResourcePolicy',
  input: structure('GetResourcePolicyInput', { ResourceARN: required(ResourceARN), StreamId }),
  output: structure('GetResourcePolicyOutput', { Policy: required(string()) }),
  errors: putResourcePolicy.errors,
  needs: onResource('GetResourcePolicy'),
  async run(context, input, request) {
    const resource = namedResource(input.ResourceARN, request);
    await findResource(context, resource);
    return { Policy: context.store.policy(resource.arn) ?? '{}' };
  },
});
