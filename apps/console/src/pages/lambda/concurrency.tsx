import {
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  paginateListProvisionedConcurrencyConfigs,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  type ProvisionedConcurrencyConfigListItem,
} from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Problem, ProblemText } from '../../shared/problem.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { collect, useAction, useAws } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { isWhole } from './numbers.js';
import { QualifierField } from './qualifier-field.js';
import { Recursion } from './recursion.js';
import { configTexts } from './texts-config.js';

export function Concurrency({ name }: { readonly name: string }) {
  return (
    <SpaceBetween size="l">
      <Reserved name={name} />
      <Provisioned name={name} />
      <Recursion name={name} />
    </SpaceBetween>
  );
}

function Reserved({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const [isEditing, setIsEditing] = useState(false);
  const reserved = useAws(keysOf(name).concurrency, async ({ signal }) => {
    const { ReservedConcurrentExecutions } = await client.send(
      new GetFunctionConcurrencyCommand({ FunctionName: name }),
      { abortSignal: signal },
    );
    return ReservedConcurrentExecutions ?? null;
  });
  const account = useAws(['lambda', 'account'], ({ signal }) =>
    client.send(new GetAccountSettingsCommand({}), { abortSignal: signal }),
  );
  const accountValue = (value: number | undefined) =>
    account.error !== null && account.data === undefined ? <ProblemText error={account.error} /> : format.number(value);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('reserved.hint')}
          actions={
            <Button
              ariaLabel={t('reserved.edit')}
              disabled={reserved.data === undefined}
              onClick={() => setIsEditing(true)}
            >
              {shared('action.edit')}
            </Button>
          }
        >
          {t('reserved')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {reserved.data === undefined && <Problem error={reserved.error} onRetry={() => void reserved.refetch()} />}
        <KeyValuePairs
          columns={3}
          items={[
            {
              label: t('reserved'),
              value: reserved.data === null ? t('reserved.unreserved') : format.number(reserved.data),
            },
            {
              label: t('reserved.account'),
              value: accountValue(account.data?.AccountLimit?.UnreservedConcurrentExecutions),
            },
            { label: t('reserved.limit'), value: accountValue(account.data?.AccountLimit?.ConcurrentExecutions) },
          ]}
        />
      </SpaceBetween>
      {isEditing && reserved.data !== undefined && (
        <EditReserved name={name} initial={reserved.data} onDismiss={() => setIsEditing(false)} />
      )}
    </Container>
  );
}

interface EditReservedProps {
  readonly name: string;
  readonly initial: number | null;
  readonly onDismiss: () => void;
}

function EditReserved({ name, initial, onDismiss }: EditReservedProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [isReserved, setIsReserved] = useState(initial !== null);
  const [count, setCount] = useState(initial === null ? '' : String(initial));
  const [isTried, setIsTried] = useState(false);
  const isFault = isReserved && !isWhole(count, 0, 1_000_000);
  const save = useAction(
    async () =>
      isReserved
        ? client.send(
            new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: Number(count) }),
          )
        : client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: name })),
    {
      changes: [keysOf(name).concurrency, ['lambda', 'account']],
      done: () => t('saved', { what: t('reserved'), name }),
    },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (!isFault && (await save.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('reserved.edit')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <RadioGroup
        ariaLabel={t('reserved')}
        value={isReserved ? 'reserve' : 'unreserved'}
        onChange={({ detail }) => setIsReserved(detail.value === 'reserve')}
        items={[
          { value: 'unreserved', label: t('reserved.unreserved') },
          { value: 'reserve', label: t('reserved.reserve') },
        ]}
      />
      {isReserved && (
        <FormField
          label={t('reserved')}
          errorText={isTried && isFault ? t('fault.range', { from: 0, to: 1_000_000 }) : undefined}
        >
          <Input value={count} inputMode="numeric" onChange={({ detail }) => setCount(detail.value)} />
        </FormField>
      )}
    </Dialog>
  );
}

