import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Insets } from '../contracts.js';
import { useCell } from './cell.js';
import { useDesk } from './context.js';
import { Icon } from './icons.js';

/** The map's place, and what is said where there is none. */
export function MapFrame(): JSX.Element {
  const { t, ride, preferences } = useDesk();
  const container = useRef<HTMLDivElement>(null);
  const trouble = useCell(ride.mapTrouble);
  const isThere = useCell(ride.isMapThere);
  const base = useCell(ride.base);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    void ride.showMap(element, () => ({
      insets: () => insetsOf(element),
      theme: preferences.shownTheme,
      base: preferences.base.value,
      language: preferences.language.value,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    }));
  }, [ride, preferences]);
  useEffect(() => {
    if (!isThere || !matchMedia('(max-width: 700px)').matches) return undefined;
    const timer = setTimeout(() => foldAttribution(container.current), ATTRIBUTION_MILLIS);
    return () => clearTimeout(timer);
  }, [isThere]);
  return (
    <section class="map-frame" aria-label={t('app.map')}>
      <div ref={container} class="map" />
      {!isThere && trouble === undefined && <p class="map-loading">{t('app.loading')}</p>}
      {trouble !== undefined && (
        <div class="map-trouble" role="alert">
          <Icon name="failed" size={28} />
          <h2>{t(`state.${trouble}.title`)}</h2>
          <p>{t(`state.${trouble}.text`)}</p>
        </div>
      )}
      {base !== undefined && isThere && (
        <p
          class={base.problem === undefined ? 'base-chip surface' : 'base-chip surface is-troubled'}
          title={base.problem}
        >
          <Icon name="layers" size={14} />
          {t(`base.is.${base.kind}`)}
        </p>
      )}
    </section>
  );
}

/** On a small screen the sources of the map fold up to a button after so long. */
const ATTRIBUTION_MILLIS = 6_000;
const MARGIN = 28;

function foldAttribution(container: HTMLElement | null): void {
  container?.querySelector<HTMLElement>('.maplibregl-compact-show > .maplibregl-ctrl-attrib-button')?.click();
}

/** What the header and the panels beside it cover; they are where the styles put them. */
function insetsOf(container: HTMLElement): Insets {
  const frame = container.getBoundingClientRect();
  const edge = (selector: string): DOMRect | undefined => document.querySelector(selector)?.getBoundingClientRect();
  return {
    top: Math.max(0, (edge('.header')?.bottom ?? frame.top) - frame.top) + MARGIN,
    right: Math.max(0, frame.right - (edge('.column-right')?.left ?? frame.right)) + MARGIN,
    bottom: MARGIN,
    left: Math.max(0, (edge('.column-left')?.right ?? frame.left) - frame.left) + MARGIN,
  };
}
