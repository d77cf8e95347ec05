import { enumeration, required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { ListLimit, NextToken, OperationText } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_ListApplicationOperations.html */
export const listApplicationOperations = operation({
  name: 'ListApplicationOperations',
  input: structure('ListApplicationOperationsRequest', {
    ApplicationName: required(ApplicationName),
    Limit: ListLimit,
    NextToken,
    Operation: OperationText,
    OperationStatus: enumeration('IN_PROGRESS', 'CANCELLED', 'SUCCESSFUL', 'FAILED'),
  }),
  output: structure('ListApplicationOperationsResponse', {}),
  errors: ['InvalidArgumentException', 'ResourceNotFoundException', 'UnsupportedOperationException'],
  needs: onApplication('ListApplicationOperations'),
  run: flinkOnly('ListApplicationOperations', flinkOnlyUnsupported),
});
