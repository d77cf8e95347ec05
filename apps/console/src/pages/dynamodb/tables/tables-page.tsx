import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { createTableHref, tableHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable, type Column } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAws } from '../../../shared/use-aws.js';
import { keysOf } from '../items/schema.js';
import { dynamoTexts } from '../texts.js';
import { isChanging, loadTables, type ListedTable } from './load.js';
import { DeleteTable } from './delete-table.js';
import { TableStatus } from './table-status.js';

export function TablesPage() {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(DynamoDBClient);
  const [chosen, setChosen] = useState<readonly ListedTable[]>([]);
  const [deleting, setDeleting] = useState<string>();
  const { data, error, isLoading, refetch } = useAws(
    ['dynamodb', 'tables'],
    ({ signal }) => loadTables(client, signal),
    {
      every: (tables) => (tables?.some(({ table }) => isChanging(table)) ? 1500 : 15_000),
    },
  );
  const key = ({ table }: ListedTable, role: 'HASH' | 'RANGE'): string =>
    keysOf(table?.KeySchema, table?.AttributeDefinitions)
      .filter((one) => one.role === role)
      .map(({ name, type }) => `${name} (${type})`)
      .join(', ');
  const indexes = ({ table }: ListedTable): number =>
    (table?.GlobalSecondaryIndexes?.length ?? 0) + (table?.LocalSecondaryIndexes?.length ?? 0);
  const mode = ({ table }: ListedTable): string => {
    if (table === undefined) return '–';
    const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = table.ProvisionedThroughput ?? {};
    return table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST'
      ? t('capacity.PAY_PER_REQUEST')
      : t('capacity.provisioned', { read: ReadCapacityUnits, write: WriteCapacityUnits });
  };
  const columns: Column<ListedTable>[] = [
    {
      id: 'name',
      header: t('column.name'),
      cell: ({ name }) => <Link href={tableHref(name)}>{name}</Link>,
      by: ({ name }) => name,
      isRowHeader: true,
    },
    {
      id: 'status',
      header: t('column.status'),
      cell: ({ table, error: why }) =>
        table === undefined ? (
          <Popover size="large" content={<Problem error={why} />}>
            {t('column.unknown')}
          </Popover>
        ) : (
          <TableStatus status={table.TableStatus} />
        ),
      by: ({ table }) => table?.TableStatus,
    },
    {
      id: 'partition',
      header: t('key.partition'),
      cell: (one) => key(one, 'HASH') || '–',
      by: (one) => key(one, 'HASH'),
    },
    { id: 'sort', header: t('key.sort'), cell: (one) => key(one, 'RANGE') || '–', by: (one) => key(one, 'RANGE') },
    { id: 'indexes', header: t('column.indexes'), cell: (one) => format.number(indexes(one)), by: indexes },
    {
      id: 'protection',
      header: t('protection'),
      cell: ({ table }) => (table === undefined ? '–' : table.DeletionProtectionEnabled ? t('on') : t('off')),
      by: ({ table }) => (table?.DeletionProtectionEnabled ? t('on') : t('off')),
    },
    { id: 'mode', header: t('capacity.mode'), cell: mode, by: mode },
    {
      id: 'items',
      header: t('column.items'),
      cell: ({ table }) => format.number(table?.ItemCount),
      by: ({ table }) => table?.ItemCount,
    },
    {
      id: 'size',
      header: t('column.size'),
      cell: ({ table }) => format.bytes(table?.TableSizeBytes),
      by: ({ table }) => table?.TableSizeBytes,
    },
  ];
  const [first] = chosen;
  const selected = data?.filter(({ name }) => name === first?.name) ?? [];
  return (
    <Page title={t('tables')}>
      <ResourceTable
        title={t('tables')}
        things={t('things')}
        items={data}
        columns={columns}
        id={({ name }) => name}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        selection={{ type: 'single', selected, onSelect: setChosen }}
        empty={<Button href={createTableHref}>{t('create.submit')}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDeleting(selected[0]?.name)}>
              {shared('action.delete')}
            </Button>
            <Button variant="primary" href={createTableHref}>
              {t('create.submit')}
            </Button>
          </SpaceBetween>
        }
      />
      {deleting !== undefined && (
        <DeleteTable name={deleting} onDone={() => setChosen([])} onDismiss={() => setDeleting(undefined)} />
      )}
    </Page>
  );
}
