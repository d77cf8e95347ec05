import { structure } from '@paddock/wire';
import { operation } from '../context.js';
import { TableName } from '../shapes.js';
import { ListTablesInputLimit } from '../shapes-tables.js';
import { TableNameList } from '../structures-tables.js';
import { tableArn } from '../domain/table.js';

const defaultLimit = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables = operation({
  name: 'ListTables',
  input: structure('ListTablesInput', { ExclusiveStartTableName: TableName, Limit: ListTablesInputLimit }),
  output: structure('ListTablesOutput', { TableNames: TableNameList, LastEvaluatedTableName: TableName }),
  errors: ['InternalServerError'],
  needs: (_context, _input, { principal, region }) => ({
    action: 'dynamodb:ListTables',
    resources: [tableArn({ account: principal.account, region, name: '*' })],
  }),
  async run(context, input, { principal, region }) {
    const limit = input.Limit ?? defaultLimit;
    const found = await context.store.tables(principal.account, region, {
      limit: limit + 1,
      ...(input.ExclusiveStartTableName === undefined ? {} : { after: input.ExclusiveStartTableName }),
    });
    const names = found.slice(0, limit).map(({ name }) => name);
    return { TableNames: names, ...(found.length > limit && { LastEvaluatedTableName: names.at(-1) }) };
  },
});
