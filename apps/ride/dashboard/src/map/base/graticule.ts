import type { Feature, FeatureCollection, Position } from 'geojson';

/** Degrees: west, south, east, north; west may be under -180 and east over 180. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Beyond it a Mercator map shows nothing. */
const HIGHEST_LATITUDE = 85;
/** Degrees between lines; each divides the one before it, or half of it, so that lines stay as the map comes nearer. */
const STEPS = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02] as const;
/** A line at most about every so many pixels. */
const SPACING = 170;

/** Degrees between two lines of the graticule at a zoom. */
export function graticuleStep(zoom: number): number {
  const degreesPerPixel = 360 / (512 * 2 ** zoom);
  return STEPS.findLast((step) => step / degreesPerPixel >= SPACING) ?? STEPS[0];
}

/**
 * Meridians and parallels over the extent and a screen's breadth around it, and their labels where they
 * leave the extent at its bottom and its left.
 */
export function graticule(extent: Extent, zoom: number): FeatureCollection {
  const step = graticuleStep(zoom);
  const wide = extent.east - extent.west;
  const high = extent.north - extent.south;
  const west = extent.west - wide;
  const east = extent.east + wide;
  const south = Math.max(extent.south - high, -HIGHEST_LATITUDE);
  const north = Math.min(extent.north + high, HIGHEST_LATITUDE);
  const features: Feature[] = [];
  for (const longitude of multiples(west, east, step)) {
    features.push(line([longitude, south], [longitude, north]));
    if (longitude > extent.west && longitude < extent.east) {
      features.push(text([longitude, extent.south], meridianName(longitude), 'meridian'));
    }
  }
  for (const latitude of multiples(south, north, step)) {
    features.push(line([west, latitude], [east, latitude]));
    if (latitude > extent.south && latitude < extent.north) {
      features.push(text([extent.west, latitude], parallelName(latitude), 'parallel'));
    }
  }
  return { type: 'FeatureCollection', features };
}

function* multiples(from: number, to: number, step: number): Generator<number> {
  for (let n = Math.ceil(from / step); n * step <= to; n += 1) {
    // 0.1 * 3 is not 0.3; no step has more than two places.
    yield Math.round(n * step * 100) / 100 + 0;
  }
}

export function meridianName(longitude: number): string {
  const turned = ((((longitude + 180) % 360) + 360) % 360) - 180;
  const degrees = Math.round(Math.abs(turned) * 100) / 100;
  return degrees === 0 || degrees === 180 ? `${degrees}°` : `${degrees}°${turned < 0 ? 'W' : 'E'}`;
}

export function parallelName(latitude: number): string {
  return latitude === 0 ? '0°' : `${Math.abs(latitude)}°${latitude < 0 ? 'S' : 'N'}`;
}

function line(from: Position, to: Position): Feature {
  return { type: 'Feature', properties: { kind: 'line' }, geometry: { type: 'LineString', coordinates: [from, to] } };
}

function text(at: Position, name: string, kind: 'meridian' | 'parallel'): Feature {
  return { type: 'Feature', properties: { kind, name }, geometry: { type: 'Point', coordinates: at } };
}
