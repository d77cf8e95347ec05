import type { Map as BaseMap } from 'maplibre-gl';

/** How often it is looked whether somebody has left, ms. */
const LOOK_EVERY = 2_000;
/** Where there is no camera that shows them all, as from pole to pole, it is tried so often only, ms. */
const IN_VAIN_EVERY = 30_000;

export interface KeeperOptions {
  /** Whether one of the fleet is outside of what can be seen. */
  readonly isSomebodyAway: () => boolean;
  /** Moves the camera so that all are in sight, with room to ride on. */
  readonly fit: () => void;
}

/** Keeps the whole fleet in sight once it was shown whole, until a person moves the map or looks at one of them. */
export class Keeper {
  readonly #map: BaseMap;
  readonly #options: KeeperOptions;
  #isKeeping = false;
  #lookedAt: number | undefined;
  #fitted: { readonly from: string; readonly at: number } | undefined;

  constructor(map: BaseMap, options: KeeperOptions) {
    this.#map = map;
    this.#options = options;
    map.on('movestart', this.#moved);
  }

  keep(isKeeping: boolean): void {
    this.#isKeeping = isKeeping;
    this.#lookedAt = undefined;
  }

  /** The fleet has moved. @param now ms, which may wrap at 32 bits */
  look(now: number): void {
    if (!this.#isKeeping || this.#map.isMoving()) return;
    if (this.#lookedAt !== undefined && ((now - this.#lookedAt) | 0) < LOOK_EVERY) return;
    this.#lookedAt = now;
    if (!this.#options.isSomebodyAway()) return;
    const { lng, lat } = this.#map.getCenter();
    const from = `${lng} ${lat} ${this.#map.getZoom()}`;
    // Still where it was before the last time: that has not helped.
    if (this.#fitted?.from === from && ((now - this.#fitted.at) | 0) < IN_VAIN_EVERY) return;
    this.#fitted = { from, at: now };
    this.#options.fit();
  }

  destroy(): void {
    this.#map.off('movestart', this.#moved);
  }

  // Movements of our own have no event of a person behind them; the buttons of the zoom have.
  readonly #moved = (event: { readonly originalEvent?: unknown }): void => {
    if (event.originalEvent !== undefined) this.#isKeeping = false;
  };
}
