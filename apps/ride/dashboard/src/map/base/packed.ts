import type { Feature, FeatureCollection, Position } from 'geojson';

/** What geodata/build.py writes: see topology.py beside it for the encoding. */
export interface PackedMap {
  /** Steps to a degree. */
  readonly scale: number;
  readonly arcs: readonly string[];
  readonly shapes: Readonly<Record<string, PackedShape>>;
  readonly labels: readonly PackedLabel[];
}

export type PackedShape =
  | { readonly kind: 'line'; readonly items: readonly (readonly [Properties, readonly ArcPath[]])[] }
  | {
      readonly kind: 'polygon';
      readonly items: readonly (readonly [Properties, readonly (readonly ArcPath[])[]])[];
    };

type Properties = Readonly<Record<string, string | number>>;
/** Numbers of arcs one after another; ~n is arc n from its end. */
type ArcPath = readonly number[];
/** kind, longitude, latitude, from zoom, to zoom, rank (the least is placed first), English, Korean (empty: as in English) */
export type PackedLabel = readonly [string, number, number, number, number, number, string, string];

/** What MapLibre takes: every shape's features carry its name as `shape`. */
export interface UnpackedMap {
  readonly shapes: FeatureCollection;
  readonly labels: FeatureCollection;
}

/** @throws {RangeError} when an arc is named that is not there */
export function unpack(packed: PackedMap): UnpackedMap {
  const arcs = packed.arcs.map((arc) => decodeArc(arc, packed.scale));
  const shapes = Object.entries(packed.shapes).flatMap(([name, shape]) => features(name, shape, arcs));
  return {
    shapes: { type: 'FeatureCollection', features: shapes },
    labels: { type: 'FeatureCollection', features: packed.labels.map(labelFeature) },
  };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIGIT_OF = new Uint8Array(128);
for (let digit = 0; digit < DIGITS.length; digit += 1) {
  DIGIT_OF[DIGITS.charCodeAt(digit)] = digit;
}

export function decodeArc(arc: string, scale: number): Position[] {
  const points: Position[] = [];
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const digit = DIGIT_OF[arc.charCodeAt(at)] ?? 0;
      at += 1;
      value |= (digit & 31) << shift;
      if (digit < 32) {
        return value & 1 ? -((value + 1) >>> 1) : value >>> 1;
      }
    }
  };
  let x = 0;
  let y = 0;
  while (at < arc.length) {
    x += next();
    y += next();
    points.push([x / scale, y / scale]);
  }
  return points;
}

function features(name: string, shape: PackedShape, arcs: readonly Position[][]): Feature[] {
  if (shape.kind === 'line') {
    return shape.items.map(([properties, lines]) => ({
      type: 'Feature',
      properties: { ...properties, shape: name },
      geometry: { type: 'MultiLineString', coordinates: lines.map((line) => path(line, arcs)) },
    }));
  }
  return shape.items.map(([properties, polygons]) => ({
    type: 'Feature',
    properties: { ...properties, shape: name },
    geometry: {
      type: 'MultiPolygon',
      coordinates: polygons.map((rings) => rings.map((ring) => path(ring, arcs))),
    },
  }));
}

function path(numbers: ArcPath, arcs: readonly Position[][]): Position[] {
  const points: Position[] = [];
  for (const number of numbers) {
    const arc = arcs[number < 0 ? ~number : number];
    if (!arc) {
      throw new RangeError(`No arc ${number}.`);
    }
    const directed = number < 0 ? arc.toReversed() : arc;
    // The first point of an arc is the last of the one before it.
    for (let i = points.length > 0 ? 1 : 0; i < directed.length; i += 1) {
      points.push(directed[i] ?? []);
    }
  }
  return points;
}

function labelFeature([kind, longitude, latitude, start, end, rank, en, ko]: PackedLabel): Feature {
  return {
    type: 'Feature',
    properties: { kind, start, end, rank, en, ko: ko === '' ? en : ko },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
}
