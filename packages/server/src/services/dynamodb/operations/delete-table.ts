import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { describeDeleted } from '../descriptions.js';
import { TableNameOrArn } from '../shapes.js';
import { TableDescription } from '../structures-tables.js';
import { changeTable, withStreamOff } from '../table-changes.js';
import { checkDeletable } from '../table-states.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable = operation({
  name: 'DeleteTable',
  input: structure('DeleteTableInput', { TableName: required(TableNameOrArn) }),
  output: structure('DeleteTableOutput', { TableDescription }),
  errors: tableChangeErrors,
  needs: onTable('DeleteTable'),
  async run(context, input, request) {
    const now = context.clock.now();
    const { after } = await changeTable(context, namedTable(input.TableName, request), async (table) => {
      checkDeletable(context, table);
      const { table: silent, also } = await withStreamOff(context, table, now);
      return { table: { ...silent, revision: table.revision + 1 }, begins: [{ kind: 'delete' }], also };
    });
    return { TableDescription: describeDeleted(after, now) };
  },
});
