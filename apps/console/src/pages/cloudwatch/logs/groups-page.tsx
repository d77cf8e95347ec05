import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { useState } from 'react';
import { cloudwatchHref, insightsHref, liveTailHref, logGroupHref, logGroupTabHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { CreateGroup, DeleteGroup, EditRetention, RetentionText } from './group-dialogs.js';
import { logsTexts } from './texts.js';
import { useGroups } from './use-groups.js';

/** All log groups. */
export function LogGroupsPage() {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const format = useFormat();
  const { data, error, refetch, isPending } = useGroups();
  const [selected, setSelected] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const group = data?.find(({ logGroupName }) => logGroupName === selected);
  const name = group?.logGroupName ?? '';
  return (
    <Page
      title={t('groups')}
      crumbs={[{ text: 'CloudWatch', href: cloudwatchHref }]}
      description={t('groups.description')}
    >
      <ResourceTable<LogGroup>
        title={t('groups')}
        things={t('groups.things')}
        items={data}
        id={({ logGroupName = '' }) => logGroupName}
        isLoading={isPending}
        error={error}
        onRefresh={() => void refetch()}
        selection={{
          type: 'single',
          selected: group === undefined ? [] : [group],
          onSelect: ([one]) => setSelected(one?.logGroupName),
        }}
        empty={<Button onClick={() => setAsked('create')}>{t('groups.create')}</Button>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonDropdown
              disabled={group === undefined}
              onItemClick={({ detail }) => setAsked(detail.id)}
              items={[
                { id: 'insights', text: t('open.insights'), href: insightsHref(name) },
                { id: 'tail', text: t('open.tail'), href: liveTailHref(name) },
                { id: 'retention', text: t('group.editRetention') },
                { id: 'delete', text: t('group.delete') },
              ]}
            >
              {s('action.actions')}
            </ButtonDropdown>
            <Button variant="primary" onClick={() => setAsked('create')}>
              {t('groups.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('group.name'),
            cell: ({ logGroupName = '' }) => <Link href={logGroupHref(logGroupName)}>{logGroupName}</Link>,
            by: ({ logGroupName }) => logGroupName,
          },
          {
            id: 'retention',
            header: t('group.retention'),
            cell: ({ retentionInDays }) => <RetentionText days={retentionInDays} />,
            by: ({ retentionInDays }) => retentionInDays ?? Infinity,
          },
          {
            id: 'stored',
            header: t('group.stored'),
            cell: ({ storedBytes }) => format.bytes(storedBytes),
            by: ({ storedBytes }) => storedBytes,
          },
          {
            id: 'filters',
            header: t('group.filters'),
            cell: ({ metricFilterCount = 0, logGroupName = '' }) => (
              <Link href={logGroupTabHref(logGroupName, 'metric-filters')}>{format.number(metricFilterCount)}</Link>
            ),
            by: ({ metricFilterCount }) => metricFilterCount,
          },
          {
            id: 'created',
            header: t('group.created'),
            cell: ({ creationTime }) => format.time(creationTime),
            by: ({ creationTime }) => creationTime,
          },
        ]}
      />
      {asked === 'create' && <CreateGroup onDismiss={() => setAsked(undefined)} />}
      {asked === 'delete' && group && <DeleteGroup name={name} onDismiss={() => setAsked(undefined)} />}
      {asked === 'retention' && group && <EditRetention group={group} onDismiss={() => setAsked(undefined)} />}
    </Page>
  );
}
