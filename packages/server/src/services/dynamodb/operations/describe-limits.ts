import { structure } from '@paddock/wire';
import { operation } from '../context.js';
import { tableQuotas } from '../domain/table-quotas.js';
import { PositiveLongObject } from '../shapes-tables.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html */
export const describeLimits = operation({
  name: 'DescribeLimits',
  input: structure('DescribeLimitsInput', {}),
  output: structure('DescribeLimitsOutput', {
    AccountMaxReadCapacityUnits: PositiveLongObject,
    AccountMaxWriteCapacityUnits: PositiveLongObject,
    TableMaxReadCapacityUnits: PositiveLongObject,
    TableMaxWriteCapacityUnits: PositiveLongObject,
  }),
  errors: ['InternalServerError'],
  needs: () => ({ action: 'dynamodb:DescribeLimits', resources: ['*'] }),
  run: () => ({
    AccountMaxReadCapacityUnits: tableQuotas.accountCapacity,
    AccountMaxWriteCapacityUnits: tableQuotas.accountCapacity,
    TableMaxReadCapacityUnits: tableQuotas.tableCapacity,
    TableMaxWriteCapacityUnits: tableQuotas.tableCapacity,
  }),
});
