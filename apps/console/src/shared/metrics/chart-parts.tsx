import {
  colorBackgroundPopover,
  colorBorderPopover,
  colorChartsLineAxis,
  colorChartsLineGrid,
  colorTextBodySecondary,
} from '@cloudscape-design/design-tokens';
import { memo, useMemo } from 'react';
import { useLanguage } from '../../i18n/language.js';
import { useFormat } from '../format.js';
import { usePointed } from './crosshair.js';
import type { Threshold } from './graph-source.js';
import type { ChartLine, Layout } from './layout.js';
import { thresholdColor } from './palette.js';
import { areaOf, nearest, pathOf, segments } from './plot.js';
import type { Window } from './range.js';

/** The scales of both axes, and time. */
export const Axes = memo(function Axes({ layout, window }: { readonly layout: Layout; readonly window: Window }) {
  const language = useLanguage();
  const long = window.end - window.start > 36 * 3_600_000;
  const fine = window.end - window.start < 120_000;
  const time = useMemo(() => {
    const clock = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(fine ? { second: '2-digit' as const } : {}),
    });
    const date = new Intl.DateTimeFormat(language, { month: '2-digit', day: '2-digit' });
    return (at: number): string =>
      long && new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0 ? date.format(at) : clock.format(at);
  }, [language, long, fine]);
  return (
    <g aria-hidden="true">
      {layout.ticks.map(({ y, text, rightText, isZero }) => (
        <g key={y}>
          <line
            x1={layout.left}
            x2={layout.right}
            y1={y}
            y2={y}
            style={{ stroke: isZero ? colorChartsLineAxis : colorChartsLineGrid }}
          />
          <text x={layout.left - 6} y={y + 4} textAnchor="end" style={{ fill: colorTextBodySecondary }}>
            {text}
          </text>
          {rightText !== undefined && (
            <text x={layout.right + 6} y={y + 4} style={{ fill: colorTextBodySecondary }}>
              {rightText}
            </text>
          )}
        </g>
      ))}
      {layout.timeTicks.map((at) => (
        <text
          key={at}
          x={layout.x(at)}
          y={layout.bottom + 16}
          textAnchor="middle"
          style={{ fill: colorTextBodySecondary }}
        >
          {time(at)}
        </text>
      ))}
    </g>
  );
});

interface MarksProps {
  readonly layout: Layout;
  readonly lines: readonly ChartLine[];
  readonly view: 'line' | 'area' | 'bar';
  /** ms */
  readonly period: number;
}

/** What is drawn of the data. */
export const Marks = memo(function Marks({ layout, lines, view, period }: MarksProps) {
  if (view === 'bar') {
    const wide = Math.max(1, layout.x(period) - layout.x(0) - 1);
    return lines.map((line, index) => (
      <path
        key={line.id}
        style={{ fill: line.color }}
        d={(layout.stacks[index] ?? [])
          .map(({ x, y, base }) => {
            const [top, low] = [layout.yOf(line)(base + y), layout.yOf(line)(base)];
            return `M${layout.x(x)} ${low}V${top}h${wide}V${low}Z`;
          })
          .join('')}
      />
    ));
  }
  return lines.map((line, index) => {
    const y = layout.yOf(line);
    const shown = layout.stacks[index] ?? [];
    const tops = shown.map((point) => ({ x: point.x, y: point.base + point.y }));
    const parts = segments(tops, line.period === undefined ? period : line.period * 1000);
    const lonely = parts.filter(({ length }) => length === 1).flat();
    return (
      <g key={line.id}>
        {view === 'area' && <path d={areaOf(shown, layout.x, y)} style={{ fill: line.color, opacity: 0.35 }} />}
        <path
          d={parts.map((part) => pathOf(part, layout.x, y)).join('')}
          style={{ stroke: line.color, fill: 'none', strokeWidth: 2, strokeLinejoin: 'round' }}
        />
        {lonely.map((point) => (
          <circle key={point.x} cx={layout.x(point.x)} cy={y(point.y)} r={2.5} style={{ fill: line.color }} />
        ))}
      </g>
    );
  });
});

/** Horizontal lines with their words. */
export function Thresholds({
  layout,
  thresholds,
}: {
  readonly layout: Layout;
  readonly thresholds: readonly Threshold[];
}) {
  return thresholds.map(({ value, label }, index) => {
    const y = layout.yLeft(value);
    return (
      // Two may have the same value.
      // eslint-disable-next-line react/no-array-index-key
      <g key={index}>
        <line
          x1={layout.left}
          x2={layout.right}
          y1={y}
          y2={y}
          style={{ stroke: thresholdColor, strokeDasharray: '5 4', strokeWidth: 1.5 }}
        />
        {label !== undefined && (
          <text x={layout.right - 4} y={y - 4} textAnchor="end" style={{ fill: thresholdColor }}>
            {label}
          </text>
        )}
      </g>
    );
  });
}

interface CrosshairProps {
  readonly layout: Layout;
  readonly lines: readonly ChartLine[];
  readonly window: Window;
}

/** The moment that is pointed at, in any of the page's graphs. */
export function Crosshair({ layout, lines, window }: CrosshairProps) {
  const pointed = usePointed();
  if (pointed === undefined || pointed.time < window.start || pointed.time > window.end) return null;
  const x = layout.x(pointed.time);
  return (
    <g aria-hidden="true" style={{ pointerEvents: 'none' }}>
      <line x1={x} x2={x} y1={layout.top} y2={layout.bottom} style={{ stroke: colorChartsLineAxis }} />
      {lines.map((line, index) => {
        const found = nearest(line.points, pointed.time, window.period * 500);
        const stackedPoint = found && layout.stacks[index]?.find((point) => point.x === found.x);
        return (
          stackedPoint && (
            <circle
              key={line.id}
              cx={layout.x(stackedPoint.x)}
              cy={layout.yOf(line)(stackedPoint.base + stackedPoint.y)}
              r={4}
              style={{ fill: line.color, stroke: colorBackgroundPopover, strokeWidth: 1.5 }}
            />
          )
        );
      })}
    </g>
  );
}

interface TipProps extends CrosshairProps {
  readonly graph: string;
  readonly text: (line: ChartLine, y: number) => string;
}

/** The values at the moment that is pointed at in this graph. */
export function Tip({ graph, layout, lines, window, text }: TipProps) {
  const pointed = usePointed();
  const format = useFormat();
  if (pointed?.graph !== graph) return null;
  const values = lines
    .map((line) => ({ line, point: nearest(line.points, pointed.time, window.period * 500) }))
    .filter(({ point }) => point !== undefined)
    .toSorted((a, b) => (b.point?.y ?? 0) - (a.point?.y ?? 0));
  const x = layout.x(pointed.time);
  const side = x > (layout.left + layout.right) / 2 ? { right: layout.width - x + 10 } : { left: x + 10 };
  return (
    <output
      className="metric-tip"
      style={{ ...side, background: colorBackgroundPopover, borderColor: colorBorderPopover }}
    >
      <strong>{format.time(pointed.time)}</strong>
      {values.slice(0, 12).map(({ line, point }) => (
        <div key={line.id} className="metric-tip-line">
          <span className="metric-mark" style={{ background: line.color }} />
          <span>{line.label}</span>
          <strong>{text(line, point?.y ?? 0)}</strong>
        </div>
      ))}
    </output>
  );
}
