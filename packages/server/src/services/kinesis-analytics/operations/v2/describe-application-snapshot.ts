import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { SnapshotName } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DescribeApplicationSnapshot.html */
export const describeApplicationSnapshot = operation({
  name: 'DescribeApplicationSnapshot',
  input: structure('DescribeApplicationSnapshotRequest', {
    ApplicationName: required(ApplicationName),
    SnapshotName: required(SnapshotName),
  }),
  output: structure('DescribeApplicationSnapshotResponse', {}),
  errors: ['ResourceNotFoundException', 'InvalidArgumentException', 'UnsupportedOperationException'],
  needs: onApplication('DescribeApplicationSnapshot'),
  run: flinkOnly('DescribeApplicationSnapshot', flinkOnlyUnsupported),
});
