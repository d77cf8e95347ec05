import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useMemo } from 'react';
import { cloudwatchHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { problemOf } from '../../../shared/aws-problem.js';
import { csvOf } from '../../../shared/metrics/csv.js';
import type { GraphLine, GraphView } from '../../../shared/metrics/graph-source.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { absoluteRange } from '../../../shared/metrics/range.js';
import { useMetrics } from '../../../shared/metrics/use-metrics.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { saveText } from '../../../shared/save.js';
import '../cloudwatch.css';
import { Browse } from './browse.js';
import { idInError } from './catalog.js';
import { chosenIn, withMetrics } from './chosen.js';
import { ExplorerGraph } from './explorer-graph.js';
import { LinesTable } from './lines-table.js';
import { Options } from './options.js';
import { PeriodSelect } from './period-select.js';
import { SourceEditor } from './source-editor.js';
import { explorerTexts } from './texts.js';
import { useGraphState } from './use-graph-state.js';

const views: readonly GraphView[] = ['line', 'area', 'bar', 'number'];
const refreshes = ['0', '10', '15', '60', '300'] as const;

/** Finds metrics, draws them, computes with them. */
export function ExplorerPage() {
  const t = useTexts(explorerTexts);
  const state = useGraphState();
  const { graph, range, every, change } = state;
  const { lines, view } = graph;
  const { data, error, refetch } = useMetrics(lines, {
    range,
    every: every === 0 ? false : every * 1000,
    enabled: lines.some(({ isHidden }) => isHidden !== true),
    ...(graph.period === undefined ? {} : { period: graph.period }),
  });
  const failedId = error === null ? undefined : idInError(problemOf(error).message);
  const failed = error === null ? undefined : { id: failedId, message: problemOf(error).message };
  const chosen = useMemo(() => chosenIn(lines), [lines]);
  const setLines = (next: readonly GraphLine[]): void => change({ graph: { ...graph, lines: next } });
  return (
    <Page
      title={t('title')}
      crumbs={[{ text: 'CloudWatch', href: cloudwatchHref }]}
      actions={<RangePicker value={range} onChange={(next) => change({ range: next })} />}
    >
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween direction="horizontal" size="xs" alignItems="end">
                <SegmentedControl
                  label={t('view.label')}
                  selectedId={view}
                  options={views.map((id) => ({ id, text: t(`view.${id}`) }))}
                  onChange={({ detail }) =>
                    change({ graph: { ...graph, view: views.find((id) => id === detail.selectedId) ?? 'line' } })
                  }
                />
                <PeriodSelect
                  label={t('period.label')}
                  value={graph.period}
                  onChange={(period) => {
                    const { period: _, ...rest } = graph;
                    change({ graph: period === undefined ? rest : { ...rest, period } });
                  }}
                />
                <Select
                  ariaLabel={t('every.label')}
                  triggerVariant="option"
                  expandToViewport
                  selectedOption={{
                    value: String(every),
                    label: t(`every.${refreshes.find((id) => id === String(every)) ?? '60'}`),
                  }}
                  options={refreshes.map((value) => ({ value, label: t(`every.${value}`) }))}
                  onChange={({ detail }) => change({ every: Number(detail.selectedOption.value) })}
                />
                <Button iconName="refresh" ariaLabel={t('every.label')} onClick={() => void refetch()} />
                <ButtonDropdown
                  items={[
                    { id: 'csv', text: t('csv'), disabled: data === undefined },
                    { id: 'clear', text: t('clear') },
                  ]}
                  onItemClick={({ detail }) => {
                    if (detail.id === 'clear') change({ graph: { ...graph, lines: [], thresholds: [] } });
                    else saveText(`${graph.title ?? t('title')}.csv`, csvOf(data?.lines ?? []), 'text/csv');
                  }}
                >
                  {t('column.actions')}
                </ButtonDropdown>
              </SpaceBetween>
            }
          >
            {graph.title ?? t('untitled')}
          </Header>
        }
      >
        <SpaceBetween size="s">
          {failedId === undefined && <Problem error={error} onRetry={() => void refetch()} />}
          <ExplorerGraph
            graph={graph}
            data={lines.length === 0 ? undefined : data}
            hasFailed={error !== null || lines.every(({ isHidden }) => isHidden === true)}
            onZoom={(start, end) => change({ range: absoluteRange(start, end) })}
          />
        </SpaceBetween>
      </Container>
      <Tabs
        variant="container"
        activeTabId={state.tab}
        onChange={({ detail }) => change({ tab: detail.activeTabId })}
        tabs={[
          {
            id: 'browse',
            label: t('tab.browse'),
            content: (
              <Browse
                place={state.place}
                onPlace={(place) => change({ place })}
                chosen={chosen}
                onChoose={(added, removed) => setLines(withMetrics(lines, added, removed))}
              />
            ),
          },
          {
            id: 'graphed',
            label: t('tab.graphed', { count: lines.length }),
            content: <LinesTable lines={lines} onChange={setLines} failed={failed} />,
          },
          {
            id: 'options',
            label: t('tab.options'),
            content: <Options graph={graph} onChange={(next) => change({ graph: next })} />,
          },
          {
            id: 'source',
            label: t('tab.source'),
            content: <SourceEditor graph={graph} onChange={(next) => change({ graph: next })} />,
          },
        ]}
      />
    </Page>
  );
}
