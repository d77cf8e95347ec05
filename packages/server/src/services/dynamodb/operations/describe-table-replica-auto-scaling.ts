import { AwsError, required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { TableNameOrArn } from '../shapes.js';
import { TableAutoScalingDescription } from '../structures-replicas.js';
import { findTable } from '../table-changes.js';

/** Only global tables have replicas. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTableReplicaAutoScaling.html */
export const describeTableReplicaAutoScaling = operation({
  name: 'DescribeTableReplicaAutoScaling',
  input: structure('DescribeTableReplicaAutoScalingInput', { TableName: required(TableNameOrArn) }),
  output: structure('DescribeTableReplicaAutoScalingOutput', { TableAutoScalingDescription }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onTable('DescribeTableReplicaAutoScaling'),
  async run(context, input, request) {
    const { table } = await findTable(context, namedTable(input.TableName, request));
    throw notGlobal(table.name);
  },
});

export const notGlobal = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Global table with name: '${name}' does not exist.`);
