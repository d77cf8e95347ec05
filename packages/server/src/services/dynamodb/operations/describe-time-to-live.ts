import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { invalid } from '../errors.js';
import { TableNameOrArn } from '../shapes.js';
import { TimeToLiveDescription } from '../structures.js';
import { findTable } from '../table-changes.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive = operation({
  name: 'DescribeTimeToLive',
  input: structure('DescribeTimeToLiveInput', { TableName: required(TableNameOrArn) }),
  output: structure('DescribeTimeToLiveOutput', { TimeToLiveDescription }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onTable('DescribeTimeToLive'),
  async run(context, input, request) {
    const { table } = await findTable(context, namedTable(input.TableName, request));
    const { status, timeToLive } = table;
    if (status === 'CREATING' || status === 'DELETING') {
      throw invalid(`Cannot describe time to live while table is in ${status} state: Current table state is ${status}`);
    }
    if (timeToLive === undefined) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' as const } };
    return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' as const, AttributeName: timeToLive.attribute } };
  },
});
