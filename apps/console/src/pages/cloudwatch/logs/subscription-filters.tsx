import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
  type SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { isUnclosed } from './events.js';
import { FormDialog } from './form-dialog.js';
import { logsTexts } from './texts.js';

/** Where a group's events go as they come in. */
export function SubscriptionFilters({ group }: { readonly group: string }) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [selected, setSelected] = useState<string>();
  const [asked, setAsked] = useState<'create' | 'delete'>();
  const { data, error, refetch, isPending } = useAws(['logs', 'subscription-filters', group], async ({ signal }) => {
    const { subscriptionFilters = [] } = await logs.send(
      new DescribeSubscriptionFiltersCommand({ logGroupName: group }),
      { abortSignal: signal },
    );
    return subscriptionFilters;
  });
  const remove = useAction(
    (filterName: string) => logs.send(new DeleteSubscriptionFilterCommand({ logGroupName: group, filterName })),
    { changes: [['logs']], done: (_, name) => t('filters.deleted.done', { name }) },
  );
  const filter = data?.find(({ filterName }) => filterName === selected);
  return (
    <>
      <ResourceTable<SubscriptionFilter>
        title={t('filters.subscription')}
        things={t('filters.subscription.things')}
        items={data}
        id={({ filterName = '' }) => filterName}
        isLoading={isPending}
        error={error}
        onRefresh={() => void refetch()}
        selection={{
          type: 'single',
          selected: filter === undefined ? [] : [filter],
          onSelect: ([one]) => setSelected(one?.filterName),
        }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={filter === undefined} onClick={() => setAsked('delete')}>
              {s('action.delete')}
            </Button>
            <Button onClick={() => setAsked('create')}>{t('filters.subscription.create')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('filters.name'),
            cell: ({ filterName }) => filterName,
            by: ({ filterName }) => filterName,
          },
          {
            id: 'pattern',
            header: t('filters.pattern'),
            cell: ({ filterPattern }) => <code>{filterPattern || '–'}</code>,
          },
          {
            id: 'destination',
            header: t('filters.destination'),
            cell: ({ destinationArn }) => destinationArn,
            by: ({ destinationArn }) => destinationArn,
          },
          {
            id: 'distribution',
            header: t('filters.distribution'),
            cell: ({ distribution }) => distribution ?? 'ByLogStream',
          },
        ]}
      />
      {asked === 'create' && <CreateSubscription group={group} onDismiss={() => setAsked(undefined)} />}
      {asked === 'delete' && selected !== undefined && (
        <ConfirmDelete
          name={selected}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={() => setAsked(undefined)}
          onConfirm={() => void remove.run(selected).then((done) => done && setAsked(undefined))}
        />
      )}
    </>
  );
}

function CreateSubscription({ group, onDismiss }: { readonly group: string; readonly onDismiss: () => void }) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [draft, setDraft] = useState({ name: '', pattern: '', destination: '', role: '', distribution: 'ByLogStream' });
  const [isSent, setIsSent] = useState(false);
  const save = useAction(
    () =>
      logs.send(
        new PutSubscriptionFilterCommand({
          logGroupName: group,
          filterName: draft.name,
          filterPattern: draft.pattern,
          destinationArn: draft.destination.trim(),
          ...(draft.role.trim() === '' ? {} : { roleArn: draft.role.trim() }),
          ...(draft.destination.includes(':kinesis:')
            ? { distribution: draft.distribution === 'Random' ? 'Random' : 'ByLogStream' }
            : {}),
        }),
      ),
    { changes: [['logs']], done: () => t('filters.saved.done', { name: draft.name }) },
  );
  const faults: Readonly<Record<string, string>> = {
    ...(draft.name.trim() === '' ? { name: t('fault.required') } : {}),
    ...(isUnclosed(draft.pattern) ? { pattern: t('fault.unclosed') } : {}),
    ...(draft.destination.trim().startsWith('arn:') ? {} : { destination: t('fault.arn') }),
    ...(draft.role.trim() === '' || draft.role.trim().startsWith('arn:') ? {} : { role: t('fault.arn') }),
  };
  const field = (key: 'name' | 'pattern' | 'destination' | 'role', label: string, hint?: string) => (
    <FormField
      label={label}
      {...(hint === undefined ? {} : { constraintText: hint })}
      {...(isSent && faults[key] !== undefined ? { errorText: faults[key] } : {})}
    >
      <Input
        value={draft[key]}
        spellcheck={false}
        onChange={({ detail }) => setDraft({ ...draft, [key]: detail.value })}
      />
    </FormField>
  );
  const ways = [
    { value: 'ByLogStream', label: t('filters.byStream') },
    { value: 'Random', label: t('filters.random') },
  ];
  return (
    <FormDialog
      title={t('filters.subscription.create')}
      action={s('action.create')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsSent(true);
        if (Object.keys(faults).length === 0) void save.run().then((done) => done && onDismiss());
      }}
    >
      {field('destination', t('filters.destination'), t('filters.destination.hint'))}
      {field('role', t('filters.role'))}
      {field('name', t('filters.name'))}
      {field('pattern', t('filters.pattern'))}
      {draft.destination.includes(':kinesis:') && (
        <FormField label={t('filters.distribution')}>
          <Select
            selectedOption={ways.find(({ value }) => value === draft.distribution) ?? null}
            options={ways}
            onChange={({ detail }) =>
              setDraft({ ...draft, distribution: detail.selectedOption.value ?? 'ByLogStream' })
            }
          />
        </FormField>
      )}
    </FormDialog>
  );
}
