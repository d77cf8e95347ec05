import {
  CloudWatchLogsClient,
  DeleteMetricFilterCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
  TestMetricFilterCommand,
  type MetricFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { explorerHref } from '../../../shared/metrics/graph-source.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { isUnclosed } from './events.js';
import { FormDialog } from './form-dialog.js';
import { PatternHelp } from './pattern-help.js';
import { logsTexts } from './texts.js';

/** What makes metrics of a group's events. */
export function MetricFilters({ group }: { readonly group: string }) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [selected, setSelected] = useState<string>();
  const [asked, setAsked] = useState<'create' | 'edit' | 'delete'>();
  const { data, error, refetch, isPending } = useAws(['logs', 'metric-filters', group], async ({ signal }) => {
    const metricFilters: MetricFilter[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new DescribeMetricFiltersCommand({ logGroupName: group, ...(nextToken === undefined ? {} : { nextToken }) }),
        { abortSignal: signal },
      );
      metricFilters.push(...(page.metricFilters ?? []));
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    return metricFilters;
  });
  const remove = useAction(
    (filterName: string) => logs.send(new DeleteMetricFilterCommand({ logGroupName: group, filterName })),
    { changes: [['logs']], done: (_, name) => t('filters.deleted.done', { name }) },
  );
  const filter = data?.find(({ filterName }) => filterName === selected);
  return (
    <>
      <ResourceTable<MetricFilter>
        title={t('filters.metric')}
        things={t('filters.metric.things')}
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
            <Button disabled={filter === undefined} onClick={() => setAsked('edit')}>
              {s('action.edit')}
            </Button>
            <Button disabled={filter === undefined} onClick={() => setAsked('delete')}>
              {s('action.delete')}
            </Button>
            <Button onClick={() => setAsked('create')}>{t('filters.metric.create')}</Button>
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
            by: ({ filterPattern }) => filterPattern,
          },
          {
            id: 'metric',
            header: t('filters.metricName'),
            cell: ({ metricTransformations: [metric] = [] }) =>
              metric && (
                <Link
                  href={explorerHref([
                    {
                      id: 'm1',
                      label: '',
                      namespace: metric.metricNamespace ?? '',
                      metric: metric.metricName ?? '',
                      statistic: 'Sum',
                    },
                  ])}
                >
                  {metric.metricNamespace}: {metric.metricName}
                </Link>
              ),
            by: ({ metricTransformations: [metric] = [] }) => metric?.metricName,
          },
          {
            id: 'value',
            header: t('filters.value'),
            cell: ({ metricTransformations: [metric] = [] }) => metric?.metricValue,
          },
        ]}
      />
      {(asked === 'create' || (asked === 'edit' && filter)) && (
        <EditFilter
          group={group}
          filter={asked === 'edit' ? filter : undefined}
          onDismiss={() => setAsked(undefined)}
        />
      )}
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

interface EditFilterProps {
  readonly group: string;
  readonly filter: MetricFilter | undefined;
  readonly onDismiss: () => void;
}

function EditFilter({ group, filter, onDismiss }: EditFilterProps) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const metric = filter?.metricTransformations?.[0];
  const [draft, setDraft] = useState({
    name: filter?.filterName ?? '',
    pattern: filter?.filterPattern ?? '',
    metricName: metric?.metricName ?? '',
    namespace: metric?.metricNamespace ?? '',
    value: metric?.metricValue ?? '1',
    default: metric?.defaultValue === undefined ? '' : String(metric.defaultValue),
  });
  const [isSent, setIsSent] = useState(false);
  const save = useAction(
    () =>
      logs.send(
        new PutMetricFilterCommand({
          logGroupName: group,
          filterName: draft.name,
          filterPattern: draft.pattern,
          metricTransformations: [
            {
              ...metric,
              metricName: draft.metricName,
              metricNamespace: draft.namespace,
              metricValue: draft.value,
              defaultValue: draft.default.trim() === '' ? undefined : Number(draft.default),
            },
          ],
        }),
      ),
    { changes: [['logs']], done: () => t('filters.saved.done', { name: draft.name }) },
  );
  const faults: { readonly [K in keyof typeof draft]?: string } = {
    ...Object.fromEntries(
      (['name', 'metricName', 'namespace', 'value'] as const)
        .filter((field) => draft[field].trim() === '')
        .map((field) => [field, t('fault.required')]),
    ),
    ...(isUnclosed(draft.pattern) ? { pattern: t('fault.unclosed') } : {}),
    ...(Number.isFinite(Number(draft.default)) ? {} : { default: t('fault.number') }),
  };
  const field = (key: keyof typeof draft, label: string, hint?: string) => (
    <FormField
      label={label}
      {...(hint === undefined ? {} : { constraintText: hint })}
      {...(isSent && faults[key] !== undefined ? { errorText: faults[key] } : {})}
    >
      <Input
        value={draft[key]}
        disabled={key === 'name' && filter !== undefined}
        spellcheck={false}
        onChange={({ detail }) => setDraft({ ...draft, [key]: detail.value })}
      />
    </FormField>
  );
  return (
    <FormDialog
      title={filter === undefined ? t('filters.metric.create') : `${s('action.edit')}: ${draft.name}`}
      action={filter === undefined ? s('action.create') : s('action.save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsSent(true);
        if (Object.keys(faults).length === 0) void save.run().then((done) => done && onDismiss());
      }}
    >
      {field('name', t('filters.name'))}
      {field('pattern', t('filters.pattern'))}
      <PatternHelp />
      <TestPattern pattern={draft.pattern} />
      {field('namespace', t('filters.namespace'))}
      {field('metricName', t('filters.metricName'))}
      {field('value', t('filters.value'), t('filters.value.hint'))}
      {field('default', t('filters.default'))}
    </FormDialog>
  );
}

function TestPattern({ pattern }: { readonly pattern: string }) {
  const t = useTexts(logsTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [text, setText] = useState('');
  const test = useAction(async () => {
    const messages = text
      .split('\n')
      .filter((line) => line !== '')
      .slice(0, 50);
    const { matches = [] } = await logs.send(
      new TestMetricFilterCommand({ filterPattern: pattern, logEventMessages: messages }),
    );
    return setMatches(matches.map(({ eventMessage = '' }) => eventMessage));
  });
  const [matches, setMatches] = useState<readonly string[]>();
  return (
    <SpaceBetween size="xs">
      <FormField label={t('filters.test.events')}>
        <Textarea value={text} rows={3} spellcheck={false} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      <Button formAction="none" disabled={text.trim() === ''} loading={test.isRunning} onClick={() => void test.run()}>
        {t('filters.test')}
      </Button>
      <Problem error={test.error} />
      {matches && test.error === undefined && (
        <div aria-live="polite">
          <Box variant="strong">{t('filters.test.matches', { count: matches.length })}</Box>
          {matches.map((message, index) => (
            // Lines may be the same.
            // eslint-disable-next-line react/no-array-index-key
            <div key={index} className="mono">
              {message}
            </div>
          ))}
        </div>
      )}
    </SpaceBetween>
  );
}
