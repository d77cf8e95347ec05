import { structure } from '@paddock/wire';
import { changeConsumer, namedConsumer, onConsumer } from '../consumers.js';
import { operation } from '../context.js';
import { consumerNotActive } from '../errors.js';
import { ConsumerARN, ConsumerName, StreamARN, StreamId } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html */
export const deregisterStreamConsumer = operation({
  name: 'DeregisterStreamConsumer',
  input: structure('DeregisterStreamConsumerInput', { ConsumerARN, ConsumerName, StreamARN, StreamId }),
  output: undefined,
  errors: ['LimitExceededException', 'ResourceNotFoundException', 'InvalidArgumentException'],
  needs: onConsumer('DeregisterStreamConsumer'),
  async run(context, input, request) {
    let begins = false;
    const consumer = await changeConsumer(
      context,
      namedConsumer(input, request),
      (current) => {
        if (current.status === 'CREATING') throw consumerNotActive(current);
        begins = current.status === 'ACTIVE';
        return begins ? { ...current, status: 'DELETING' } : current;
      },
      (changed) => (begins ? [context.transitions.dueForConsumer(changed)] : []),
    );
    if (begins) await context.transitions.begunConsumer(consumer);
  },
});
