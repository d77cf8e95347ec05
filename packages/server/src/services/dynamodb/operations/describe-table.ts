import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { describeTable as describe } from '../descriptions.js';
import { TableNameOrArn } from '../shapes.js';
import { TableDescription } from '../structures-tables.js';
import { findTable } from '../table-changes.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable = operation({
  name: 'DescribeTable',
  input: structure('DescribeTableInput', { TableName: required(TableNameOrArn) }),
  output: structure('DescribeTableOutput', { Table: TableDescription }),
  errors: ['ResourceNotFoundException', 'InternalServerError'],
  needs: onTable('DescribeTable'),
  async run(context, input, request) {
    const view = await findTable(context, namedTable(input.TableName, request));
    const isThere = view.table.status !== 'CREATING' && view.table.status !== 'DELETING';
    const count = isThere ? await context.counts.of(view) : undefined;
    return { Table: describe(view.table, context.clock.now(), count) };
  },
});
