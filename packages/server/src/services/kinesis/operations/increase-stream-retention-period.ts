import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { invalidArgument } from '../errors.js';
import { checkRetention } from '../retention.js';
import { changeSettings } from '../settings.js';
import { RetentionPeriodHours, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html */
export const increaseStreamRetentionPeriod = operation({
  name: 'IncreaseStreamRetentionPeriod',
  input: structure('IncreaseStreamRetentionPeriodInput', {
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
  needs: onStream('IncreaseStreamRetentionPeriod'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const hours = input.RetentionPeriodHours;
    await findActiveStream(context, named);
    checkRetention(hours);
    await changeSettings(context, named, ({ retentionHours }) => {
      if (retentionHours > hours) {
        throw invalidArgument(
          `Requested retention period (${hours} hours) for stream ${named.name} can not be shorter than existing retention period ` +
            `(${retentionHours} hours). Use DecreaseRetentionPeriod API.`,
        );
      }
      return retentionHours === hours ? undefined : { retentionHours: hours };
    });
  },
});
