import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { ErrorEvent, Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl';
import type { BaseChoice, MapFigures, Theme } from '../../contracts.js';
import type { Language } from './expressions.js';
import { fetchOnlineStyle, fetchStyle, TileHealth, translated } from './online.js';
import { PackagedBase } from './packaged-base.js';
import { WORDS } from './words.js';

export interface Look {
  readonly theme: Theme;
  readonly language: Language;
}

/** Milliseconds that the network has to show that it is there. */
const ONLINE_TIMEOUT = 4_000;
const STYLE_TIMEOUT = 10_000;

/** Which base map is shown: the packaged one, until another has answered and while it works. */
export class BaseSwitch {
  shown: MapFigures['base'] = 'offline';
  readonly #map: MapLibreMap;
  readonly #packaged: PackagedBase;
  readonly #onBase: (base: MapFigures['base'], problem: string | undefined) => void;
  #look: Look;
  #choice: BaseChoice = 'offline';
  #style: StyleSpecification | undefined;
  /** Given to the map, which has not said yet that it can read it. */
  #isStyleNew = false;
  /** What was said last to be wrong. */
  #problem: string | undefined;
  #health = new TileHealth();
  #trial = new AbortController();

  constructor(map: MapLibreMap, look: Look, onBase: (base: MapFigures['base'], problem: string | undefined) => void) {
    this.#map = map;
    this.#look = look;
    this.#onBase = onBase;
    this.#packaged = new PackagedBase(map);
    this.#packaged.show(look);
    map.on('error', this.#onError);
    map.on('style.load', this.#onStyle);
    map.on('sourcedata', this.#onSourceData);
    globalThis.addEventListener('online', this.#onOnline);
    globalThis.addEventListener('offline', this.#onOffline);
  }

  choose(choice: BaseChoice): void {
    this.#choice = choice;
    this.#trial.abort();
    if (choice === 'offline') {
      this.#fallBack(undefined);
    } else {
      void this.#try();
    }
  }

  setLook(look: Look): void {
    const themeChanged = look.theme !== this.#look.theme;
    this.#look = look;
    if (this.shown === 'offline') {
      this.#packaged.show(look);
    } else if (themeChanged && this.shown === 'online') {
      // The other theme is another style; the one that is shown stays until it is there.
      void this.#try();
      return;
    } else if (this.#style) {
      this.#map.setStyle(translated(this.#style, look.language), { diff: true });
    }
    if (themeChanged && this.#choice === 'auto') {
      void this.#try();
    }
  }

  destroy(): void {
    this.#trial.abort();
    this.#packaged.destroy();
    globalThis.removeEventListener('online', this.#onOnline);
    globalThis.removeEventListener('offline', this.#onOffline);
  }

  async #try(): Promise<void> {
    this.#trial.abort();
    const trial = new AbortController();
    this.#trial = trial;
    const choice = this.#choice;
    if (choice === 'offline' || (choice === 'auto' && !navigator.onLine)) {
      return;
    }
    const isAuto = choice === 'auto';
    const signal = AbortSignal.any([trial.signal, AbortSignal.timeout(isAuto ? ONLINE_TIMEOUT : STYLE_TIMEOUT)]);
    try {
      const style = isAuto ? await fetchOnlineStyle(this.#look.theme, signal) : await fetchStyle(choice.style, signal);
      if (!trial.signal.aborted) {
        this.#show(isAuto ? 'online' : 'style', style);
      }
    } catch (error) {
      if (trial.signal.aborted) {
        return;
      }
      // Without a network the packaged map is what one gets, not a problem.
      this.#fallBack(isAuto ? undefined : WORDS[this.#look.language].styleFailed(choice.style, reason(error)));
    }
  }

  #show(base: 'online' | 'style', style: StyleSpecification): void {
    this.#style = style;
    this.#health = new TileHealth();
    this.shown = base;
    this.#packaged.hide();
    this.#isStyleNew = true;
    this.#map.setStyle(translated(style, this.#look.language), { diff: false });
  }

  #fallBack(problem: string | undefined): void {
    const changes = this.shown !== 'offline';
    this.#isStyleNew = false;
    this.#style = undefined;
    this.shown = 'offline';
    if (changes) {
      this.#packaged.show(this.#look);
    }
    if (changes || problem !== this.#problem) {
      this.#tell('offline', problem);
    }
  }

  #tell(base: MapFigures['base'], problem: string | undefined): void {
    this.#problem = problem;
    this.#onBase(base, problem);
  }

  #address(): string {
    return typeof this.#choice === 'object' ? this.#choice.style : 'OpenFreeMap';
  }

  readonly #onError = (event: ErrorEvent & { readonly sourceId?: string }): void => {
    if (this.shown === 'offline') {
      console.warn(event.error);
    } else if (this.#isStyleNew) {
      this.#fallBack(WORDS[this.#look.language].styleFailed(this.#address(), event.error.message));
    } else if (event.sourceId !== undefined && this.#health.failed()) {
      this.#fallBack(WORDS[this.#look.language].tilesFailed);
    }
  };

  readonly #onStyle = (): void => {
    if (this.#isStyleNew) {
      this.#isStyleNew = false;
      this.#tell(this.shown, undefined);
    }
  };

  readonly #onSourceData = (event: MapSourceDataEvent): void => {
    if (this.shown !== 'offline' && event.tile?.state === 'loaded') {
      this.#health.loaded();
    }
  };

  readonly #onOnline = (): void => {
    if (this.shown === 'offline') {
      void this.#try();
    }
  };

  readonly #onOffline = (): void => {
    if (this.shown === 'online') {
      this.#trial.abort();
      this.#fallBack(undefined);
    }
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
