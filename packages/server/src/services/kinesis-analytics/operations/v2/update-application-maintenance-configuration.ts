import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { ApplicationMaintenanceConfigurationUpdate } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_UpdateApplicationMaintenanceConfiguration.html */
export const updateApplicationMaintenanceConfiguration = operation({
  name: 'UpdateApplicationMaintenanceConfiguration',
  input: structure('UpdateApplicationMaintenanceConfigurationRequest', {
    ApplicationName: required(ApplicationName),
    ApplicationMaintenanceConfigurationUpdate: required(ApplicationMaintenanceConfigurationUpdate),
  }),
  output: structure('UpdateApplicationMaintenanceConfigurationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'ConcurrentModificationException',
    'UnsupportedOperationException',
  ],
  needs: onApplication('UpdateApplicationMaintenanceConfiguration'),
  run: flinkOnly('UpdateApplicationMaintenanceConfiguration', flinkOnlyUnsupported),
});
