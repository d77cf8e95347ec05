import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName, ApplicationVersionId } from '../../shapes.js';
import { ConditionalToken } from '../../structures-v2.js';
import { noVpc } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { VpcConfiguration } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_AddApplicationVpcConfiguration.html */
export const addApplicationVpcConfiguration = operation({
  name: 'AddApplicationVpcConfiguration',
  input: structure('AddApplicationVpcConfigurationRequest', {
    ApplicationName: required(ApplicationName),
    CurrentApplicationVersionId: ApplicationVersionId,
    VpcConfiguration: required(VpcConfiguration),
    ConditionalToken,
  }),
  output: structure('AddApplicationVpcConfigurationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'ConcurrentModificationException',
    'InvalidApplicationConfigurationException',
  ],
  needs: onApplication('AddApplicationVpcConfiguration'),
  run: flinkOnly('AddApplicationVpcConfiguration', noVpc),
});
