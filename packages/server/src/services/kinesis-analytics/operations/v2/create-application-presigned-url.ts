import { enumeration, long, required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyArgument } from './errors.js';
import { flinkOnly } from './flink-only.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CreateApplicationPresignedUrl.html */
export const createApplicationPresignedUrl = operation({
  name: 'CreateApplicationPresignedUrl',
  input: structure('CreateApplicationPresignedUrlRequest', {
    ApplicationName: required(ApplicationName),
    UrlType: required(enumeration('FLINK_DASHBOARD_URL', 'ZEPPELIN_UI_URL')),
    SessionExpirationDurationInSeconds: long({ min: 1800, max: 43_200 }),
  }),
  output: structure('CreateApplicationPresignedUrlResponse', {}),
  errors: ['ResourceNotFoundException', 'ResourceInUseException', 'InvalidArgumentException'],
  needs: onApplication('CreateApplicationPresignedUrl'),
  run: flinkOnly('CreateApplicationPresignedUrl', flinkOnlyArgument),
});
