import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Look } from './base-switch.js';
import { graticule } from './graticule.js';
import type { UnpackedMap } from './packed.js';
import { DETAIL_ZOOM, PackLoader, type PackName, packsFor } from './packs.js';
import { baseStyle } from './style.js';

/** The base map out of packaged data, which it fetches from beside the page as the view needs it. */
export class PackagedBase {
  readonly #map: MapLibreMap;
  readonly #loader: PackLoader;
  #shown: StyleSpecification | undefined;

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#loader = new PackLoader(new URL('geodata/', document.baseURI), (name, data) => this.#fill(name, data));
    map.on('moveend', this.#onView);
    map.on('resize', this.#onView);
  }

  /** Shows it, or changes the colours and the language of what is shown: then only these change, and no tile is made anew. */
  show(look: Look): void {
    const style = baseStyle(look.theme, look.language, this.#loader.loaded.has('detail'));
    const before = this.#shown;
    this.#shown = style;
    if (before) {
      this.#whenReady(() => repaint(this.#map, before, style));
      return;
    }
    this.#map.setStyle(style, { diff: false });
    this.#whenReady(() => {
      for (const [name, data] of this.#loader.loaded) {
        this.#fill(name, data);
      }
      this.#onView();
    });
  }

  hide(): void {
    this.#shown = undefined;
  }

  destroy(): void {
    this.#shown = undefined;
  }

  readonly #onView = (): void => {
    if (!this.#shown) {
      return;
    }
    const bounds = this.#map.getBounds();
    const view = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
    const zoom = this.#map.getZoom();
    this.#loader.need(packsFor(view, zoom));
    void this.#map.getSource<GeoJSONSource>('graticule')?.setData(graticule(view, zoom));
  };

  #fill(name: PackName, data: UnpackedMap): void {
    this.#whenReady(() => {
      void this.#map.getSource<GeoJSONSource>(name)?.setData(data.shapes);
      void this.#map.getSource<GeoJSONSource>(`${name}-labels`)?.setData(data.labels);
      if (name === 'detail') {
        this.#endCoarseWorld();
      }
    });
  }

  /** Where the detailed world is, the coarse one must not show beside its shores; it stays until the other is drawn. */
  #endCoarseWorld(): void {
    const end = (): void => {
      const style = this.#shown;
      if (!style || !this.#map.getSource('detail') || !this.#map.isSourceLoaded('detail')) {
        return;
      }
      this.#map.off('idle', end);
      for (const layer of style.layers) {
        if ('source' in layer && layer.source === 'world') {
          this.#map.setLayerZoomRange(layer.id, 0, DETAIL_ZOOM);
        }
      }
    };
    this.#map.on('idle', end);
  }

  /** Runs it when the packaged style is the map's, unless another was chosen meanwhile. */
  #whenReady(act: () => void): void {
    // Not shown, it may be that there is no map any more.
    if (!this.#shown) {
      return;
    }
    const run = (): void => {
      if (this.#shown) {
        act();
      }
    };
    if (this.#map.getSource('graticule')) {
      run();
    } else {
      void this.#map.once('style.load', run);
    }
  }
}

/** Applies what differs between two styles of the same layers. */
function repaint(map: MapLibreMap, before: StyleSpecification, after: StyleSpecification): void {
  after.layers.forEach((layer, i) => {
    const old = before.layers[i];
    for (const part of ['paint', 'layout'] as const) {
      const values: Record<string, unknown> = layer[part] ?? {};
      const oldValues: Record<string, unknown> = old?.[part] ?? {};
      for (const [name, value] of Object.entries(values)) {
        if (JSON.stringify(value) !== JSON.stringify(oldValues[name])) {
          if (part === 'paint') {
            map.setPaintProperty(layer.id, name as never, value as never);
          } else {
            map.setLayoutProperty(layer.id, name as never, value as never);
          }
        }
      }
    }
  });
}
