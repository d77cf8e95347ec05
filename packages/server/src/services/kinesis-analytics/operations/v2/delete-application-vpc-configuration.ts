import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName, ApplicationVersionId, Id } from '../../shapes.js';
import { ConditionalToken } from '../../structures-v2.js';
import { noVpc } from './errors.js';
import { flinkOnly } from './flink-only.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplicationVpcConfiguration.html */
export const deleteApplicationVpcConfiguration = operation({
  name: 'DeleteApplicationVpcConfiguration',
  input: structure('DeleteApplicationVpcConfigurationRequest', {
    ApplicationName: required(ApplicationName),
    CurrentApplicationVersionId: ApplicationVersionId,
    VpcConfigurationId: required(Id),
    ConditionalToken,
  }),
  output: structure('DeleteApplicationVpcConfigurationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'ConcurrentModificationException',
    'InvalidApplicationConfigurationException',
  ],
  needs: onApplication('DeleteApplicationVpcConfiguration'),
  run: flinkOnly('DeleteApplicationVpcConfiguration', noVpc),
});
