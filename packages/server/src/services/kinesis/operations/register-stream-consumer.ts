import { RegistryConflictError } from '@paddock/store';
import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { describeConsumer } from '../consumers.js';
import { operation, type KinesisContext } from '../context.js';
import { consumerArn } from '../domain/arn.js';
import type { Consumer as ConsumerDocument } from '../domain/consumer.js';
import { consumerExists, consumerQuota, tooManyConsumersCreating, type Named } from '../errors.js';
import { checkConsumerTags } from '../resource-tags.js';
import { Consumer, ConsumerName, StreamARN, StreamId, TagMap } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html */
export const registerStreamConsumer = operation({
  name: 'RegisterStreamConsumer',
  input: structure('RegisterStreamConsumerInput', {
    ConsumerName: required(ConsumerName),
    StreamARN: required(StreamARN),
    StreamId,
    Tags: TagMap,
  }),
  output: structure('RegisterStreamConsumerOutput', { Consumer: required(Consumer) }),
  errors: ['InvalidArgumentException', 'LimitExceededException', 'ResourceInUseException', 'ResourceNotFoundException'],
  needs: (context, input, request): AuthorizationNeed[] => {
    const keys = requestTags(input.Tags);
    const need = { ...onStream('RegisterStreamConsumer')(context, input, request), keys };
    if (input.Tags === undefined) return [need];
    const createdSecond = Math.floor(request.arrived / 1000);
    const arn = consumerArn({ ...namedStream(input, request), consumer: input.ConsumerName, createdSecond });
    return [need, { action: 'kinesis:TagResource', resources: [arn], keys }];
  },
  async run(context, input, request) {
    const named = namedStream(input, request);
    if (input.Tags) checkConsumerTags(named, input.Tags);
    for (;;) {
      const { stream, version } = await findActiveStream(context, named);
      await checkQuotas(context, named, input.ConsumerName);
      const consumer: ConsumerDocument = {
        account: stream.account,
        region: stream.region,
        stream: stream.name,
        streamId: stream.id,
        name: input.ConsumerName,
        status: 'CREATING',
        created: context.clock.now(),
        tags: input.Tags ?? {},
      };
      try {
        await context.store.commit([
          context.store.putConsumer(consumer, 0),
          // Written as it is, so that registrations and the stream's end take turns: each sees what the one before left.
          context.store.putStream(stream, version),
          context.transitions.dueForConsumer(consumer),
        ]);
      } catch (error) {
        if (error instanceof RegistryConflictError) continue;
        throw error;
      }
      await context.transitions.begunConsumer(consumer);
      return { Consumer: describeConsumer(consumer) };
    }
  },
});

async function checkQuotas(context: KinesisContext, named: Named, name: string): Promise<void> {
  const { consumersPerStream, consumersCreating } = context.quotas;
  const consumers = await context.store.consumers(named);
  if (consumers.some((consumer) => consumer.name === name)) throw consumerExists(name, named);
  if (consumers.length >= consumersPerStream) throw consumerQuota(named, consumersPerStream);
  const creating = consumers.filter((consumer) => consumer.status === 'CREATING').length;
  if (creating >= consumersCreating && context.throttles.enforced)
    throw tooManyConsumersCreating(named, consumersCreating);
}
