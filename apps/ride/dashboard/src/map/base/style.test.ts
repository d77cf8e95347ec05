import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { flattened, TileHealth, translated } from './online.js';
import { PALETTES } from './palette.js';
import { baseStyle } from './style.js';

describe('the packaged style', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const language of ['en', 'ko'] as const) {
      for (const hasDetail of [false, true]) {
        it(`is valid: ${theme}, ${language}, ${hasDetail ? 'with' : 'without'} detail`, () => {
          assert.deepEqual(validateStyleMin(baseStyle(theme, language, hasDetail)), []);
        });
      }
    }
  }

  it('has the same layers in both themes and languages, so that one can become the other', () => {
    const ids = (style: StyleSpecification): string[] => style.layers.map(({ id }) => id);
    assert.deepEqual(ids(baseStyle('light', 'en', false)), ids(baseStyle('dark', 'ko', true)));
    assert.equal(new Set(ids(baseStyle('light', 'en', false))).size, ids(baseStyle('light', 'en', false)).length);
  });

  it('asks for no glyphs and no sprite, for there may be no network', () => {
    assert.ok(!('glyphs' in baseStyle('light', 'en', false)));
    assert.ok(!('sprite' in baseStyle('light', 'en', false)));
  });

  it('credits its sources', () => {
    assert.match(
      JSON.stringify(baseStyle('light', 'en', false).sources),
      /Natural Earth.*Census.*NYC.*GeoNames.*CC BY 4\.0/,
    );
  });

  it('lets its text be read', () => {
    for (const palette of Object.values(PALETTES)) {
      assert.ok(contrast(palette.strongText, palette.land) > 7);
      assert.ok(contrast(palette.text, palette.land) > 4.5);
      assert.ok(contrast(palette.softText, palette.land) > 3.2);
    }
  });
});

describe('a style from elsewhere', () => {
  const style = {
    version: 8,
    center: [0, 0],
    pitch: 60,
    glyphs: 'fonts/{fontstack}/{range}.pbf',
    sources: {},
    layers: [
      { id: 'a', type: 'symbol', source: 's', layout: { 'text-field': '{name:latin}\n{name:nonlatin}' } },
      { id: 'b', type: 'symbol', source: 's', layout: { 'text-field': ['get', 'ref'] } },
    ],
  } as const;

  it('loses its own view, and its addresses become whole', () => {
    const flat = flattened(style, 'https://tiles.example/styles/x.json');
    assert.ok(!('center' in flat) && !('pitch' in flat));
    assert.equal(flat.glyphs, 'https://tiles.example/styles/fonts/{fontstack}/{range}.pbf');
  });

  it('is refused when it is none', () => {
    assert.throws(() => flattened({ hello: 1 }, 'https://x.example/'), /no map style/);
    assert.throws(() => flattened(null, 'https://x.example/'), /no map style/);
  });

  it('names places in the language, and leaves road numbers alone', () => {
    const [a, b] = translated(flattened(style, 'https://x.example/'), 'ko').layers;
    assert.match(JSON.stringify(a), /name:ko/);
    assert.deepEqual(b, style.layers[1]);
  });

  it('is given up after four tiles in a row', () => {
    const health = new TileHealth();
    assert.deepEqual([health.failed(), health.failed(), health.failed()], [false, false, false]);
    health.loaded();
    assert.deepEqual([health.failed(), health.failed(), health.failed(), health.failed()], [false, false, false, true]);
  });
});

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
