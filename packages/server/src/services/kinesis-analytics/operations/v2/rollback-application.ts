import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName, ApplicationVersionId } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_RollbackApplication.html */
export const rollbackApplication = operation({
  name: 'RollbackApplication',
  input: structure('RollbackApplicationRequest', {
    ApplicationName: required(ApplicationName),
    CurrentApplicationVersionId: required(ApplicationVersionId),
  }),
  output: structure('RollbackApplicationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'InvalidArgumentException',
    'ResourceInUseException',
    'InvalidRequestException',
    'ConcurrentModificationException',
    'UnsupportedOperationException',
  ],
  needs: onApplication('RollbackApplication'),
  run: flinkOnly('RollbackApplication', flinkOnlyUnsupported),
});
