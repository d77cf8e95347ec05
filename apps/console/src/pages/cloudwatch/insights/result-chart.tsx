import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Chart } from '../../../shared/metrics/chart.js';
import { Legend } from '../../../shared/metrics/legend.js';
import { colorAt } from '../../../shared/metrics/palette.js';
import { chartOf, type ResultRow } from './results.js';
import { insightsTexts } from './texts.js';

const views = ['line', 'area', 'bar'] as const;

/** Statistics drawn: over time, or a bar for each group. */
export function ResultChart({ rows }: { readonly rows: readonly ResultRow[] }) {
  const t = useTexts(insightsTexts);
  const chart = useMemo(() => chartOf(rows), [rows]);
  const [view, setView] = useState<(typeof views)[number]>('line');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () => (chart?.kind === 'time' ? chart.series.map((series, index) => ({ ...series, color: colorAt(index) })) : []),
    [chart],
  );
  const shown = useMemo(() => lines.filter(({ id }) => !hidden.has(id)), [lines, hidden]);
  const window = useMemo(
    () => (chart?.kind === 'time' ? { start: chart.start, end: chart.end, period: chart.period } : undefined),
    [chart],
  );
  if (chart === undefined) return <Box color="text-status-inactive">{t('chart.none')}</Box>;
  if (chart.kind === 'bars') return <Bars value={chart.value} bars={chart.bars} />;
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label={t('chart.view')}
        selectedId={view}
        options={views.map((id) => ({ id, text: t(`chart.${id}`) }))}
        onChange={({ detail }) => setView(views.find((id) => id === detail.selectedId) ?? 'line')}
      />
      {window && <Chart label={t('tab.chart')} lines={shown} window={window} height={300} view={view} />}
      <Legend title={t('tab.chart')} lines={lines} hidden={hidden} onChange={setHidden} />
    </SpaceBetween>
  );
}

interface BarsProps {
  readonly value: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

function Bars({ value, bars }: BarsProps) {
  const format = useFormat();
  const most = Math.max(...bars.map((bar) => Math.abs(bar.value)), Number.MIN_VALUE);
  return (
    <table className="cw-bars">
      <caption>{value}</caption>
      <tbody>
        {bars.slice(0, 100).map((bar, index) => (
          // Groups may have the same label.
          // eslint-disable-next-line react/no-array-index-key
          <tr key={index}>
            <th scope="row">{bar.label}</th>
            <td>
              <span
                className="cw-bar"
                style={{ width: `${(Math.abs(bar.value) / most) * 75}%`, background: colorAt(0) }}
              />
              {format.number(bar.value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
