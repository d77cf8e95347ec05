import { colorTextBodySecondary } from '@cloudscape-design/design-tokens';
import { useCallback, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useLanguage, useTexts } from '../../i18n/language.js';
import { useFormat } from '../format.js';
import { Axes, Crosshair, Marks, Thresholds, Tip } from './chart-parts.js';
import { pointAt } from './crosshair.js';
import type { Threshold } from './graph-source.js';
import { layoutOf, type ChartLine } from './layout.js';
import './metrics.css';
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
