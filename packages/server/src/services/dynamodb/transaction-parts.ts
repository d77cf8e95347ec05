import { AwsError } from '@paddock/wire';
import { readUnits } from './capacity.js';
import type { ConsumedCapacities } from './consumed.js';
import type { ItemWritten } from './items.js';
import type { TableView } from './table-view.js';
import { transactionFactor, type PlannedAction } from './transactions.js';

/**
 * Plans an action. What does not fit its table cancels the transaction, with a reason at the action's place; an empty key is refused at once.
 * @throws ValidationException
 */
export function asReason(plan: () => PlannedAction): PlannedAction {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof AwsError) || isRefusedAtOnce(error)) throw error;
    return error;
  }
}

/** AWS refuses some items as a whole where it cancels for others. */
export const isRefusedAtOnce = ({ message }: AwsError): boolean =>
  message.startsWith('One or more parameter values are not valid.') ||
  message === 'Transaction request cannot include multiple operations on one item' ||
  message === 'Item size has exceeded the maximum allowed size';

/** What one action of a transaction took: reads when it only repeated an earlier one. */
export function addTransactionCapacity(
  capacities: ConsumedCapacities,
  table: string,
  view: TableView,
  { old, units, indexUnits }: ItemWritten,
  replayed: boolean,
): void {
  if (replayed) {
    capacities.add(table, view, readUnits(old?.size ?? 0, true) * transactionFactor);
    return;
  }
  capacities.add(
    table,
    view,
    units * transactionFactor,
    indexUnits.map(({ index, units: more }) => ({ index, units: more * transactionFactor })),
  );
}
