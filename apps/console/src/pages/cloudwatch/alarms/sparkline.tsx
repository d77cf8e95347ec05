import { useMemo } from 'react';
import { thresholdColor, palette } from '../../../shared/metrics/palette.js';
import { extent, pathOf, segments } from '../../../shared/metrics/plot.js';
import { useMetrics } from '../../../shared/metrics/use-metrics.js';
import { linesOf, type Alarm } from './model.js';

const [width, height] = [140, 32];

/** An alarm's metric in the last hour with its threshold, small. Nothing for those that have no metric. */
export function Sparkline({ alarm }: { readonly alarm: Alarm }) {
  return alarm.kind === 'metric' ? <Line alarm={alarm.alarm} /> : null;
}

function Line({ alarm }: { readonly alarm: Extract<Alarm, { kind: 'metric' }>['alarm'] }) {
  const text = JSON.stringify(linesOf(alarm));
  const lines = useMemo(() => JSON.parse(text) as ReturnType<typeof linesOf>, [text]);
  const { data } = useMetrics(lines, { range: '1h', every: 60_000 });
  if (data === undefined) return null;
  const [line] = data.lines;
  const threshold = alarm.Threshold ?? 0;
  const [least, most] = extent([threshold, ...(line?.points ?? []).map((point) => point.y)]);
  const x = (time: number): number => ((time - data.window.start) / (data.window.end - data.window.start)) * width;
  const y = (value: number): number => height - 3 - ((value - least) / (most - least)) * (height - 6);
  const period = (lines.find(({ isHidden }) => isHidden !== true)?.period ?? data.window.period) * 1000;
  return (
    <svg width={width} height={height} aria-hidden="true">
      <line
        x1={0}
        x2={width}
        y1={y(threshold)}
        y2={y(threshold)}
        style={{ stroke: thresholdColor, strokeDasharray: '4 3' }}
      />
      {segments(line?.points ?? [], period).map((part) =>
        part.length === 1 ? (
          <circle
            key={part[0]?.x}
            cx={x(part[0]?.x ?? 0)}
            cy={y(part[0]?.y ?? 0)}
            r={1.5}
            style={{ fill: palette[0] }}
          />
        ) : (
          <path
            key={part[0]?.x}
            d={pathOf(part, x, y)}
            style={{ stroke: palette[0], fill: 'none', strokeWidth: 1.5 }}
          />
        ),
      )}
    </svg>
  );
}
