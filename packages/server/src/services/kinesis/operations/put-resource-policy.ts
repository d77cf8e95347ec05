import { RegistryConflictError } from '@paddock/store';
import { required, string, structure } from '@paddock/wire';
import { findActiveStream } from '../addressing.js';
import { changeConsumer } from '../consumers.js';
import { operation, type KinesisContext } from '../context.js';
import type { Consumer } from '../domain/consumer.js';
import { checkPolicy } from '../domain/resource-policy.js';
import { consumerNotActive, invalidPolicy } from '../errors.js';
import { namedResource, onResource, type NamedResource } from '../resources.js';
import { ResourceARN, StreamId } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html */
export const putResourcePolicy = operation({
  name: 'PutResourcePolicy',
  input: structure('PutResourcePolicyInput', {
    ResourceARN: required(ResourceARN),
    StreamId,
    Policy: required(string()),
  }),
  output: undefined,
  errors: [
    'AccessDeniedException',
    'ResourceNotFoundException',
    'LimitExceededException',
    'InvalidArgumentException',
    'ResourceInUseException',
  ],
  needs: onResource('PutResourcePolicy'),
  async run(context, input, request) {
    const resource = namedResource(input.ResourceARN, request);
    const fault = checkPolicy(input.Policy, resource.arn, resource.kind);
    const check = (): void => {
      if (fault !== undefined) throw invalidPolicy(fault);
    };
    await keepWith(context, resource, input.Policy, check);
  },
});

/**
 * In one commit with the resource, so that no policy outlives it: a later stream of that name would have it. AWS looks for the resource
 * before it reads the policy.
 */
async function keepWith(
  context: KinesisContext,
  resource: NamedResource,
  policy: string,
  check: () => void,
): Promise<void> {
  const { store } = context;
  const change = store.putPolicy(resource.arn, policy);
  if (resource.kind === 'consumer') {
    const keep = (consumer: Consumer): Consumer => {
      if (consumer.status !== 'ACTIVE') throw consumerNotActive(consumer);
      check();
      return consumer;
    };
    await changeConsumer(context, resource.consumer, keep, () => [change]);
    return;
  }
  for (;;) {
    const { stream, version } = await findActiveStream(context, resource.stream);
    check();
    try {
      await store.commit([change, store.putStream(stream, version)]);
      return;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}
