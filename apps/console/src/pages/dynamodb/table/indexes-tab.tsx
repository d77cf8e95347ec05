import {
  DynamoDBClient,
  UpdateTableCommand,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  type LocalSecondaryIndexDescription,
  type Projection,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable, type Column } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { keysOf } from '../items/schema.js';
import {
  definitions,
  faultsOfIndex,
  globalIndex,
  newIndex,
  type CapacityDraft,
  type IndexDraft,
} from '../tables/create-model.js';
import { IndexFields } from '../tables/index-fields.js';
import { TableStatus } from '../tables/table-status.js';
import { dynamoTexts } from '../texts.js';

type Index = GlobalSecondaryIndexDescription & LocalSecondaryIndexDescription;

/** Global indexes come and go; local ones are the table's from its beginning. */
export function IndexesTab({ table }: { readonly table: TableDescription }) {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const [isCreating, setIsCreating] = useState(false);
  const [deleting, setDeleting] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const globals: readonly Index[] = table.GlobalSecondaryIndexes ?? [];
  const locals: readonly Index[] = table.LocalSecondaryIndexes ?? [];
  const remove = useAction(
    (name: string) =>
      client.send(
        new UpdateTableCommand({
          TableName: table.TableName,
          GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }],
        }),
      ),
    { changes: [['dynamodb']], done: (_, name) => t('indexes.deleted', { name }) },
  );
  const columns = useIndexColumns(table);
  const selected = globals.filter(({ IndexName }) => IndexName === chosen);
  return (
    <SpaceBetween size="l">
      <ResourceTable
        title={t('indexes.global')}
        things={t('indexes.things')}
        items={globals}
        columns={columns}
        id={({ IndexName = '' }) => IndexName}
        isLoading={false}
        selection={{ type: 'single', selected, onSelect: ([one]) => setChosen(one?.IndexName) }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDeleting(chosen)}>
              {shared('action.delete')}
            </Button>
            <Button variant="primary" onClick={() => setIsCreating(true)}>
              {t('indexes.create')}
            </Button>
          </SpaceBetween>
        }
      />
      <ResourceTable
        title={t('indexes.local')}
        things={t('indexes.things')}
        items={locals}
        columns={columns.filter(({ id }) => id !== 'status' && id !== 'capacity')}
        id={({ IndexName = '' }) => IndexName}
        isLoading={false}
        description={t('indexes.local.hint')}
        hasNoFilter
      />
      {isCreating && <CreateIndex table={table} onDismiss={() => setIsCreating(false)} />}
      {deleting !== undefined && (
        <ConfirmDelete
          name={deleting}
          isRunning={remove.isRunning}
          error={remove.error}
          onConfirm={() => {
            void remove.run(deleting).then((done) => {
              if (done !== undefined) setDeleting(undefined);
            });
          }}
          onDismiss={() => {
            remove.reset();
            setDeleting(undefined);
          }}
        />
      )}
    </SpaceBetween>
  );
}

function useIndexColumns(table: TableDescription): Column<Index>[] {
  const t = useTexts(dynamoTexts);
  const format = useFormat();
  const key = (schema: readonly KeySchemaElement[] | undefined, role: 'HASH' | 'RANGE'): string =>
    keysOf(schema, table.AttributeDefinitions)
      .filter((one) => one.role === role)
      .map(({ name, type }) => `${name} (${t(`type.${type}`)})`)
      .join(', ') || '–';
  const projection = ({ ProjectionType = 'ALL', NonKeyAttributes = [] }: Projection = {}): string =>
    ProjectionType === 'INCLUDE'
      ? `${t('projection.INCLUDE')}: ${NonKeyAttributes.join(', ')}`
      : t(`projection.${ProjectionType}`);
  return [
    {
      id: 'name',
      header: t('column.name'),
      cell: ({ IndexName }) => IndexName,
      by: ({ IndexName }) => IndexName,
      isRowHeader: true,
    },
    {
      id: 'status',
      header: t('column.status'),
      cell: ({ IndexStatus, Backfilling }) =>
        Backfilling ? (
          <StatusIndicator type="in-progress">{t('indexes.backfilling')}</StatusIndicator>
        ) : (
          <TableStatus status={IndexStatus} />
        ),
    },
    { id: 'partition', header: t('key.partition'), cell: ({ KeySchema }) => key(KeySchema, 'HASH') },
    { id: 'sort', header: t('key.sort'), cell: ({ KeySchema }) => key(KeySchema, 'RANGE') },
    { id: 'projection', header: t('index.projection'), cell: ({ Projection: one }) => projection(one) },
    {
      id: 'capacity',
      header: t('indexes.capacity'),
      cell: ({ ProvisionedThroughput: units }) =>
        units?.ReadCapacityUnits
          ? `${units.ReadCapacityUnits} / ${units.WriteCapacityUnits ?? 0}`
          : t('capacity.PAY_PER_REQUEST'),
    },
    {
      id: 'items',
      header: t('column.items'),
      cell: ({ ItemCount }) => format.number(ItemCount),
      by: ({ ItemCount }) => ItemCount,
    },
    {
      id: 'size',
      header: t('column.size'),
      cell: ({ IndexSizeBytes }) => format.bytes(IndexSizeBytes),
      by: ({ IndexSizeBytes }) => IndexSizeBytes,
    },
  ];
}

function CreateIndex({ table, onDismiss }: { readonly table: TableDescription; readonly onDismiss: () => void }) {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const [index, setIndex] = useState(() => newIndex('global'));
  const [wasTried, setWasTried] = useState(false);
  const mode: CapacityDraft['mode'] =
    table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' ? 'PAY_PER_REQUEST' : 'PROVISIONED';
  const types = new Map(
    (table.AttributeDefinitions ?? []).map((one) => [one.AttributeName ?? '', one.AttributeType ?? 'S'] as const),
  );
  const faults = faultsOfIndex(index, mode, types);
  const create = useAction(
    (wanted: IndexDraft) =>
      client.send(
        new UpdateTableCommand({
          TableName: table.TableName,
          AttributeDefinitions: definitions([wanted.partition, ...(wanted.sort.name === '' ? [] : [wanted.sort])]),
          GlobalSecondaryIndexUpdates: [{ Create: globalIndex(wanted, mode === 'PROVISIONED') }],
        }),
      ),
    { changes: [['dynamodb']], done: (_, { name }) => t('indexes.creating', { name }) },
  );
  const submit = async (): Promise<void> => {
    setWasTried(true);
    if (faults.size === 0 && (await create.run(index))) onDismiss();
  };
  return (
    <Modal
      visible
      size="large"
      header={t('indexes.global.create')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={create.isRunning} onClick={() => void submit()}>
              {t('indexes.create')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="m">
          <IndexFields value={index} onChange={setIndex} faults={wasTried ? faults : new Map()} mode={mode} />
          <Problem error={create.error} />
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
