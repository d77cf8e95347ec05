import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Chart } from '../../../shared/metrics/chart.js';
import { PointsTable } from '../../../shared/metrics/enlarged.js';
import type { GraphLine, GraphSource } from '../../../shared/metrics/graph-source.js';
import type { ChartLine } from '../../../shared/metrics/layout.js';
import { Legend } from '../../../shared/metrics/legend.js';
import { colorAt } from '../../../shared/metrics/palette.js';
import { unitOf, valueText, type MetricUnit } from '../../../shared/metrics/units.js';
import type { MetricData } from '../../../shared/metrics/use-metrics.js';
import { colorOf } from './lines-table.js';
import { explorerTexts } from './texts.js';

interface ExplorerGraphProps {
  readonly graph: GraphSource;
  readonly data: MetricData | undefined;
  readonly hasFailed: boolean;
  readonly onZoom: (start: number, end: number) => void;
}

/** The explorer's graph, in its view, with its numbers below. */
export function ExplorerGraph({ graph, data, hasFailed, onZoom }: ExplorerGraphProps) {
  const t = useTexts(explorerTexts);
  const format = useFormat();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => drawn(graph.lines, data), [graph.lines, data]);
  const shown = useMemo(() => lines.filter(({ id }) => !hidden.has(id)), [lines, hidden]);
  const unit = commonUnit(graph.lines.filter(({ isRight }) => isRight !== true));
  const rightUnit = commonUnit(graph.lines.filter(({ isRight }) => isRight === true));
  if (graph.lines.length === 0)
    return (
      <div className="metric-none" style={{ height: 300 }}>
        <Box color="text-status-inactive">{t('none')}</Box>
      </div>
    );
  if (data === undefined)
    return (
      <div className="metric-none" style={{ height: 300 }}>
        {!hasFailed && <Spinner />}
      </div>
    );
  return (
    <SpaceBetween size="xs">
      {data.messages.map((message) => (
        <Box key={message} color="text-status-warning">
          {message}
        </Box>
      ))}
      {graph.view === 'number' ? (
        <div className="cw-number">
          {lines.map((line) => (
            <div key={line.id}>
              <span className="metric-mark cw-swatch" style={{ background: line.color }} /> {line.label}
              <strong>
                {line.points.length === 0
                  ? t('noValue')
                  : valueText(line.points.at(-1)?.y ?? 0, line.isRight ? rightUnit : unit, format)}
              </strong>
            </div>
          ))}
        </div>
      ) : (
        <SpaceBetween size="xs">
          <Chart
            label={graph.title ?? t('untitled')}
            lines={shown}
            window={data.window}
            height={300}
            unit={unit}
            rightUnit={rightUnit}
            view={graph.view}
            thresholds={graph.thresholds}
            onZoom={onZoom}
          />
          <Legend title={graph.title ?? t('untitled')} lines={lines} hidden={hidden} onChange={setHidden} />
        </SpaceBetween>
      )}
      <ExpandableSection headerText={t('table')}>
        <PointsTable title={graph.title ?? t('untitled')} lines={lines} unit={unit} />
      </ExpandableSection>
    </SpaceBetween>
  );
}

/** A search's further series have colours of their own. */
function drawn(lines: readonly GraphLine[], data: MetricData | undefined): readonly ChartLine[] {
  let further = lines.length;
  return (data?.lines ?? []).flatMap((line) => {
    const [id, number] = line.id.split('#');
    const asked = lines.find((one) => one.id === id);
    if (asked === undefined) return [];
    return [
      {
        ...line,
        color: number === undefined ? colorOf(asked, lines) : colorAt(further++),
        ...(asked.isRight === true ? { isRight: true } : {}),
        ...(asked.period === undefined ? {} : { period: asked.period }),
      },
    ];
  });
}

/** The unit of all metrics of an axis; none where they differ, or where something is computed. */
function commonUnit(lines: readonly GraphLine[]): MetricUnit {
  const units = new Set(
    lines.map(({ metric, statistic }) =>
      metric === undefined || statistic === 'SampleCount' ? 'none' : unitOf(metric),
    ),
  );
  const [unit = 'none'] = units;
  return units.size === 1 ? unit : 'none';
}
