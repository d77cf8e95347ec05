import { boolean, structure } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { changeStream } from '../changes.js';
import { operation } from '../context.js';
import { hasConsumers } from '../errors.js';
import { streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html */
export const deleteStream = operation({
  name: 'DeleteStream',
  input: structure('DeleteStreamInput', { ...streamReference, EnforceConsumerDeletion: boolean }),
  output: undefined,
  errors: [
    'ResourceNotFoundException',
    'LimitExceededException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'AccessDeniedException',
  ],
  needs: onStream('DeleteStream'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    await findStream(context, named);
    if (input.EnforceConsumerDeletion !== true && (await context.store.consumers(named, { limit: 1 })).length > 0) {
      throw hasConsumers(named);
    }
    await changeStream(context, named, (stream) => {
      if (stream.status === 'DELETING') return stream;
      const { pending: _unfinished, ...rest } = stream;
      return { ...rest, status: 'DELETING' };
    });
  },
});
