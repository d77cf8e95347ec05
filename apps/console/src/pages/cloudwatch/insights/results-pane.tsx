import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useEffect, useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Chart } from '../../../shared/metrics/chart.js';
import { colorAt } from '../../../shared/metrics/palette.js';
import { saveText } from '../../../shared/save.js';
import { binFor, histogramQuery } from './language.js';
import { ResultChart } from './result-chart.js';
import { ResultTable } from './result-table.js';
import { chartOf, csvOf, jsonOf } from './results.js';
import { insightsTexts } from './texts.js';
import { useQuery } from './use-query.js';

type RunningQuery = ReturnType<typeof useQuery>;
type Status = NonNullable<RunningQuery['status']>;

const looks: Readonly<Record<Status, StatusIndicatorProps.Type>> = {
  Scheduled: 'pending',
  Running: 'loading',
  Complete: 'success',
  Failed: 'error',
  Cancelled: 'stopped',
  Timeout: 'warning',
  Unknown: 'info',
};

interface ResultsProps {
  readonly query: RunningQuery;
  readonly onZoom: (start: number, end: number) => void;
}

/** What a query found, and how much it looked through. */
export function Results({ query, onZoom }: ResultsProps) {
  const t = useTexts(insightsTexts);
  const format = useFormat();
  const [tab, setTab] = useState<string>();
  const { rows, status, statistics, duration } = query;
  const hasChart = useMemo(() => chartOf(rows ?? []) !== undefined, [rows]);
  if (status === undefined)
    return (
      <Box color="text-status-inactive" textAlign="center" padding="l">
        {t('results.before')}
      </Box>
    );
  return (
    <SpaceBetween size="m">
      <div aria-live="polite">
        <StatusIndicator type={looks[status]}>{t(`status.${status}`)}</StatusIndicator>{' '}
        {statistics &&
          t('statistics', {
            matched: statistics.recordsMatched ?? 0,
            scanned: statistics.recordsScanned ?? 0,
            bytes: format.bytes(statistics.bytesScanned ?? 0),
            duration: format.duration(duration),
          })}
      </div>
      <Histogram query={query} onZoom={onZoom} />
      {rows && (
        <Tabs
          activeTabId={tab ?? (hasChart ? 'chart' : 'logs')}
          onChange={({ detail }) => setTab(detail.activeTabId)}
          actions={
            <ButtonDropdown
              disabled={rows.length === 0}
              items={[
                { id: 'csv', text: t('export.csv') },
                { id: 'json', text: t('export.json') },
              ]}
              onItemClick={({ detail }) =>
                detail.id === 'csv'
                  ? saveText('logs-insights-results.csv', csvOf(rows), 'text/csv')
                  : saveText('logs-insights-results.json', jsonOf(rows), 'application/json')
              }
            >
              {t('export')}
            </ButtonDropdown>
          }
          tabs={[
            {
              id: 'logs',
              label: t('tab.logs', { count: rows.length }),
              content:
                rows.length === 0 ? (
                  <Box color="text-status-inactive">{t('results.none')}</Box>
                ) : (
                  <ResultTable rows={rows} />
                ),
            },
            { id: 'chart', label: t('tab.chart'), content: <ResultChart rows={rows} /> },
          ]}
        />
      )}
    </SpaceBetween>
  );
}

/** How many events the query's filters found, over time: by a query of its own, when the first one is over. */
function Histogram({ query: { asked, status }, onZoom }: ResultsProps) {
  const t = useTexts(insightsTexts);
  const counted = useQuery();
  const { run } = counted;
  const bin = binFor((asked?.end ?? 0) - (asked?.start ?? 0));
  const text = asked && histogramQuery(asked.query, bin);
  const isOver = status === 'Complete';
  useEffect(() => {
    if (isOver && asked !== undefined && text !== undefined) void run({ ...asked, query: text });
  }, [isOver, asked, text, run]);
  const chart = useMemo(() => chartOf(counted.rows ?? []), [counted.rows]);
  const window = useMemo(() => {
    const ms = bin * 1000;
    return {
      start: Math.floor((asked?.start ?? 0) / ms) * ms,
      end: Math.ceil(((asked?.end ?? 0) + 1) / ms) * ms,
      period: bin,
    };
  }, [asked, bin]);
  const lines = useMemo(
    () =>
      chart?.kind === 'time'
        ? chart.series.map((series) => ({ ...series, label: t('histogram.line'), color: colorAt(0) }))
        : [],
    [chart, t],
  );
  if (lines.length === 0 || text === undefined || counted.asked?.query !== text) return null;
  return <Chart label={t('histogram')} lines={lines} window={window} height={110} view="bar" onZoom={onZoom} />;
}
