import { required, structure } from '@paddock/wire';
import { describeConsumer, findConsumer, namedConsumer, onConsumer } from '../consumers.js';
import { operation } from '../context.js';
import { streamArn } from '../domain/arn.js';
import { ConsumerARN, ConsumerDescription, ConsumerName, StreamARN, StreamId } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html */
export const describeStreamConsumer = operation({
  name: 'DescribeStreamConsumer',
  input: structure('DescribeStreamConsumerInput', { ConsumerARN, ConsumerName, StreamARN, StreamId }),
  output: structure('DescribeStreamConsumerOutput', { ConsumerDescription: required(ConsumerDescription) }),
  errors: ['LimitExceededException', 'ResourceNotFoundException', 'InvalidArgumentException'],
  needs: onConsumer('DescribeStreamConsumer'),
  async run(context, input, request) {
    const named = namedConsumer(input, request);
    const { value } = await findConsumer(context, named);
    return { ConsumerDescription: { ...describeConsumer(value), StreamARN: streamArn(named.stream) } };
  },
});
