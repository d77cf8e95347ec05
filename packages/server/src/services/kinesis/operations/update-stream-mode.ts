import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { changeActiveStream } from '../changes.js';
import { operation } from '../context.js';
import { invalidArgument, limitExceeded, onDemandQuota } from '../errors.js';
import { NaturalInteger, StreamARN, StreamId, StreamModeDetails } from '../shapes.js';

const day = 86_400_000;

/** The shards stay as they are. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html */
export const updateStreamMode = operation({
  name: 'UpdateStreamMode',
  input: structure('UpdateStreamModeInput', {
    StreamARN: required(StreamARN),
    StreamId,
    StreamModeDetails: required(StreamModeDetails),
    WarmThroughputMiBps: NaturalInteger,
  }),
  output: undefined,
  errors: [
    'InvalidArgumentException',
    'LimitExceededException',
    'ResourceInUseException',
    'ResourceNotFoundException',
    'ValidationException',
  ],
  needs: onStream('UpdateStreamMode'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    const mode = input.StreamModeDetails.StreamMode;
    const warm = input.WarmThroughputMiBps;
    if (mode === 'PROVISIONED' && warm !== undefined) {
      throw invalidArgument('WarmThroughputMiBps is not expected when StreamMode=PROVISIONED');
    }
    await findActiveStream(context, named);
    const { onDemandStreams: onDemandCount } = await context.counts.of(named.account, named.region);
    const now = context.clock.now();
    await changeActiveStream(context, named, (stream) => {
      if (stream.mode === mode) return stream;
      if (mode === 'ON_DEMAND' && onDemandCount >= context.quotas.onDemandStreams) {
        throw onDemandQuota(named, onDemandCount, context.quotas.onDemandStreams);
      }
      const recent = stream.modeSwitches.filter((at) => at > now - day);
      if (recent.length >= context.quotas.modeSwitchesPerDay && context.throttles.enforced) {
        throw limitExceeded(
          `UpdateStreamMode was called more than ${context.quotas.modeSwitchesPerDay} times in 24 hours for stream ${named.name} under ` +
            `account ${named.account}.`,
        );
      }
      const set = { mode, ...(warm === undefined ? {} : { warmThroughputMiBps: warm }) };
      return { ...stream, status: 'UPDATING', pending: { kind: 'settings', set }, modeSwitches: [...recent, now] };
    });
  },
});
