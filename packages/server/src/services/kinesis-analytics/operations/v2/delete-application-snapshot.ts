import { required, structure, timestamp } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { SnapshotName } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplicationSnapshot.html */
export const deleteApplicationSnapshot = operation({
  name: 'DeleteApplicationSnapshot',
  input: structure('DeleteApplicationSnapshotRequest', {
    ApplicationName: required(ApplicationName),
    SnapshotName: required(SnapshotName),
    SnapshotCreationTimestamp: required(timestamp),
  }),
  output: structure('DeleteApplicationSnapshotResponse', {}),
  errors: [
    'ResourceInUseException',
    'InvalidArgumentException',
    'UnsupportedOperationException',
    'InvalidRequestException',
    'ResourceNotFoundException',
    'ConcurrentModificationException',
  ],
  needs: onApplication('DeleteApplicationSnapshot'),
  run: flinkOnly('DeleteApplicationSnapshot', flinkOnlyUnsupported),
});
