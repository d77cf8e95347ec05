import type { Language } from './expressions.js';

interface Words {
  readonly map: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly attribution: string;
  /** @param why a few words of a program's */
  readonly styleFailed: (url: string, why: string) => string;
  readonly tilesFailed: string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    map: 'Map',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    attribution: 'Sources of the map',
    styleFailed: (url, why) => `The map style ${url} could not be loaded (${why}). The packaged map is shown instead.`,
    tilesFailed: 'The map tiles can no longer be reached. The packaged map is shown instead.',
  },
  ko: {
    map: '지도',
    zoomIn: '확대',
    zoomOut: '축소',
    attribution: '지도 출처',
    styleFailed: (url, why) => `지도 스타일을 불러오지 못했습니다: ${url} (${why}). 내장 지도를 대신 표시합니다.`,
    tilesFailed: '지도 타일에 더 이상 연결할 수 없습니다. 내장 지도를 대신 표시합니다.',
  },
};

/** MapLibre asks for its controls' words only when it makes them. */
export function nameControls(container: HTMLElement, language: Language): void {
  const words = WORDS[language];
  const names: readonly (readonly [selector: string, name: string])[] = [
    ['.maplibregl-ctrl-zoom-in', words.zoomIn],
    ['.maplibregl-ctrl-zoom-out', words.zoomOut],
    ['.maplibregl-ctrl-attrib-button', words.attribution],
    ['.maplibregl-canvas', words.map],
  ];
  for (const [selector, name] of names) {
    const element = container.querySelector(selector);
    element?.setAttribute('aria-label', name);
    if (!selector.endsWith('canvas')) {
      element?.setAttribute('title', name);
    }
  }
}
