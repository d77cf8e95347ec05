import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName, ApplicationVersionId } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DescribeApplicationVersion.html */
export const describeApplicationVersion = operation({
  name: 'DescribeApplicationVersion',
  input: structure('DescribeApplicationVersionRequest', {
    ApplicationName: required(ApplicationName),
    ApplicationVersionId: required(ApplicationVersionId),
  }),
  output: structure('DescribeApplicationVersionResponse', {}),
  errors: ['InvalidArgumentException', 'ResourceNotFoundException', 'UnsupportedOperationException'],
  needs: onApplication('DescribeApplicationVersion'),
  run: flinkOnly('DescribeApplicationVersion', flinkOnlyUnsupported),
});
