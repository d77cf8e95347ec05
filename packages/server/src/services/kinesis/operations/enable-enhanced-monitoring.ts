import { required, structure } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { changeMonitoring, MonitoringOutput } from '../monitoring.js';
import { MetricsNameList, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html */
export const enableEnhancedMonitoring = operation({
  name: 'EnableEnhancedMonitoring',
  input: structure('EnableEnhancedMonitoringInput', {
    ShardLevelMetrics: required(MetricsNameList),
    ...streamReference,
  }),
  output: MonitoringOutput,
  errors: [
    'InvalidArgumentException',
    'LimitExceededException',
    'ResourceInUseException',
    'ResourceNotFoundException',
    'AccessDeniedException',
  ],
  needs: onStream('EnableEnhancedMonitoring'),
  async run(context, input, request) {
    const stream = namedStream(input, request);
    await findStream(context, stream);
    return changeMonitoring(context, stream, input.ShardLevelMetrics, 'enable');
  },
});
