import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { changeSettings } from '../settings.js';
import { MaxRecordSizeInKiB, StreamARN, StreamId } from '../shapes.js';
import { splitShard } from './split-shard.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html */
export const updateMaxRecordSize = operation({
  name: 'UpdateMaxRecordSize',
  input: structure('UpdateMaxRecordSizeInput', {
    StreamARN,
    StreamId,
    MaxRecordSizeInKiB: required(MaxRecordSizeInKiB),
  }),
  output: undefined,
  errors: splitShard.errors,
  needs: onStream('UpdateMaxRecordSize'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const size = input.MaxRecordSizeInKiB;
    await findActiveStream(context, named);
    await changeSettings(context, named, ({ maxRecordKiB }) =>
      maxRecordKiB === size ? undefined : { maxRecordKiB: size },
    );
  },
});
