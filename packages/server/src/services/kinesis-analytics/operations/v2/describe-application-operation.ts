import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { OperationText } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DescribeApplicationOperation.html */
export const describeApplicationOperation = operation({
  name: 'DescribeApplicationOperation',
  input: structure('DescribeApplicationOperationRequest', {
    ApplicationName: required(ApplicationName),
    OperationId: required(OperationText),
  }),
  output: structure('DescribeApplicationOperationResponse', {}),
  errors: ['InvalidArgumentException', 'ResourceNotFoundException', 'UnsupportedOperationException'],
  needs: onApplication('DescribeApplicationOperation'),
  run: flinkOnly('DescribeApplicationOperation', flinkOnlyUnsupported),
});
