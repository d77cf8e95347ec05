import type { Map as BaseMap } from 'maplibre-gl';
import type { Place } from '../../contracts.js';

// Time in which the camera comes closer to its target by the factor e.
const EASE_MILLIS = 180;
// Movements below this many pixels are not worth drawing the base for.
const LEAST_PIXELS = 0.3;
// MapLibre stops a turn of the wheel when the camera is set: following waits until it is over.
const WHEEL_MILLIS = 350;

export interface FollowerOptions {
  /** Where the followed one is drawn; undefined while it is not there. */
  readonly target: () => Place | undefined;
  readonly isStill: boolean;
  /** The map was dragged away from the followed one. */
  readonly onStop: () => void;
}

/** Keeps one unicorn in the middle of the map, until a person drags the map elsewhere. */
export class Follower {
  readonly #map: BaseMap;
  readonly #options: FollowerOptions;
  #isFollowing = false;
  #isWheelTurned = false;
  #waitsUntil: number | undefined;
  #last: number | undefined;

  constructor(map: BaseMap, options: FollowerOptions) {
    this.#map = map;
    this.#options = options;
    map.on('dragstart', this.#dragged);
    map.on('wheel', this.#wheel);
  }

  follow(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    this.#last = undefined;
  }

  /** The camera is on its way by its own: it is not disturbed. */
  rest(): void {
    this.#last = undefined;
  }

  /** Moves the camera. Returns whether it has: then the base is drawn, and the overlay with it. */
  step(now: number): boolean {
    if (this.#isWheelTurned) {
      this.#isWheelTurned = false;
      this.#waitsUntil = now + WHEEL_MILLIS;
    }
    if (this.#waitsUntil !== undefined && ((this.#waitsUntil - now) | 0) <= 0) this.#waitsUntil = undefined;
    const target = this.#isFollowing ? this.#options.target() : undefined;
    const map = this.#map;
    if (target === undefined || this.#waitsUntil !== undefined || map.isMoving()) {
      this.#last = undefined;
      return false;
    }
    const elapsed = this.#last === undefined ? 16 : Math.max(0, (now - this.#last) | 0);
    this.#last = now;
    const center = map.getCenter();
    // The nearest copy of the target.
    const longitude = target.longitude + 360 * Math.round((center.lng - target.longitude) / 360);
    const from = map.project(center);
    const to = map.project([longitude, target.latitude]);
    const far = Math.hypot(to.x - from.x, to.y - from.y);
    if (far < LEAST_PIXELS) return false;
    const share = this.#options.isStill || far < 2 ? 1 : 1 - Math.exp(-elapsed / EASE_MILLIS);
    map.setCenter([center.lng + (longitude - center.lng) * share, center.lat + (target.latitude - center.lat) * share]);
    const { lng, lat } = map.getCenter();
    // At the world's end the camera stays behind: there is nothing more to draw.
    return lng !== center.lng || lat !== center.lat;
  }

  destroy(): void {
    this.#map.off('dragstart', this.#dragged);
    this.#map.off('wheel', this.#wheel);
  }

  readonly #dragged = (): void => {
    if (!this.#isFollowing) return;
    this.#isFollowing = false;
    this.#options.onStop();
  };

  readonly #wheel = (): void => {
    this.#isWheelTurned = true;
  };
}
