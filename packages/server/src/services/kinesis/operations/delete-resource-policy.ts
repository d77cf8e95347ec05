import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { noResourcePolicy } from '../errors.js';
import { findResource, namedResource, onResource } from '../resources.js';
import { ResourceARN, StreamId } from '../shapes.js';
import { putResourcePolicy } from './put-resource-policy.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = operation({
  name: 'DeleteResourcePolicy',
  input: structure('DeleteResourcePolicyInput', { ResourceARN: required(ResourceARN), StreamId }),
  output: undefined,
  errors: putResourcePolicy.errors,
  needs: onResource('DeleteResourcePolicy'),
  async run(context, input, request) {
    const resource = namedResource(input.ResourceARN, request);
    const { arn } = resource;
    await findResource(context, resource);
    if (context.store.policy(arn) === undefined) throw noResourcePolicy(arn);
    await context.store.commit([context.store.deletePolicy(arn)]);
  },
});