const qualifierOf = ({ FunctionArn = '' }: ProvisionedConcurrencyConfigListItem): string =>
  FunctionArn.split(':')[7] ?? '';

function Provisioned({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const [isAdding, setIsAdding] = useState(false);
  const [selected, setSelected] = useState<readonly ProvisionedConcurrencyConfigListItem[]>([]);
  const found = useAws(
    keysOf(name).provisioned,
    ({ signal }) =>
      collect(
        paginateListProvisionedConcurrencyConfigs({ client }, { FunctionName: name }, { abortSignal: signal }),
        (page) => page.ProvisionedConcurrencyConfigs,
      ),
    { every: (data) => (data?.some(({ Status }) => Status === 'IN_PROGRESS') === true ? 2000 : 15_000) },
  );
  const remove = useAction<string>(
    (Qualifier) => client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier })),
    {
      changes: [keysOf(name).provisioned],
      tellsFailure: true,
      done: (_, qualifier) => t('provisioned.removed', { name: qualifier }),
    },
  );
  const chosen = selected[0];
  return (
    <>
      <ResourceTable
        title={t('provisioned')}
        description={t('provisioned.hint')}
        things={t('provisioned.things')}
        items={found.data}
        isLoading={found.isLoading}
        error={found.error}
        onRefresh={() => void found.refetch()}
        id={qualifierOf}
        hasNoFilter
        selection={{ type: 'single', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              disabled={chosen === undefined}
              loading={remove.isRunning}
              onClick={() => chosen && void remove.run(qualifierOf(chosen)).then(() => setSelected([]))}
            >
              {shared('action.remove')}
            </Button>
            <Button onClick={() => setIsAdding(true)}>{t('provisioned.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'qualifier',
            header: t('provisioned.qualifier'),
            isRowHeader: true,
            by: qualifierOf,
            cell: qualifierOf,
          },
          {
            id: 'count',
            header: t('provisioned.count'),
            cell: ({ RequestedProvisionedConcurrentExecutions: count }) => format.number(count),
          },
          {
            id: 'available',
            header: t('provisioned.available'),
            cell: ({ AvailableProvisionedConcurrentExecutions: count }) => format.number(count),
          },
          {
            id: 'status',
            header: t('provisioned.status'),
            cell: ({ Status, StatusReason }) => (
              <StatusIndicator type={Status === 'READY' ? 'success' : Status === 'FAILED' ? 'error' : 'in-progress'}>
                {StatusReason ?? Status}
              </StatusIndicator>
            ),
          },
        ]}
      />
      {isAdding && <AddProvisioned name={name} onDismiss={() => setIsAdding(false)} />}
    </>
  );
}

function AddProvisioned({ name, onDismiss }: { readonly name: string; readonly onDismiss: () => void }) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [qualifier, setQualifier] = useState('');
  const [count, setCount] = useState('1');
  const [isTried, setIsTried] = useState(false);
  const isFault = !isWhole(count, 1, 1_000_000);
  const add = useAction(
    () =>
      client.send(
        new PutProvisionedConcurrencyConfigCommand({
          FunctionName: name,
          Qualifier: qualifier,
          ProvisionedConcurrentExecutions: Number(count),
        }),
      ),
    { changes: [keysOf(name).provisioned], done: () => t('provisioned.done', { name: qualifier }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (!isFault && qualifier !== '' && (await add.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('provisioned.add')}
      isRunning={add.isRunning}
      error={add.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <QualifierField
        label={t('provisioned.qualifier')}
        name={name}
        value={qualifier}
        onChange={setQualifier}
        publishedOnly
        errorText={isTried && qualifier === '' ? t('fault.required') : undefined}
      />
      <FormField
        label={t('provisioned.count')}
        errorText={isTried && isFault ? t('fault.range', { from: 1, to: 1_000_000 }) : undefined}
      >
        <Input value={count} inputMode="numeric" onChange={({ detail }) => setCount(detail.value)} />
      </FormField>
    </Dialog>
  );
}
