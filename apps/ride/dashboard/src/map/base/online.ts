import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Theme } from '../../contracts.js';
import type { Language } from './expressions.js';

/** OpenFreeMap: vector tiles of OpenStreetMap, free, without keys or limits; it asks for its attribution. */
const OPEN_FREE_MAP: Readonly<Record<Theme, string>> = {
  light: 'https://tiles.openfreemap.org/styles/positron',
  dark: 'https://tiles.openfreemap.org/styles/dark',
};
const OPEN_FREE_MAP_ATTRIBUTION =
  '<a href="https://openfreemap.org" target="_blank" rel="noopener">OpenFreeMap</a> ' +
  '<a href="https://www.openmaptiles.org/" target="_blank" rel="noopener">© OpenMapTiles</a> ' +
  'Data from <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a>';

/** The online base map's style, after its tiles have shown that they can be had. */
export async function fetchOnlineStyle(theme: Theme, signal: AbortSignal): Promise<StyleSpecification> {
  const style = await fetchStyle(OPEN_FREE_MAP[theme], signal);
  const tiled = Object.values(style.sources).filter((source) => source.type === 'vector');
  for (const source of tiled) {
    source.attribution = OPEN_FREE_MAP_ATTRIBUTION;
  }
  const address = tiled.find((source) => source.url)?.url;
  if (address) {
    const description = (await fetchJson(address, signal)) as { readonly tiles?: readonly string[] };
    const tile = description.tiles?.[0]?.replace('{z}', '0').replace('{x}', '0').replace('{y}', '0');
    if (tile) {
      await fetchOk(tile, signal);
    }
  }
  return style;
}

/**
 * A style by its URL, made fit for this map: it keeps its own view and stays flat.
 * @throws {Error} with a short reason, when it cannot be had or is no style
 */
export async function fetchStyle(url: string, signal: AbortSignal): Promise<StyleSpecification> {
  return flattened(await fetchJson(url, signal), url);
}

/** A style's members that would move the map, or bend it. */
const OF_THE_VIEW = new Set([
  'center',
  'centerAltitude',
  'zoom',
  'bearing',
  'pitch',
  'roll',
  'projection',
  'terrain',
  'sky',
  'light',
]);

/** @throws {Error} when it is no style of version 8 */
export function flattened(json: unknown, url: string): StyleSpecification {
  const style = json as StyleSpecification;
  if (style?.version !== 8 || !Array.isArray(style.layers) || typeof style.sources !== 'object') {
    throw new Error(`${url} is no map style`);
  }
  const rest = Object.fromEntries(
    Object.entries(style).filter(([name]) => !OF_THE_VIEW.has(name)),
  ) as unknown as StyleSpecification;
  return {
    ...rest,
    ...(style.sprite ? { sprite: absoluteSprite(style.sprite, url) } : {}),
    ...(style.glyphs ? { glyphs: absolute(style.glyphs, url) } : {}),
  };
}

function absoluteSprite(sprite: NonNullable<StyleSpecification['sprite']>, url: string): typeof sprite {
  return typeof sprite === 'string'
    ? absolute(sprite, url)
    : sprite.map((one) => ({ ...one, url: absolute(one.url, url) }));
}

/** The style is given to the map as an object, which knows no address to begin from; braces stay as they are. */
function absolute(address: string, base: string): string {
  return new URL(address, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

/** Layers that name things name them in the language, in Latin letters or as the place itself does, whatever there is. */
export function translated(style: StyleSpecification, language: Language): StyleSpecification {
  return { ...style, layers: style.layers.map((layer) => translatedLayer(layer, language)) };
}

function translatedLayer(layer: LayerSpecification, language: Language): LayerSpecification {
  if (layer.type !== 'symbol' || !/"name|\{name/.test(JSON.stringify(layer.layout?.['text-field'] ?? ''))) {
    return layer;
  }
  const fallback = language === 'ko' ? ['get', 'name:latin'] : ['coalesce', ['get', 'name_en'], ['get', 'name:latin']];
  return {
    ...layer,
    layout: {
      ...layer.layout,
      'text-field': ['coalesce', ['get', `name:${language}`], fallback, ['get', 'name']] as never,
    },
  };
}

/** Counts the tiles that could not be had since the last that could. */
export class TileHealth {
  #failures = 0;

  loaded(): void {
    this.#failures = 0;
  }

  /** @returns whether the source is to be given up */
  failed(): boolean {
    this.#failures += 1;
    return this.#failures >= 4;
  }
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  return (await fetchOk(url, signal)).json();
}

async function fetchOk(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  return response;
}
