/**
 * A place on the map is two 32-bit integers: the world is 2^32 units wide, so that a unit is 9 mm at the equator. The GPU
 * subtracts the camera's centre from it exactly, at any zoom; and as integers wrap where the world does, the difference
 * is the short way over the antimeridian, without a rule of its own.
 */
export const WORLD = 2 ** 32;

const HALF = 2 ** 31;
/** Mercator's ends, degrees; the poles are infinitely far. */
export const MAX_LATITUDE = 85.051128779806589;

/** @param longitude degrees, any number of turns */
export const fixedX = (longitude: number): number => Math.round((longitude / 360) * WORLD) | 0;

/** @param latitude degrees; beyond Mercator's ends it stays at the end */
export function fixedY(latitude: number): number {
  const held = Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, latitude));
  const y = -Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360)) / (2 * Math.PI);
  return Math.max(-HALF, Math.min(HALF - 1, Math.round(y * WORLD)));
}

/** Degrees, from -180 to 180. */
export const longitudeOf = (x: number): number => (x / WORLD) * 360;

export const latitudeOf = (y: number): number => (Math.atan(Math.exp((-y / WORLD) * 2 * Math.PI)) * 360) / Math.PI - 90;

/** The flat map's transform, from units to CSS pixels. */
export interface Camera {
  /** The unit at the anchor, and what of a unit is left. */
  readonly centerX: number;
  readonly centerY: number;
  readonly fractionX: number;
  readonly fractionY: number;
  /** Pixels a unit. */
  readonly scale: number;
  /** Where on the screen the centre is: beside the middle when the map has padding. */
  readonly anchorX: number;
  readonly anchorY: number;
  readonly width: number;
  readonly height: number;
  /** How far each visible copy of the world is moved, in pixels; the nearest is 0. */
  readonly shifts: readonly number[];
}

export interface View {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
  readonly anchorX: number;
  readonly anchorY: number;
  readonly width: number;
  readonly height: number;
  /** The world is repeated to the left and right. */
  readonly repeats: boolean;
}

/** MapLibre's worlds are 512 pixels wide at zoom 0. */
export function cameraOf(view: View): Camera {
  const worldSize = 512 * 2 ** view.zoom;
  const x = (view.longitude / 360) * WORLD;
  const phi = (Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, view.latitude)) * Math.PI) / 360;
  const y = (-Math.log(Math.tan(Math.PI / 4 + phi)) / (2 * Math.PI)) * WORLD;
  const centerX = Math.round(x);
  const centerY = Math.max(-HALF, Math.min(HALF - 1, Math.round(y)));
  const shifts: number[] = [0];
  if (view.repeats) {
    // What is in the nearest copy is at most half a world from the centre.
    const reach = Math.max(view.anchorX, view.width - view.anchorX) / worldSize + 0.5;
    for (let copy = 1; copy < Math.min(reach, 4); copy += 1) shifts.push(copy * worldSize, -copy * worldSize);
  }
  return {
    centerX: centerX | 0,
    centerY,
    fractionX: x - centerX,
    fractionY: y - centerY,
    scale: worldSize / WORLD,
    anchorX: view.anchorX,
    anchorY: view.anchorY,
    width: view.width,
    height: view.height,
    shifts,
  };
}

/** Pixels from the left, in the nearest copy of the world. */
export const screenX = (camera: Camera, x: number): number =>
  camera.anchorX + (((Math.round(x) - camera.centerX) | 0) - camera.fractionX) * camera.scale;

/** Pixels from the top. */
export const screenY = (camera: Camera, y: number): number =>
  camera.anchorY + (y - camera.centerY - camera.fractionY) * camera.scale;

export const sameCamera = (one: Camera, other: Camera): boolean =>
  one.centerX === other.centerX &&
  one.centerY === other.centerY &&
  one.fractionX === other.fractionX &&
  one.fractionY === other.fractionY &&
  one.scale === other.scale &&
  one.anchorX === other.anchorX &&
  one.anchorY === other.anchorY &&
  one.width === other.width &&
  one.height === other.height;
