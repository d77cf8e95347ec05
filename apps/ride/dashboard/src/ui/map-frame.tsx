import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
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
    if (container.current === null) return;
    void ride.showMap(container.current, () => ({
      theme: preferences.shownTheme,
      base: preferences.base.value,
      language: preferences.language.value,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    }));
  }, [ride, preferences]);
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
