import type { AwsError } from '@paddock/wire';
import type { Table, Work } from '../domain/table.js';
import { inUse } from '../table-errors.js';

/** What waits for what is under way. */
export type Change = 'throughput' | 'stream' | 'class' | 'index' | 'maximum';

/** How AWS begins to say that something has to wait. */
const waits: Record<Change, { readonly cannot: string; readonly cannotWhile: string }> = {
  throughput: { cannot: "Can't change table IOPS", cannotWhile: "Can't change table IOPS" },
  stream: { cannot: "Can't change stream status", cannotWhile: "Can't enable or disable stream" },
  class: { cannot: "Can't update table class", cannotWhile: "Can't update table class" },
  index: { cannot: "Can't create or delete an index", cannotWhile: "Can't create or delete indexes" },
  maximum: { cannot: 'OnDemandThroughput cannot be updated', cannotWhile: 'OnDemandThroughput cannot be updated' },
};

/** @throws ResourceInUseException when something is under way that the change has to wait for */
export function checkUnblocked(table: Table, change: Change): void {
  for (const work of table.works) {
    const blocked = blockedBy(table, work, change);
    if (blocked !== undefined) throw blocked;
  }
}

function blockedBy(table: Table, work: Work, change: Change): AwsError | undefined {
  const { name } = table;
  const { cannot, cannotWhile } = waits[change];
  switch (work.kind) {
    case 'stream': {
      const what = `Stream: ${work.label} Operation: ${work.operation}`;
      if (change === 'stream') {
        return inUse(`A stream status change is currently in progress. Table: ${name} ${what}`);
      }
      if (change === 'maximum') return inUse(`${cannot} while stream status update is in progress. ${what}`);
      return inUse(`${cannot} when stream status is being updated. Table: ${name} ${what}`);
    }
    case 'throughput':
      if (change === 'throughput') return inUse(`Table IOPS are currently being updated. Table: ${name}`);
      if (change === 'maximum') return inUse(`${cannot} while BillingMode update is in progress`);
      return inUse(`${cannotWhile} while table IOPS are being updated. Table: ${name}`);
    case 'class': {
      const what = `TableClassUpdateInProgress: ${work.to}`;
      if (change === 'maximum') return inUse(`${cannot} while TableClass update is in progress. ${what}`);
      return inUse(`${cannot} when a table class update is in progress. Table: ${name} ${what}`);
    }
    case 'index-create':
    case 'index-delete': {
      // Of two indexes AWS speaks otherwise.
      if (change === 'index') return undefined;
      const isNew = work.kind === 'index-create';
      if (change === 'maximum') {
        return inUse(
          `${cannot} while index ${isNew ? 'creation' : 'deletion'} is in progress for indexes: [${work.index}]`,
        );
      }
      const what = `Table: ${name} Indexes: [${work.index}]`;
      return inUse(`${cannot} when an index is being ${isNew ? 'created' : 'deleted'}. ${what}`);
    }
    default:
      return undefined;
  }
}
