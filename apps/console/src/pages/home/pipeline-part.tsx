import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useState } from 'react';
import { streamsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { stored } from '../../shared/stored.js';
import { sharedTexts } from '../../shared/texts.js';
import type { Facts } from './model/facts.js';
import { filtered } from './model/graph.js';
import { shownOf } from './model/shown.js';
import { PipelineGraph } from './pipeline-graph.js';
import { PipelineTable } from './pipeline-table.js';
import { homeTexts } from './texts.js';
import { Troubles } from './troubles.js';
import { useComponents, useFigures } from './use-pipeline.js';

const view = stored<'graph' | 'table'>(
  'pipeline-view',
  () => 'graph',
  (value) => (value === 'graph' || value === 'table' ? value : undefined),
);

interface PipelinePartProps {
  readonly facts: Facts | undefined;
  readonly error: Error | null;
  readonly isLoading: boolean;
  readonly isEmpty: boolean;
  readonly onRetry: () => void;
}

export function PipelinePart({ facts, error, isLoading, isEmpty, onRetry }: PipelinePartProps) {
  const t = useTexts(homeTexts);
  const components = useComponents(facts);
  const [text, setText] = useState('');
  const chosen = view.use();
  const { shown, rest } = useMemo(() => shownOf(filtered(components, text)), [components, text]);
  const edges = useMemo(() => shown.flatMap((graph) => graph.edges), [shown]);
  const measured = useFigures(edges);
  const isMany = components.length > 4;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('pipeline.about')}
          actions={
            <SegmentedControl
              label={t('pipeline.view')}
              selectedId={chosen}
              options={[
                { id: 'graph', text: t('pipeline.graph') },
                { id: 'table', text: t('pipeline.table') },
              ]}
              onChange={({ detail }) => view.set(detail.selectedId === 'table' ? 'table' : 'graph')}
            />
          }
        >
          {t('pipeline')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {isLoading && <StatusIndicator type="loading">{t('pipeline.loading')}</StatusIndicator>}
        <Problem error={facts === undefined ? error : undefined} onRetry={onRetry} />
        {isEmpty && <Empty />}
        {isMany && (
          <TextFilter
            filteringText={text}
            filteringPlaceholder={t('pipeline.filter')}
            filteringAriaLabel={t('pipeline.filter')}
            onChange={({ detail }) => setText(detail.filteringText)}
          />
        )}
        {text !== '' && shown.length === 0 && <Box>{t('pipeline.noMatch')}</Box>}
        <Problem error={measured.error} />
        <Troubles graphs={shown} measured={measured} />
        {chosen === 'table' ? (
          <PipelineTable graphs={shown} measured={measured} />
        ) : (
          shown.map((graph) => <PipelineGraph key={graph.nodes[0]?.id} graph={graph} measured={measured} />)
        )}
        {rest > 0 && <Link href={streamsHref}>{t('pipeline.more', { count: rest })}</Link>}
      </SpaceBetween>
    </Container>
  );
}

/** Nothing is there yet. */
function Empty() {
  const t = useTexts(homeTexts);
  const shared = useTexts(sharedTexts);
  const { isHere } = useSession();
  const command = `npx paddock ride deploy -endpoint ${location.origin}`;
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <Box variant="h3">{t('pipeline.empty')}</Box>
        <Box>{t('pipeline.empty.text')}</Box>
        {isHere && (
          <CopyToClipboard
            variant="inline"
            textToCopy={command}
            textToDisplay={command}
            copyButtonAriaLabel={`${shared('action.copy')}: ${command}`}
            copySuccessText={shared('action.copied')}
            copyErrorText={shared('action.copyFailed')}
          />
        )}
      </SpaceBetween>
    </Box>
  );
}
