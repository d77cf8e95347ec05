import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/language.js';
import { ProblemText } from '../problem.js';
import { sharedTexts } from '../texts.js';
import { Chart } from './chart.js';
import type { Threshold } from './graph-source.js';
import type { ChartLine } from './layout.js';
import { Legend } from './legend.js';
import { colorAt } from './palette.js';
import type { Range } from './range.js';
import type { MetricUnit } from './units.js';
import type { MetricData, MetricQuery } from './use-metrics.js';

export interface MetricGraphProps {
  readonly title: string;
  readonly data: MetricData | undefined;
  /** Of the data's lines those that it shows; all when absent. */
  readonly ids?: readonly string[];
  readonly error?: unknown;
  readonly unit?: MetricUnit;
  /** px, of the plot. */
  readonly height?: number;
  readonly actions?: ReactNode;
  /** What the data was asked by: with it there is a way to the metrics explorer. */
  readonly queries?: readonly MetricQuery[];
  readonly range?: Range;
  readonly view?: 'line' | 'area' | 'bar';
  readonly thresholds?: readonly Threshold[];
  /** Called with what was dragged over, ms since the epoch. */
  readonly onZoom?: (start: number, end: number) => void;
}

/** Lines over time, without a container around them. */
export function MetricPlot({
  title,
  data,
  ids,
  error,
  unit = 'count',
  height = 180,
  view = 'line',
  thresholds,
  onZoom,
}: MetricGraphProps) {
  const t = useTexts(sharedTexts);
  const lines = useLines(data, ids);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => lines.filter(({ id }) => !hidden.has(id)), [lines, hidden]);
  if (data === undefined)
    return (
      <div className="metric-none" style={{ height }}>
        {error === undefined || error === null ? (
          <Box color="text-status-inactive">
            <Spinner /> {t('graph.loading')}
          </Box>
        ) : (
          <Box color="text-status-error">
            <ProblemText error={error} />
          </Box>
        )}
      </div>
    );
  if (lines.every(({ points }) => points.length === 0) && thresholds === undefined)
    return (
      <div className="metric-none" style={{ height }}>
        <Box color="text-status-inactive">{t('graph.none')}</Box>
      </div>
    );
  return (
    <>
      <Chart
        label={title}
        lines={shown}
        window={data.window}
        height={height}
        unit={unit}
        view={view}
        {...(thresholds === undefined ? {} : { thresholds })}
        onZoom={onZoom}
      />
      {lines.length > 1 && <Legend title={title} lines={lines} hidden={hidden} onChange={setHidden} />}
    </>
  );
}

/** The lines that a graph shows, with their colours. */
export function useLines(data: MetricData | undefined, ids: readonly string[] | undefined): readonly ChartLine[] {
  const chosen = ids?.join(' ');
  return useMemo(
    () =>
      (data?.lines ?? [])
        .filter(({ id }) => chosen === undefined || chosen.split(' ').includes(id))
        .map((line, index) => ({ ...line, color: colorAt(index) })),
    [data, chosen],
  );
}
