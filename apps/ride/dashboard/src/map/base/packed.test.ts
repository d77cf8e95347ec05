import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Position } from 'geojson';
import { decodeArc, type PackedMap, unpack } from './packed.js';
import { type PackName, PACKS, REGION } from './packs.js';

const folder = new URL('../../../public/geodata/', import.meta.url);
const read = (name: PackName): PackedMap =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as PackedMap;

describe('packed geodata', () => {
  it('decodes steps of either sign and any size', () => {
    assert.deepEqual(decodeArc('CDgBhB', 1), [
      [1, -2],
      [17, -19],
    ]);
  });

  it('joins arcs at the point that they share, and turns ~n around', () => {
    const { shapes } = unpack({
      scale: 1,
      arcs: ['AACA', 'AACC'],
      shapes: { coast: { kind: 'line', items: [[{}, [[~0, 1]]]] } },
      labels: [],
    });
    assert.deepEqual(shapes.features[0]?.geometry, {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 0],
          [0, 0],
          [1, 1],
        ],
      ],
    });
  });

  it('says which arc is missing', () => {
    const shapes = { coast: { kind: 'line', items: [[{}, [[3]]]] } } as const;
    assert.throws(() => unpack({ scale: 1, arcs: [], shapes, labels: [] }), /No arc 3/);
  });
});

const BUDGET: Readonly<Record<PackName, number>> = { world: 300_000, detail: 900_000, region: 300_000 };

for (const name of PACKS) {
  describe(`${name}.json`, () => {
    const packed = read(name);
    const { shapes, labels } = unpack(packed);

    it('keeps to its budget on the wire', () => {
      const file = new URL(`${name}.json`, folder);
      assert.ok(statSync(file).size < 1_500_000);
      assert.ok(gzipSync(readFileSync(file)).length < BUDGET[name]);
    });

    it('has closed rings, and points on the earth', () => {
      const onEarth = ([x = NaN, y = NaN]: Position): boolean => Math.abs(x) <= 180.01 && Math.abs(y) <= 90.01;
      for (const { geometry } of shapes.features) {
        if (geometry.type === 'MultiPolygon') {
          for (const ring of geometry.coordinates.flat()) {
            assert.ok(ring.length >= 4);
            assert.deepEqual(ring[0], ring.at(-1));
            assert.ok(ring.every(onEarth));
          }
        } else {
          assert.equal(geometry.type, 'MultiLineString');
          assert.ok(geometry.type === 'MultiLineString' && geometry.coordinates.flat().every(onEarth));
        }
      }
      for (const { geometry } of labels.features) {
        assert.ok(geometry.type === 'Point' && onEarth(geometry.coordinates));
      }
    });

    it('joins arcs only where they meet', () => {
      for (const shape of Object.values(packed.shapes)) {
        const paths =
          shape.kind === 'line'
            ? shape.items.flatMap(([, parts]) => parts)
            : shape.items.flatMap(([, parts]) => parts.flat());
        const ends = packed.arcs.map((arc) => decodeArc(arc, 1)).map((points) => [points[0], points.at(-1)]);
        for (const path of paths) {
          path.slice(1).forEach((number, i) => {
            const before = path[i] ?? 0;
            const end = before < 0 ? ends[~before]?.[0] : ends[before]?.[1];
            const start = number < 0 ? ends[~number]?.[1] : ends[number]?.[0];
            assert.deepEqual(start, end);
          });
        }
      }
    });
  });
}

describe('the data', () => {
  it('has the region in the frame that the page expects', () => {
    const frame = unpack(read('region')).shapes.features.find((feature) => feature.properties?.['shape'] === 'frame');
    assert.ok(frame?.geometry.type === 'MultiPolygon');
    const points = frame.geometry.coordinates.flat(2);
    assert.equal(Math.min(...points.map(([x = 0]) => x)), REGION.west);
    assert.equal(Math.max(...points.map(([, y = 0]) => y)), REGION.north);
  });

  it('names countries and what is known of New York in Korean', () => {
    const korean = new Map(PACKS.flatMap((name) => read(name).labels).map((label) => [label[6], label[7]]));
    for (const [en, ko] of [
      ['South Korea', '대한민국'],
      ['Manhattan', '맨해튼'],
      ['Central Park', '센트럴 파크'],
      ['Seoul', '서울'],
      ['Newark', '뉴어크'],
    ] as const) {
      assert.equal(korean.get(en), ko);
    }
  });
});
