import type { Infer } from '@paddock/wire';
import { decreasesOn } from './domain/table-work.js';
import {
  indexArn,
  streamArn,
  tableArn,
  type GlobalIndex,
  type KeyAttribute,
  type LocalIndex,
  type Projection,
  type Table,
  type Throughput,
  type ThroughputHistory,
  type Work,
} from './domain/table.js';
import type { TableDescription } from './structures-tables.js';
import type { Extent, TableCount } from './table-counts.js';

export type Description = Infer<typeof TableDescription>;

/** A table as DescribeTable answers it, and operations that change one. @param now ms since the epoch */
export function describeTable(table: Table, now: number, count?: TableCount): Description {
  const { billing, warm, stream } = table;
  const hasIndexes = table.globals.length + table.locals.length > 0;
  return {
    AttributeDefinitions: (hasIndexes ? byName(table.attributes) : table.attributes).map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    KeySchema: keySchema([table.hash], table.range === undefined ? [] : [table.range]),
    CreationDateTime: table.created,
    ...summary(table, now, count),
    ...(table.locals.length > 0 && {
      LocalSecondaryIndexes: table.locals.map((index) => describeLocal(table, index, count?.indexes.get(index.name))),
    }),
    ...(table.globals.length > 0 && {
      GlobalSecondaryIndexes: table.globals.map((index) =>
        describeGlobal(table, index, now, count?.indexes.get(index.name)),
      ),
    }),
    ...(stream && {
      ...(stream.enabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } }),
      LatestStreamLabel: stream.label,
      LatestStreamArn: streamArn(table, stream.label),
    }),
    ...describeRestore(table),
    ...describeEncryption(table),
    ...(table.tableClass && {
      TableClassSummary: { TableClass: table.tableClass.name, LastUpdateDateTime: table.tableClass.updated },
    }),
    ...(billing.maximum && { OnDemandThroughput: maximumOf(billing.maximum) }),
    WarmThroughput: {
      ...warmOf(warm),
      Status: isWorking(table, (work) => work.kind === 'warm' && work.index === undefined) ? 'UPDATING' : 'ACTIVE',
    },
  };
}

/** As CreateTable answers: what is warm is told only where it was asked for. */
export function describeNewTable(
  table: Table,
  now: number,
  asked: { readonly table: boolean; readonly indexes: ReadonlySet<string> },
): Description {
  const { WarmThroughput, GlobalSecondaryIndexes, ...description } = describeTable(table, now);
  return {
    ...description,
    ...(asked.table && { WarmThroughput }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ WarmThroughput: warm, ...index }) =>
        index.IndexName !== undefined && asked.indexes.has(index.IndexName)
          ? { ...index, WarmThroughput: warm }
          : index,
      ),
    }),
  };
}

/** As DeleteTable answers: without keys and indexes. */
export const describeDeleted = (table: Table, now: number): Description => summary(table, now);

/** What every answer has. */
function summary(table: Table, now: number, count?: TableCount): Description {
  const { billing } = table;
  return {
    TableName: table.name,
    TableStatus: table.status as Description['TableStatus'],
    ProvisionedThroughput: throughputOf(billing.throughput, billing.history, now),
    TableSizeBytes: count?.table.bytes ?? 0,
    ItemCount: count?.table.items ?? 0,
    TableArn: tableArn(table),
    TableId: table.id,
    ...((billing.mode === 'PAY_PER_REQUEST' || billing.onDemandSince !== undefined) && {
      BillingModeSummary: { BillingMode: billing.mode, LastUpdateToPayPerRequestDateTime: billing.onDemandSince },
    }),
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

const describeLocal = (table: Table, index: LocalIndex, extent: Extent | undefined) => ({
  IndexName: index.name,
  KeySchema: keySchema([table.hash], [index.range]),
  Projection: projectionOf(index.projection),
  IndexSizeBytes: extent?.bytes ?? 0,
  ItemCount: extent?.items ?? 0,
  IndexArn: indexArn(table, index.name),
});

const describeGlobal = (table: Table, index: GlobalIndex, now: number, extent: Extent | undefined) => ({
  IndexName: index.name,
  KeySchema: keySchema(index.hash, index.range),
  Projection: projectionOf(index.projection),
  // What is restored has no state yet.
  ...(table.restore === undefined && { IndexStatus: index.status }),
  ...(index.backfilling !== undefined && { Backfilling: index.backfilling }),
  ProvisionedThroughput: throughputOf(index.throughput, index.history, now),
  IndexSizeBytes: extent?.bytes ?? 0,
  ItemCount: extent?.items ?? 0,
  IndexArn: indexArn(table, index.name),
  ...(index.maximum && { OnDemandThroughput: maximumOf(index.maximum) }),
  WarmThroughput: {
    ...warmOf(index.warm),
    Status: isWorking(table, (work) => work.kind === 'warm' && work.index === index.name)
      ? ('UPDATING' as const)
      : ('ACTIVE' as const),
  },
});

/** Only while it goes on. */
const describeRestore = ({ restore }: Table): Pick<Description, 'RestoreSummary'> =>
  restore === undefined
    ? {}
    : {
        RestoreSummary: {
          SourceBackupArn: restore.backupArn,
          SourceTableArn: restore.tableArn,
          RestoreDateTime: restore.at,
          RestoreInProgress: true,
        },
      };

/** The key is told as it was until the change has ended. */
function describeEncryption(table: Table): Pick<Description, 'SSEDescription'> {
  const work = table.works.find(({ kind }) => kind === 'encryption');
  const { encryption = work?.kind === 'encryption' ? (work.to ?? undefined) : undefined } = table;
  if (encryption === undefined) return {};
  return {
    SSEDescription: {
      Status: work === undefined ? 'ENABLED' : 'UPDATING',
      SSEType: 'KMS',
      KMSMasterKeyArn: encryption.keyArn,
    },
  };
}

const isWorking = (table: Table, is: (work: Work) => boolean): boolean => table.works.some(is);

export const keySchema = (hash: readonly string[], range: readonly string[]) => [
  ...hash.map((AttributeName) => ({ AttributeName, KeyType: 'HASH' as const })),
  ...range.map((AttributeName) => ({ AttributeName, KeyType: 'RANGE' as const })),
];

export const projectionOf = ({ type, attributes }: Projection) => ({
  ProjectionType: type,
  ...(attributes && { NonKeyAttributes: attributes.toSorted() }),
});

function throughputOf({ read, write }: Throughput, history: ThroughputHistory | undefined, now: number) {
  return {
    LastIncreaseDateTime: history?.increased,
    LastDecreaseDateTime: history?.decreased,
    NumberOfDecreasesToday: decreasesOn(history, now),
    ReadCapacityUnits: read,
    WriteCapacityUnits: write,
  };
}

export const maximumOf = ({ read, write }: Partial<Throughput>) => ({
  MaxReadRequestUnits: read,
  MaxWriteRequestUnits: write,
});

const warmOf = ({ read, write }: Throughput) => ({ ReadUnitsPerSecond: read, WriteUnitsPerSecond: write });

const byName = (attributes: readonly KeyAttribute[]): KeyAttribute[] =>
  attributes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
