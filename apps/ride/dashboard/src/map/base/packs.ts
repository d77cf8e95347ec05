import type { Extent } from './graticule.js';
import { type PackedMap, unpack, type UnpackedMap } from './packed.js';

/** The files of packaged data. `world` is enough for a whole map; the others add detail where and when one looks. */
export const PACKS = ['world', 'detail', 'region'] as const;
export type PackName = (typeof PACKS)[number];

/** From here the region's own land covers the world's. */
export const REGION_ZOOM = 6.5;
/** From here the detailed world replaces the coarse one. */
export const DETAIL_ZOOM = 4.5;
/** What region.json covers: geodata/build.py cuts it there. */
export const REGION: Extent = { west: -76, south: 39.3, east: -71.6, north: 42.1 };

/** Which files a view needs; `world` always comes, for the view may move. */
export function packsFor(view: Extent, zoom: number): readonly PackName[] {
  const needed: PackName[] = [];
  const isNear = zoom >= REGION_ZOOM - 1;
  if (isNear && overlaps(view, REGION)) {
    needed.push('region');
  }
  needed.push('world');
  if (zoom >= DETAIL_ZOOM - 0.5 && !(isNear && contains(REGION, view))) {
    needed.push('detail');
  }
  return needed;
}

function overlaps(a: Extent, b: Extent): boolean {
  return a.west < b.east && a.east > b.west && a.south < b.north && a.north > b.south;
}

function contains(outer: Extent, inner: Extent): boolean {
  return (
    inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north
  );
}

/**
 * Fetches each file once, one after the other: what the view needs most is drawn first. One that failed is asked for again the
 * next time.
 */
export class PackLoader {
  readonly #folder: URL;
  readonly #onPack: (name: PackName, map: UnpackedMap) => void;
  readonly #asked = new Set<PackName>();
  readonly loaded = new Map<PackName, UnpackedMap>();
  #last: Promise<void> = Promise.resolve();

  constructor(folder: URL, onPack: (name: PackName, map: UnpackedMap) => void) {
    this.#folder = folder;
    this.#onPack = onPack;
  }

  need(names: readonly PackName[]): void {
    for (const name of names) {
      if (!this.#asked.has(name)) {
        this.#asked.add(name);
        this.#last = this.#last.then(() => this.#load(name));
      }
    }
  }

  async #load(name: PackName): Promise<void> {
    try {
      const response = await fetch(new URL(`${name}.json`, this.#folder));
      if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
      }
      const map = unpack((await response.json()) as PackedMap);
      this.loaded.set(name, map);
      this.#onPack(name, map);
    } catch (error) {
      this.#asked.delete(name);
      console.warn(`The map's ${name} data could not be loaded.`, error);
    }
  }
}
