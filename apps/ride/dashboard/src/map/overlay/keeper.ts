import type { Map as BaseMap } from 'maplibre-gl';

/** How often it is looked whether somebody has left, ms. */
const LOOK_EVERY = 2_000;

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
    if (this.#options.isSomebodyAway()) this.#options.fit();
  }

  destroy(): void {
    this.#map.off('movestart', this.#moved);
  }

  // Movements of our own have no event of a person behind them; the buttons of the zoom have.
  readonly #moved = (event: { readonly originalEvent?: unknown }): void => {
    if (event.originalEvent !== undefined) this.#isKeeping = false;
  };
}
