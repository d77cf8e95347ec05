import {
  colorBackgroundPopover,
  colorBorderPopover,
  colorChartsLineAxis,
  colorChartsLineGrid,
  colorTextBodySecondary,
} from '@cloudscape-design/design-tokens';
import { memo, useCallback, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useLanguage, useTexts } from '../../i18n/language.js';
import { useFormat } from '../format.js';
import { pointAt, usePointed } from './crosshair.js';
import type { Threshold } from './graph-source.js';
import { layoutOf, type ChartLine, type Layout } from './layout.js';
import './metrics.css';
import { thresholdColor } from './palette.js';
import { areaOf, nearest, pathOf, segments } from './plot.js';
import type { Window } from './range.js';
import { metricsTexts } from './texts.js';
import { axisText, valueText, type MetricUnit } from './units.js';
import { useWidth } from './use-width.js';

export interface ChartProps {
  readonly label: string;
  readonly lines: readonly ChartLine[];
  readonly window: Window;
  /** px, of the plot with its axes. */
  readonly height: number;
  readonly unit?: MetricUnit;
  readonly rightUnit?: MetricUnit;
  readonly view?: 'line' | 'area' | 'bar';
  readonly thresholds?: readonly Threshold[];
  /** Called with what was dragged over. @param start ms since the epoch */
  readonly onZoom?: ((start: number, end: number) => void) | undefined;
}

/** Lines, areas or bars over time: light enough for a page full of them. */
export function Chart(props: ChartProps) {
  const {
    label,
    lines,
    window,
    height,
    unit = 'none',
    rightUnit = unit,
    view = 'line',
    thresholds = none,
    onZoom,
  } = props;
  const t = useTexts(metricsTexts);
  const format = useFormat();
  const language = useLanguage();
  const graph = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [dragged, setDragged] = useState<{ readonly from: number; readonly to: number }>();
  const layout = useMemo(
    () =>
      layoutOf({
        lines,
        window,
        width,
        height,
        view,
        thresholds,
        base: unit.startsWith('bytes') ? 1024 : 1000,
        text: (y, isRight) => axisText(y, isRight ? rightUnit : unit, format, language),
      }),
    [lines, window, width, height, view, thresholds, unit, rightUnit, format, language],
  );
  const timeAt = (event: PointerEvent<SVGSVGElement>): number =>
    layout.time(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const lastPointed = useRef<number>(undefined);
  const point = useCallback(
    (time: number) => {
      const ms = window.period * 1000;
      const whole = Math.round(time / ms) * ms;
      lastPointed.current = Math.min(Math.max(whole, window.start), window.end);
      pointAt({ time: lastPointed.current, graph });
    },
    [window, graph],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') pointAt(undefined);
    if (step === undefined) return;
    event.preventDefault();
    point((lastPointed.current ?? window.end) + step * window.period * 1000);
  };
  const summary = t('graph.summary', {
    title: label,
    lines: lines
      .filter(({ points }) => points.length > 0)
      .map((line) =>
        t('graph.last', {
          label: line.label,
          value: valueText(line.points.at(-1)?.y ?? 0, line.isRight ? rightUnit : unit, format),
        }),
      )
      .join('; '),
  });
  return (
    <div ref={box} className="metric-plot" style={{ height }}>
      {width > 0 && (
        // Cloudscape's charts are applications, too: arrow keys move through time.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <svg
          width={width}
          height={height}
          role="application"
          aria-label={`${summary} ${t('graph.hint')}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onBlur={() => pointAt(undefined)}
          onPointerMove={(event) => {
            const time = timeAt(event);
            if (dragged === undefined) point(time);
            else setDragged({ ...dragged, to: time });
          }}
          onPointerLeave={() => pointAt(undefined)}
          onPointerDown={(event) => {
            if (onZoom === undefined || event.pointerType === 'touch' || event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragged({ from: timeAt(event), to: timeAt(event) });
          }}
          onPointerUp={() => {
            setDragged(undefined);
            if (dragged === undefined || Math.abs(layout.x(dragged.to) - layout.x(dragged.from)) < 6) return;
            const [start = 0, end = 0] = [dragged.from, dragged.to].toSorted((a, b) => a - b);
            onZoom?.(Math.max(start, window.start), Math.min(end, window.end));
          }}
        >
          <Axes layout={layout} window={window} />
          <Marks layout={layout} lines={lines} view={view} period={window.period * 1000} />
          <Thresholds layout={layout} thresholds={thresholds} />
          {dragged && (
            <rect
              x={Math.min(layout.x(dragged.from), layout.x(dragged.to))}
              width={Math.abs(layout.x(dragged.to) - layout.x(dragged.from))}
              y={layout.top}
              height={layout.bottom - layout.top}
              style={{ fill: colorTextBodySecondary, opacity: 0.2 }}
            />
          )}
          <Crosshair layout={layout} lines={lines} window={window} />
        </svg>
      )}
      <Tip
        graph={graph}
        layout={layout}
        lines={lines}
        window={window}
        text={(line, y) => valueText(y, line.isRight ? rightUnit : unit, format)}
      />
    </div>
  );
}

const none: readonly Threshold[] = [];

const Axes = memo(function Axes({ layout, window }: { readonly layout: Layout; readonly window: Window }) {
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

const Marks = memo(function Marks({ layout, lines, view, period }: MarksProps) {
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

function Thresholds({ layout, thresholds }: { readonly layout: Layout; readonly thresholds: readonly Threshold[] }) {
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

function Crosshair({ layout, lines, window }: CrosshairProps) {
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

function Tip({ graph, layout, lines, window, text }: TipProps) {
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
