import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  PutLogGroupDeletionProtectionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { cloudwatchHref, insightsHref, liveTailHref, logGroupsHref, type LogGroupTab } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import '../cloudwatch.css';
import { TagsEditor } from '../tags-editor.js';
import { DeleteGroup, EditRetention, RetentionText } from './group-dialogs.js';
import { MetricFilters } from './metric-filters.js';
import { Search } from './search.js';
import { Streams } from './streams.js';
import { SubscriptionFilters } from './subscription-filters.js';
import { logsTexts } from './texts.js';
import { useGroup } from './use-groups.js';

const tabs: readonly LogGroupTab[] = ['streams', 'search', 'metric-filters', 'subscription-filters', 'tags'];

/** One log group. */
export function LogGroupPage() {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const format = useFormat();
  const { group: name = '' } = useParams();
  const navigate = useNavigate();
  const logs = useClient(CloudWatchLogsClient);
  const [parameters, setParameters] = useSearchParams();
  const tab = tabs.find((one) => one === parameters.get('tab')) ?? 'streams';
  const { group, data, error, refetch } = useGroup(name);
  const [asked, setAsked] = useState<string>();
  const isProtected = group?.deletionProtectionEnabled === true;
  const protect = useAction(
    () =>
      logs.send(
        new PutLogGroupDeletionProtectionCommand({
          logGroupIdentifier: name,
          deletionProtectionEnabled: !isProtected,
        }),
      ),
    { changes: [['logs', 'groups']], done: () => t('group.changed.done', { name }), tellsFailure: true },
  );
  const panes: Readonly<Record<LogGroupTab, () => React.JSX.Element>> = {
    streams: () => <Streams group={name} />,
    search: () => <Search group={name} />,
    'metric-filters': () => <MetricFilters group={name} />,
    'subscription-filters': () => <SubscriptionFilters group={name} />,
    tags: () => <GroupTags arn={group?.logGroupArn ?? ''} />,
  };
  return (
    <Page
      title={name}
      crumbs={[
        { text: 'CloudWatch', href: cloudwatchHref },
        { text: t('groups'), href: logGroupsHref },
      ]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ButtonDropdown
            disabled={group === undefined}
            onItemClick={({ detail }) => (detail.id === 'protect' ? void protect.run() : setAsked(detail.id))}
            items={[
              { id: 'retention', text: t('group.editRetention') },
              { id: 'protect', text: t(isProtected ? 'group.unprotect' : 'group.protect') },
              { id: 'delete', text: t('group.delete') },
            ]}
          >
            {s('action.actions')}
          </ButtonDropdown>
          <Button href={liveTailHref(name)}>{t('open.tail')}</Button>
          <Button href={insightsHref(name)} variant="primary">
            {t('open.insights')}
          </Button>
        </SpaceBetween>
      }
    >
      <Problem error={error} onRetry={() => void refetch()} />
      {data !== undefined && group === undefined && t('group.notThere', { name })}
      {group && (
        <Container header={<Header variant="h2">{t('group.details')}</Header>}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: t('group.retention'), value: <RetentionText days={group.retentionInDays} /> },
              { label: t('group.stored'), value: format.bytes(group.storedBytes) },
              { label: t('group.created'), value: format.time(group.creationTime) },
              { label: t('group.class'), value: group.logGroupClass ?? 'STANDARD' },
              { label: t('group.protected'), value: t(isProtected ? 'on' : 'off') },
              { label: t('group.arn'), value: <Copyable text={group.logGroupArn ?? ''} /> },
            ]}
          />
        </Container>
      )}
      {(group !== undefined || data === undefined) && (
        <Tabs
          activeTabId={tab}
          onChange={({ detail }) => setParameters({ tab: detail.activeTabId }, { replace: true })}
          tabs={tabs.map((id) => ({ id, label: t(`tab.${id}`), content: tab === id && panes[id]() }))}
        />
      )}
      {asked === 'delete' && (
        <DeleteGroup
          name={name}
          onDismiss={() => setAsked(undefined)}
          onDone={() => void navigate(logGroupsHref.slice(1))}
        />
      )}
      {asked === 'retention' && group && <EditRetention group={group} onDismiss={() => setAsked(undefined)} />}
    </Page>
  );
}

function GroupTags({ arn }: { readonly arn: string }) {
  const logs = useClient(CloudWatchLogsClient);
  const key = ['logs', 'tags', arn] as const;
  const { data, error } = useAws(
    key,
    async ({ signal }) =>
      (await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }), { abortSignal: signal })).tags ?? {},
    { enabled: arn !== '' },
  );
  return (
    <TagsEditor
      tags={data}
      error={error}
      changes={key}
      onSave={async (changed, removed) => {
        if (Object.keys(changed).length > 0)
          await logs.send(new TagResourceCommand({ resourceArn: arn, tags: { ...changed } }));
        if (removed.length > 0) await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: [...removed] }));
      }}
    />
  );
}
