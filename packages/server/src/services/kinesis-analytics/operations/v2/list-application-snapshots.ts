import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { flinkOnlyUnsupported } from './errors.js';
import { flinkOnly } from './flink-only.js';
import { ListLimit, NextToken } from './flink-structures.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_ListApplicationSnapshots.html */
export const listApplicationSnapshots = operation({
  name: 'ListApplicationSnapshots',
  input: structure('ListApplicationSnapshotsRequest', {
    ApplicationName: required(ApplicationName),
    Limit: ListLimit,
    NextToken,
  }),
  output: structure('ListApplicationSnapshotsResponse', {}),
  errors: ['InvalidArgumentException', 'UnsupportedOperationException'],
  needs: onApplication('ListApplicationSnapshots'),
  run: flinkOnly('ListApplicationSnapshots', flinkOnlyUnsupported),
});
