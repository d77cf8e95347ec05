import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { ListLimit, NextToken } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_ListApplicationVersions.html */
export const listApplicationVersions = operation({
  name: 'ListApplicationVersions',
  input: structure('ListApplicationVersionsRequest', {
    ApplicationName: required(ApplicationName),
    Limit: ListLimit,
    NextToken,
  }),
  output: structure('ListApplicationVersionsResponse', {}),
  errors: ['InvalidArgumentException', 'ResourceNotFoundException', 'UnsupportedOperationException'],
  needs: onApplication('ListApplicationVersions'),
  run: flinkOnly('ListApplicationVersions', flinkOnlyUnsupported),
});
