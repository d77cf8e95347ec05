import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import type { DynamoDbContext } from '../context.js';
import { describeTable, type Description } from '../descriptions.js';
import { makeTable, type NewTable } from '../domain/new-table.js';
import type { Restore, Table, TableName } from '../domain/table.js';
import { subscriberLimit } from '../table-errors.js';
import { newTableId, newTablePlace } from '../table-identity.js';
import { checkAccountQuotas } from '../account-quotas.js';
import { tableAlreadyExists, tableInUse } from './errors.js';
import type { RestoreJob } from './job.js';

/** Restores that an account may have under way in a region. */
const mostRestores = 50;

/** What a restore is of. It is asked anew when another request came first. */
export interface RestoreSource {
  readonly definition: NewTable;
  readonly restore: Restore;
  readonly job: Pick<RestoreJob, 'from' | 'backup' | 'past'>;
  /** What else begins the restore, and what must not have changed. */
  readonly also: readonly RegistryChange[];
}

/**
 * Begins to make a table from what was kept of another.
 * @throws TableAlreadyExistsException, TableInUseException, LimitExceededException
 */
export async function beginRestore(
  context: DynamoDbContext,
  named: TableName,
  look: () => Promise<RestoreSource>,
): Promise<Description> {
  const { store, backups, random, clock, transitions } = context;
  for (;;) {
    const source = await look();
    await checkTarget(context, named);
    const { definition } = source;
    await checkAccountQuotas(context, named, {
      isNew: true,
      requested: [definition.billing, ...(definition.globals ?? [])],
    });
    const now = clock.now();
    const made = makeTable(definition, { id: newTableId(random), place: newTablePlace(random), now });
    const table: Table = { ...made.table, works: [{ id: 1, kind: 'fill' }], restore: source.restore };
    const { id } = table;
    const job: RestoreJob = {
      ...source.job,
      kind: 'restore',
      id: table.place,
      owner: source.job.past?.table.id ?? id,
      step: 0,
      phase: 'copy',
      target: { ...named, id },
    };
    try {
      await store.commit([store.putTable(table, 0), ...backups.jobs.begin(job, transitions.delay), ...source.also]);
    } catch (error) {
      if (error instanceof RegistryConflictError) continue;
      throw error;
    }
    if (transitions.delay === 0) await backups.jobs.run(job);
    return describeTable(table, now);
  }
}

async function checkTarget({ store }: DynamoDbContext, named: TableName): Promise<void> {
  const present = (await store.currentTable(named))?.table;
  if (present?.restore !== undefined) {
    const { backupArn: backup, tableArn: table = '' } = present.restore;
    throw tableInUse(`Table: ${named.name} is already being restored from backup: ${backup ?? table}`);
  }
  if (present !== undefined) throw tableAlreadyExists(named.name);
  const others = await store.tables(named.account, named.region);
  if (others.filter(({ restore }) => restore !== undefined).length >= mostRestores) {
    throw subscriberLimit(`Only ${mostRestores} restore operations can be done simultaneously`);
  }
}
