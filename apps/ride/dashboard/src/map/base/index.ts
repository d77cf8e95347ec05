import 'maplibre-gl/dist/maplibre-gl.css';
import './base.css';
import { Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
// The worker as a file of the page's own origin: a strict Content-Security-Policy allows no blob.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { BaseChoice, MapFigures, Theme } from '../../contracts.js';
import { BaseSwitch } from './base-switch.js';
import type { Language } from './expressions.js';
import { nameControls } from './words.js';

setWorkerUrl(workerUrl);

export interface BaseMapOptions {
  readonly container: HTMLElement;
  readonly theme: Theme;
  readonly base: BaseChoice;
  readonly language: Language;
  /** The base that is shown has changed, or could not be had: `problem` is for people, in their language. */
  readonly onBase: (base: MapFigures['base'], problem: string | undefined) => void;
}

/** A flat Mercator map, north up, that others draw on. */
export interface BaseMap {
  readonly map: MapLibreMap;
  setTheme(theme: Theme): void;
  setBase(base: BaseChoice): void;
  setLanguage(language: Language): void;
  base(): MapFigures['base'];
  destroy(): void;
}

/** Manhattan's 34th Street, where the rides begin. */
const START = { center: [-73.985184, 40.749167] as [number, number], zoom: 12 };

/**
 * The map below the unicorns. It shows the packaged base at once; what is online takes its place when it has
 * answered, and gives it back when it fails.
 */
export function createBaseMap(options: BaseMapOptions): BaseMap {
  const { container, onBase } = options;
  const look = { theme: options.theme, language: options.language };
  const map = new MapLibreMap({
    container,
    ...START,
    minZoom: 1,
    maxZoom: 18,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: { compact: true },
    fadeDuration: 150,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left');
  nameControls(container, look.language);
  container.dataset['mapTheme'] = look.theme;
  const bases = new BaseSwitch(map, look, onBase);
  bases.choose(options.base);
  return {
    map,
    setTheme: (theme) => {
      bases.setLook({ ...look, theme });
      look.theme = theme;
      container.dataset['mapTheme'] = theme;
    },
    setBase: (base) => bases.choose(base),
    setLanguage: (language) => {
      bases.setLook({ ...look, language });
      look.language = language;
      nameControls(container, language);
    },
    base: () => bases.shown,
    destroy: () => {
      bases.destroy();
      map.remove();
    },
  };
}
