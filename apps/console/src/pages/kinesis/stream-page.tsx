import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { streamHref, streamsHref, type StreamTab } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { ConsumersTab } from './consumers/consumers-tab.js';
import { DeleteStream } from './delete-stream.js';
import { capacityOf } from './model/rules.js';
import { MonitoringTab } from './monitoring/monitoring-tab.js';
import { SettingsTab } from './settings/settings-tab.js';
import { ShardsTab } from './shards/shards-tab.js';
import { Mode, Status } from './status.js';
import { streamArn } from './stream-arn.js';
import { TagsOf } from './tags-of.js';
import { streamTexts } from './texts.js';
import { useRetention } from './use-retention.js';
import { useSummary } from './use-stream.js';
import { ViewerTab } from './viewer/viewer-tab.js';

const tabs: readonly StreamTab[] = ['viewer', 'shards', 'monitoring', 'consumers', 'settings', 'tags'];

/** One stream: what it is on top, what can be done with it in tabs. */
export function StreamPage() {
  const { name = '', tab } = useParams();
  // Another stream is another page: nothing of the former one's forms and readers stays.
  return <Stream key={name} name={name} tab={tabs.find((one) => one === tab) ?? 'viewer'} />;
}

function Stream({ name, tab }: { readonly name: string; readonly tab: StreamTab }) {
  const t = useTexts(streamTexts);
  const shared = useTexts(sharedTexts);
  const session = useSession();
  const navigate = useNavigate();
  const summary = useSummary(name);
  const [isDeleting, setDeleting] = useState(false);
  const arn = summary.data?.StreamARN ?? streamArn(session, name);
  const pages: Readonly<Record<StreamTab, () => ReactNode>> = {
    viewer: () => <ViewerTab name={name} summary={summary.data} />,
    shards: () => <ShardsTab name={name} summary={summary.data} />,
    monitoring: () => <MonitoringTab name={name} summary={summary.data} />,
    consumers: () => <ConsumersTab name={name} arn={arn} />,
    settings: () => <SettingsTab name={name} arn={arn} summary={summary.data} error={summary.error} />,
    tags: () => <TagsOf name={name} arn={arn} />,
  };
  return (
    <Page
      title={name}
      crumbs={[{ text: t('streams'), href: streamsHref }]}
      actions={<Button onClick={() => setDeleting(true)}>{shared('action.delete')}</Button>}
    >
      <Container header={<Header variant="h2">{t('stream.summary')}</Header>}>
        <Details arn={arn} summary={summary} />
      </Container>
      <Tabs
        ariaLabel={name}
        activeTabId={tab}
        onChange={({ detail }) => {
          const next = tabs.find((one) => one === detail.activeTabId);
          if (next !== undefined) void navigate(streamHref(name, next).slice(1));
        }}
        tabs={tabs.map((id) => ({
          id,
          label: t(`stream.tab.${id}`),
          href: streamHref(name, id),
          content: id === tab ? pages[id]() : null,
        }))}
      />
      {isDeleting && (
        <DeleteStream
          name={name}
          onDismiss={() => setDeleting(false)}
          onDeleted={() => void navigate(streamsHref.slice(1))}
        />
      )}
    </Page>
  );
}

interface DetailsProps {
  readonly arn: string;
  readonly summary: ReturnType<typeof useSummary>;
}

function Details({ arn, summary: { data, error, refetch } }: DetailsProps) {
  const t = useTexts(streamTexts);
  const format = useFormat();
  const retention = useRetention();
  const isOnDemand = data?.StreamModeDetails?.StreamMode === 'ON_DEMAND';
  const capacity = capacityOf(data?.OpenShardCount ?? 0);
  return (
    <SpaceBetween size="m">
      <Problem error={error} onRetry={() => void refetch()} />
      <KeyValuePairs
        columns={4}
        items={[
          { label: t('streams.status'), value: <Status status={data?.StreamStatus} /> },
          { label: t('streams.mode'), value: <Mode mode={data?.StreamModeDetails?.StreamMode} /> },
          { label: t('streams.shards'), value: format.number(data?.OpenShardCount) },
          { label: t('streams.retention'), value: retention(data?.RetentionPeriodHours) },
          { label: t('create.arn'), value: <Copyable text={arn} /> },
          {
            label: t('create.write'),
            value:
              data === undefined
                ? '–'
                : isOnDemand
                  ? t('stream.capacity.onDemand')
                  : t('create.write.value', {
                      bytes: format.bytes(capacity.writeBytes),
                      records: format.number(capacity.writeRecords),
                    }),
          },
          {
            label: t('create.read'),
            value:
              data === undefined
                ? '–'
                : isOnDemand
                  ? t('stream.capacity.onDemand')
                  : t('create.read.value', { bytes: format.bytes(capacity.readBytes) }),
          },
          { label: t('streams.created'), value: format.time(data?.StreamCreationTimestamp) },
        ]}
      />
    </SpaceBetween>
  );
}
