import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { SnapshotName } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CreateApplicationSnapshot.html */
export const createApplicationSnapshot = operation({
  name: 'CreateApplicationSnapshot',
  input: structure('CreateApplicationSnapshotRequest', {
    ApplicationName: required(ApplicationName),
    SnapshotName: required(SnapshotName),
  }),
  output: structure('CreateApplicationSnapshotResponse', {}),
  errors: [
    'ResourceInUseException',
    'ResourceNotFoundException',
    'LimitExceededException',
    'InvalidArgumentException',
    'UnsupportedOperationException',
    'InvalidRequestException',
    'InvalidApplicationConfigurationException',
  ],
  needs: onApplication('CreateApplicationSnapshot'),
  run: flinkOnly('CreateApplicationSnapshot', flinkOnlyUnsupported),
});
