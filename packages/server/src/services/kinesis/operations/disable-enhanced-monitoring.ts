import { required, structure } from '@paddock/wire';
import { findStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { changeMonitoring, MonitoringOutput } from '../monitoring.js';
import { MetricsNameList, streamReference } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DisableEnhancedMonitoring.html */
export const disableEnhancedMonitoring = operation({
  name: 'DisableEnhancedMonitoring',
  input: structure('DisableEnhancedMonitoringInput', {
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
  needs: onStream('DisableEnhancedMonitoring'),
  async run(context, input, request) {
    const stream = namedStream(input, request);
    await findStream(context, stream);
    return changeMonitoring(context, stream, input.ShardLevelMetrics, 'disable');
  },
});
