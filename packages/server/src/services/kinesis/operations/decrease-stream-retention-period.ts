import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { invalidArgument } from '../errors.js';
import { checkRetention } from '../retention.js';
import { changeSettings } from '../settings.js';
import { RetentionPeriodHours, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html */
export const decreaseStreamRetentionPeriod = operation({
  name: 'DecreaseStreamRetentionPeriod',
  input: structure('DecreaseStreamRetentionPeriodInput', {
    RetentionPeriodHours: required(RetentionPeriodHours),
    ...streamReference,
  }),
  output: undefined,
  errors: [
    'ResourceInUseException',
    'ResourceNotFoundException',
    'LimitExceededException',
    'InvalidArgumentException',
    'AccessDeniedException',
  ],
  needs: onStream('DecreaseStreamRetentionPeriod'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const hours = input.RetentionPeriodHours;
    await findActiveStream(context, named);
    checkRetention(hours);
    await changeSettings(context, named, ({ retentionHours }) => {
      if (retentionHours < hours) {
        throw invalidArgument(
          `Requested retention period (${hours} hours) for stream ${named.name} can not be longer than existing retention period ` +
            `(${retentionHours} hours). Use IncreaseRetentionPeriod API.`,
        );
      }
      return retentionHours === hours ? undefined : { retentionHours: hours };
    });
  },
});
