import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { describeContinuous } from '../backups/descriptions.js';
import { areBackupsEnabled, tableForBackups } from '../backups/tables.js';
import { operation } from '../context.js';
import { TableArn } from '../shapes.js';
import { ContinuousBackupsDescription } from '../structures-backups.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups = operation({
  name: 'DescribeContinuousBackups',
  input: structure('DescribeContinuousBackupsInput', { TableName: required(TableArn) }),
  output: structure('DescribeContinuousBackupsOutput', { ContinuousBackupsDescription }),
  errors: ['TableNotFoundException', 'InternalServerError'],
  needs: onTable('DescribeContinuousBackups'),
  async run(context, input, request) {
    const { table } = await tableForBackups(context, namedTable(input.TableName, request));
    const description = describeContinuous(table, areBackupsEnabled(context, table), context.clock.now());
    return { ContinuousBackupsDescription: description };
  },
});
