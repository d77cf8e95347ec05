import {
  CreateBackupCommand,
  DeleteBackupCommand,
  DescribeContinuousBackupsCommand,
  DynamoDBClient,
  ListBackupsCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  type BackupSummary,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { tableHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable, type Column } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { dynamoTexts } from '../texts.js';
import { Details } from './details.js';
import { NameDialog } from './name-dialog.js';

/** A table's recovery to any moment, and its backups. */
export const BackupsTab = ({ name, table }: { readonly name: string; readonly table: TableDescription }) => (
  <SpaceBetween size="l">
    <Recovery name={name} key={table.TableId} />
    <Backups table={name} />
  </SpaceBetween>
);

function Recovery({ name }: { readonly name: string }) {
  const t = useTexts(dynamoTexts);
  const format = useFormat();
  const client = useClient(DynamoDBClient);
  const navigate = useNavigate();
  const [isRestoring, setIsRestoring] = useState(false);
  const { data, error } = useAws(['dynamodb', 'recovery', name], async ({ signal }) => {
    const answer = await client.send(new DescribeContinuousBackupsCommand({ TableName: name }), {
      abortSignal: signal,
    });
    return answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
  });
  const isOn = data?.PointInTimeRecoveryStatus === 'ENABLED';
  const turn = useAction(
    (on: boolean) =>
      client.send(
        new UpdateContinuousBackupsCommand({
          TableName: name,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: on },
        }),
      ),
    { changes: [['dynamodb', 'recovery', name]], done: (_, on) => (on ? t('pitr.turnedOn') : t('pitr.turnedOff')) },
  );
  const restore = useAction(
    (target: string) =>
      client.send(
        new RestoreTableToPointInTimeCommand({
          SourceTableName: name,
          TargetTableName: target,
          UseLatestRestorableTime: true,
        }),
      ),
    { changes: [['dynamodb']], done: (_, target) => t('backups.restoring', { name: target }) },
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('pitr.hint')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={!isOn} onClick={() => setIsRestoring(true)}>
                {t('backups.restore')}
              </Button>
              <Button disabled={data === undefined} loading={turn.isRunning} onClick={() => void turn.run(!isOn)}>
                {isOn ? t('turn.off') : t('turn.on')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('pitr')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={data === undefined ? error : turn.error} />
        {data && (
          <Details
            items={[
              [
                t('column.status'),
                <StatusIndicator key="status" type={isOn ? 'success' : 'stopped'}>
                  {isOn ? t('on') : t('off')}
                </StatusIndicator>,
              ],
              [t('pitr.earliest'), format.time(data.EarliestRestorableDateTime)],
              [t('pitr.latest'), format.time(data.LatestRestorableDateTime)],
            ]}
          />
        )}
      </SpaceBetween>
      {isRestoring && (
        <NameDialog
          title={t('backups.restore')}
          label={t('backups.restore.name')}
          action={t('backups.restore')}
          isRunning={restore.isRunning}
          error={restore.error}
          onDismiss={() => setIsRestoring(false)}
          onSubmit={(target) => {
            void restore.run(target).then(async (done) => {
              if (done !== undefined) await navigate(tableHref(target).slice(1));
            });
          }}
        />
      )}
    </Container>
  );
}

/** @param table whose; everyone's when absent */
export function Backups({ table }: { readonly table?: string }) {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<BackupSummary>();
  const [asks, setAsks] = useState<'create' | 'restore' | 'delete'>();
  const { data, error, isLoading, refetch } = useAws(
    ['dynamodb', 'backups', table],
    async ({ signal }) => {
      const found: BackupSummary[] = [];
      let from: string | undefined;
      do {
        const page = await client.send(
          new ListBackupsCommand({
            BackupType: 'ALL',
            ...(table === undefined ? {} : { TableName: table }),
            ...(from === undefined ? {} : { ExclusiveStartBackupArn: from }),
          }),
          { abortSignal: signal },
        );
        found.push(...(page.BackupSummaries ?? []));
        from = page.LastEvaluatedBackupArn;
      } while (from !== undefined);
      return found;
    },
    { every: (all) => (all?.some(({ BackupStatus }) => BackupStatus === 'CREATING') ? 2000 : 15_000) },
  );
  const create = useAction(
    (name: string) => client.send(new CreateBackupCommand({ TableName: table, BackupName: name })),
    { changes: [['dynamodb', 'backups']], done: (_, name) => t('backups.created', { name }) },
  );
  const restore = useAction(
    (target: string) =>
      client.send(new RestoreTableFromBackupCommand({ BackupArn: chosen?.BackupArn, TargetTableName: target })),
    { changes: [['dynamodb']], done: (_, target) => t('backups.restoring', { name: target }) },
  );
  const remove = useAction((arn: string) => client.send(new DeleteBackupCommand({ BackupArn: arn })), {
    changes: [['dynamodb', 'backups']],
    done: () => t('backups.deleted'),
  });
  const selected = data?.filter(({ BackupArn }) => BackupArn === chosen?.BackupArn) ?? [];
  const dismiss = (): void => setAsks(undefined);
  return (
    <>
      <ResourceTable
        title={t('backups')}
        things={t('backups.things')}
        items={data}
        columns={useBackupColumns(table === undefined)}
        id={({ BackupArn = '' }) => BackupArn}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        sortedBy="created"
        descending
        selection={{ type: 'single', selected, onSelect: ([one]) => setChosen(one) }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setAsks('delete')}>
              {shared('action.delete')}
            </Button>
            <Button disabled={selected.length === 0} onClick={() => setAsks('restore')}>
              {t('backups.restore')}
            </Button>
            {table !== undefined && (
              <Button variant="primary" onClick={() => setAsks('create')}>
                {t('backups.create')}
              </Button>
            )}
          </SpaceBetween>
        }
      />
      {asks === 'create' && (
        <NameDialog
          title={t('backups.create')}
          label={t('backups.name')}
          action={t('backups.create')}
          isRunning={create.isRunning}
          error={create.error}
          onDismiss={dismiss}
          onSubmit={(name) => {
            void create.run(name).then((done) => {
              if (done !== undefined) dismiss();
            });
          }}
        />
      )}
      {asks === 'restore' && (
        <NameDialog
          title={t('backups.restore')}
          label={t('backups.restore.name')}
          action={t('backups.restore')}
          isRunning={restore.isRunning}
          error={restore.error}
          onDismiss={dismiss}
          onSubmit={(target) => {
            void restore.run(target).then(async (done) => {
              if (done !== undefined) await navigate(tableHref(target).slice(1));
            });
          }}
        />
      )}
      {asks === 'delete' && chosen && (
        <ConfirmDelete
          name={chosen.BackupName ?? ''}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={dismiss}
          onConfirm={() => {
            void remove.run(chosen.BackupArn ?? '').then((done) => {
              if (done !== undefined) dismiss();
            });
          }}
        />
      )}
    </>
  );
}

