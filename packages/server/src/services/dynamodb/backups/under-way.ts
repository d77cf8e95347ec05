import type { DynamoDbContext } from '../context.js';
import type { TableName } from '../domain/table.js';
import { subscriberLimit } from '../table-errors.js';

/** @throws LimitExceededException */
export async function checkUnderWay(
  { backups }: DynamoDbContext,
  kind: 'export' | 'import',
  region: Pick<TableName, 'account' | 'region'>,
  most: number,
): Promise<void> {
  let count = 0;
  for await (const { status } of backups.store.list(kind, region)) if (status === 'IN_PROGRESS') count += 1;
  if (count >= most) throw subscriberLimit(`Only ${most} ${kind} operations can be done simultaneously`);
}
