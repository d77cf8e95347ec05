import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Destinations } from '../destination/destinations.js';
import { madeIn } from '../sql/completions.js';
import { sqlTexts } from '../sql/texts.js';
import { LiveRows } from './live-rows.js';
import { useApplicationState } from './use-state.js';

interface LiveTabsProps {
  readonly application: ApplicationDetail;
  readonly onStart: () => void;
}

/** Below the editor: what comes in, what the program makes of it, where it goes. */
export function LiveTabs({ application, onStart }: LiveTabsProps) {
  const t = useTexts(sqlTexts);
  const [query, setQuery] = useSearchParams();
  const tab = query.get('tab') ?? 'analytics';
  const name = application.ApplicationName ?? '';
  const isRunning = application.ApplicationStatus === 'RUNNING' || application.ApplicationStatus === 'UPDATING';
  const sources = (application.InputDescriptions ?? []).flatMap(({ InAppStreamNames = [] }) => InAppStreamNames);
  const { data } = useApplicationState(name, { limit: 1, every: 2000, enabled: isRunning });
  const made = data?.InAppStreams.filter(({ Kind }) => Kind === 'CREATED').map(({ Name }) => Name);
  const streams = [
    ...(made === undefined || made.length === 0 ? madeIn(application.ApplicationCode ?? '') : made),
    'error_stream',
  ];
  const change = (key: string, value: string): void => {
    query.set(key, value);
    setQuery(query, { replace: true });
  };
  const rowsOf = (names: readonly string[], parameter: string) => {
    if (!isRunning)
      return (
        <Box padding="l" textAlign="center" color="text-body-secondary">
          <SpaceBetween size="s">
            <div>{t('live.stopped')}</div>
            {application.ApplicationStatus === 'READY' && sources.length > 0 && (
              <Button onClick={onStart}>{t('live.start')}</Button>
            )}
          </SpaceBetween>
        </Box>
      );
    const chosen = names.find((one) => one === query.get(parameter)) ?? names[0];
    if (chosen === undefined) return <Box color="text-body-secondary">{t('live.none')}</Box>;
    const counts = new Map(data?.InAppStreams.map(({ Name, RecordCount }) => [Name, RecordCount]));
    return (
      <SpaceBetween size="m">
        {names.length > 1 && (
          <SegmentedControl
            label={t('live.streams')}
            selectedId={chosen}
            options={names.map((id) => ({ id, text: counts.has(id) ? `${id} (${counts.get(id) ?? 0})` : id }))}
            onChange={({ detail }) => change(parameter, detail.selectedId)}
          />
        )}
        <LiveRows key={chosen} application={name} stream={chosen} />
      </SpaceBetween>
    );
  };
  return (
    <Container disableContentPaddings>
      <Tabs
        activeTabId={tab}
        variant="container"
        onChange={({ detail }) => change('tab', detail.activeTabId)}
        tabs={[
          { id: 'source', label: t('live.source'), content: tab === 'source' && rowsOf(sources, 'source') },
          { id: 'analytics', label: t('live.analytics'), content: tab === 'analytics' && rowsOf(streams, 'stream') },
          { id: 'destination', label: t('live.destination'), content: <Destinations application={application} /> },
        ]}
      />
    </Container>
  );
}