function useBackupColumns(hasTable: boolean): Column<BackupSummary>[] {
  const t = useTexts(dynamoTexts);
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('backups.name'),
      cell: ({ BackupName }) => BackupName,
      by: ({ BackupName }) => BackupName,
      isRowHeader: true,
    },
    ...(hasTable
      ? [
          {
            id: 'table',
            header: t('table'),
            cell: ({ TableName = '' }: BackupSummary) => <Link href={tableHref(TableName)}>{TableName}</Link>,
            by: ({ TableName }: BackupSummary) => TableName,
          },
        ]
      : []),
    {
      id: 'status',
      header: t('column.status'),
      cell: ({ BackupStatus }) => (
        <StatusIndicator type={BackupStatus === 'AVAILABLE' ? 'success' : 'in-progress'}>
          {BackupStatus && t(`backups.status.${BackupStatus}`)}
        </StatusIndicator>
      ),
      by: ({ BackupStatus }) => BackupStatus,
    },
    {
      id: 'created',
      header: t('created'),
      cell: ({ BackupCreationDateTime }) => format.time(BackupCreationDateTime),
      by: ({ BackupCreationDateTime }) => BackupCreationDateTime?.getTime(),
    },
    {
      id: 'type',
      header: t('backups.type'),
      cell: ({ BackupType }) => BackupType && t(`backups.type.${BackupType}`),
      by: ({ BackupType }) => BackupType,
    },
    {
      id: 'size',
      header: t('column.size'),
      cell: ({ BackupSizeBytes }) => format.bytes(BackupSizeBytes),
      by: ({ BackupSizeBytes }) => BackupSizeBytes,
    },
  ];
}
