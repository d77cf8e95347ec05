import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useCell } from './cell.js';
import { useConnection, useDesk, usePulse } from './context.js';
import { Icon } from './icons.js';
import { sparkPath } from './plot.js';

/** Frame times of the last half a minute, four a second. */
const KEPT = 120;
const GRAPH = { width: 240, height: 36 };
/** Two frames at 60 a second: the graph's top. */
const WORST = 1_000 / 30;

/** Figures for whoever wants to know how the page does. */
export function DebugOverlay(): JSX.Element {
  const { t, ride, format, preferences } = useDesk();
  usePulse();
  const connection = useConnection();
  const source = useCell(ride.source);
  const map = ride.mapFigures();
  const fleet = ride.fleet.value?.figures(ride.now());
  const frames = useRef<number[]>([]);
  if (map !== undefined) frames.current = [...frames.current, map.frame.median].slice(-KEPT);
  const pair = (times: { readonly median: number; readonly worst: number } | undefined): string =>
    times === undefined ? '–' : `${format.decimal(times.median)} / ${format.decimal(times.worst)}`;
  const heap = usedHeap();
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('debug.frame'), pair(map?.frame)],
    [t('debug.draw'), pair(map?.draw)],
    [t('debug.apply'), pair(map?.apply)],
    [t('debug.markers'), format.count(map?.markers ?? 0)],
    [t('debug.trail'), format.count(map?.trailPoints ?? 0)],
    [t('debug.heap'), heap === undefined ? undefined : format.megabytes(heap)],
    [t('debug.base'), map === undefined ? undefined : t(`base.is.${map.base}`)],
    [t('debug.readings'), format.count(fleet?.readings ?? 0)],
    [t('debug.strange'), format.count(fleet?.strange ?? 0)],
    [t('debug.connection'), t(`pill.${connection.kind}`)],
    [t('debug.shards'), connection.kind === 'reading' ? format.count(connection.shards) : undefined],
    [t('debug.behind'), connection.kind === 'reading' ? `${format.count(connection.behindMillis)} ms` : undefined],
    [t('debug.region'), source?.region],
    [t('debug.endpoint'), source === undefined ? undefined : (source.endpoint ?? 'AWS')],
    [t('debug.pool'), source?.identityPoolId],
  ];
  return (
    <section class="debug surface" aria-labelledby="debug-title">
      <header>
        <h2 id="debug-title">{t('debug.title')}</h2>
        <span>{t('debug.medianWorst')}</span>
        <button
          type="button"
          class="icon-button small"
          aria-label={t('action.close')}
          onClick={() => preferences.toggleDebug()}
        >
          <Icon name="close" size={14} />
        </button>
      </header>
      <svg
        class="debug-graph"
        viewBox={`0 -1 ${GRAPH.width} ${GRAPH.height + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('debug.frames', {
          median: format.decimal(map?.frame.median ?? 0),
          worst: format.decimal(map?.frame.worst ?? 0),
        })}
      >
        <path class="debug-limit" d={`M0 ${GRAPH.height / 2}H${GRAPH.width}`} />
        <path class="debug-line" d={sparkPath(frames.current, GRAPH.width, GRAPH.height, WORST)} />
      </svg>
      <dl>
        {rows.map(
          ([label, value]) =>
            value !== undefined && (
              <div key={label}>
                <dt>{label}</dt>
                <dd title={value}>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** Chromium alone tells. */
function usedHeap(): number | undefined {
  const memory: unknown = Reflect.get(performance, 'memory');
  const used: unknown =
    typeof memory === 'object' && memory !== null ? Reflect.get(memory, 'usedJSHeapSize') : undefined;
  return typeof used === 'number' ? used : undefined;
}
