import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { Theme } from '../../contracts.js';
import { labelLayers } from './label-layers.js';
import { DETAIL_ZOOM, type PackName, PACKS, REGION_ZOOM } from './packs.js';
import { type Palette, PALETTES } from './palette.js';
import { type Language, zoomed } from './expressions.js';

const ATTRIBUTION =
  '<a href="https://www.naturalearthdata.com/" target="_blank" rel="noopener">Natural Earth</a> · US Census Bureau · ' +
  '<a href="https://opendata.cityofnewyork.us/" target="_blank" rel="noopener">NYC Open Data</a> · ' +
  '<a href="https://www.geonames.org/" target="_blank" rel="noopener">GeoNames</a> (CC BY 4.0)';

/** Tiles are cut only as deep as the data has detail. */
const DEEPEST_TILES: Readonly<Record<PackName, number>> = { world: 6, detail: 9, region: 14 };

/**
 * The packaged base map's style; its sources are empty and get their data when it is there.
 *
 * @param hasDetail whether the detailed world is there, so that the coarse one stops where it begins
 */
export function baseStyle(theme: Theme, language: Language, hasDetail: boolean): StyleSpecification {
  const palette = PALETTES[theme];
  const sources: Record<string, SourceSpecification> = { graticule: source(12) };
  for (const pack of PACKS) {
    sources[pack] = { ...source(DEEPEST_TILES[pack]), attribution: ATTRIBUTION };
    sources[`${pack}-labels`] = source(14);
  }
  const end = hasDetail ? DETAIL_ZOOM : 24;
  return {
    version: 8,
    name: `Packaged ${theme}`,
    sources,
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': palette.water } },
      ...landLayers('world', palette, 0, end),
      ...landLayers('detail', palette, DETAIL_ZOOM, 24),
      ...regionLayers(palette),
      ...graticuleLayers(palette),
      ...labelLayers(palette, language),
    ],
  };
}

function source(maxzoom: number): SourceSpecification & { type: 'geojson' } {
  return { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, maxzoom, tolerance: 0.3 };
}

function shape(name: string): ExpressionSpecification {
  return ['==', ['get', 'shape'], name];
}

/** Land and water of the whole world. Lines are drawn after every fill, so that none is half covered. */
function landLayers(
  pack: 'world' | 'detail',
  palette: Palette,
  minzoom: number,
  maxzoom: number,
): LayerSpecification[] {
  const range = { source: pack, minzoom, maxzoom };
  return [
    { ...glow(`${pack}-glow`, palette), ...range },
    { id: `${pack}-land`, type: 'fill', ...range, filter: shape('land'), paint: { 'fill-color': palette.land } },
    {
      id: `${pack}-rivers`,
      type: 'line',
      ...range,
      filter: shape('rivers'),
      paint: { 'line-color': palette.river, 'line-width': zoomed([3, 0.4], [6, 1], [9, 2]) },
    },
    {
      id: `${pack}-lakes`,
      type: 'fill',
      ...range,
      filter: shape('lakes'),
      paint: { 'fill-color': palette.water, 'fill-outline-color': palette.coast },
    },
    {
      id: `${pack}-states`,
      type: 'line',
      ...range,
      filter: shape('states'),
      paint: { 'line-color': palette.state, 'line-width': zoomed([4, 0.4], [8, 1]), 'line-dasharray': [4, 2] },
    },
    {
      id: `${pack}-borders`,
      type: 'line',
      ...range,
      filter: ['all', shape('borders'), ['!', ['has', 'disputed']]],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.border, 'line-width': zoomed([1, 0.4], [4, 0.9], [8, 1.6]) },
    },
    {
      id: `${pack}-disputed`,
      type: 'line',
      ...range,
      filter: ['all', shape('borders'), ['has', 'disputed']],
      paint: {
        'line-color': palette.border,
        'line-width': zoomed([1, 0.4], [4, 0.9], [8, 1.6]),
        'line-dasharray': [3, 2],
      },
    },
    { ...coast(`${pack}-coast`, palette), ...range },
  ];
}

function regionLayers(palette: Palette): LayerSpecification[] {
  const range = { source: 'region', minzoom: REGION_ZOOM };
  const [manhattan, brooklyn, queens, bronx, statenIsland] = palette.boroughs;
  const boroughs: LayerSpecification = {
    id: 'region-boroughs',
    type: 'fill',
    ...range,
    filter: shape('boroughs'),
    paint: { 'fill-color': ['match', ['get', 'n'], 0, manhattan, 1, brooklyn, 2, queens, 3, bronx, statenIsland] },
  };
  const areas: LayerSpecification = {
    id: 'region-areas',
    type: 'fill',
    ...range,
    filter: shape('areas'),
    paint: {
      'fill-color': ['match', ['get', 'k'], 'park', palette.park, 'airport', palette.airport, palette.cemetery],
      'fill-opacity': zoomed([8, 0], [9.5, 1]),
    },
  };
  const line = (
    id: string,
    from: number,
    color: string,
    width: ExpressionSpecification,
    opacity: ExpressionSpecification,
  ): LayerSpecification => ({
    id: `region-${id}`,
    type: 'line',
    source: 'region',
    minzoom: from,
    filter: shape(id),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': color, 'line-width': width, 'line-opacity': opacity },
  });
  return [
    // The region's sea: it hides what the world's layers draw there.
    {
      id: 'region-water',
      type: 'fill',
      ...range,
      filter: shape('frame'),
      paint: { 'fill-color': palette.water, 'fill-antialias': false },
    },
    { ...glow('region-glow', palette), ...range },
    { id: 'region-land', type: 'fill', ...range, filter: shape('land'), paint: { 'fill-color': palette.land } },
    boroughs,
    line(
      'blocks',
      10.5,
      palette.block,
      zoomed([10.5, 0.3], [12, 0.9], [14, 2.4], [17, 7]),
      zoomed([10.5, 0], [11.5, 0.9]),
    ),
    areas,
    {
      id: 'region-lakes',
      type: 'fill',
      ...range,
      filter: shape('lakes'),
      paint: { 'fill-color': palette.water, 'fill-outline-color': palette.coast },
    },
    line('rivers', REGION_ZOOM, palette.water, zoomed([7, 0.8], [10, 2.5], [14, 10]), zoomed([6, 1])),
    line('hoods', 11, palette.hood, zoomed([11, 0.5], [14, 1.1]), zoomed([11, 0], [12, 0.75])),
    line('counties', 7.5, palette.county, zoomed([8, 0.6], [12, 1.4]), zoomed([7.5, 0], [8.5, 1])),
    line('states', REGION_ZOOM, palette.state, zoomed([7, 0.9], [12, 2]), zoomed([6, 1])),
    { ...coast('region-coast', palette), ...range },
  ];
}

function glow(id: string, palette: Palette): LayerSpecification & { type: 'line' } {
  return {
    id,
    type: 'line',
    source: '',
    filter: shape('coast'),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.shallows,
      'line-width': zoomed([1, 2], [5, 7], [10, 18], [14, 34]),
      'line-blur': zoomed([1, 1.5], [5, 5], [10, 12], [14, 22]),
    },
  };
}

function coast(id: string, palette: Palette): LayerSpecification & { type: 'line' } {
  return {
    id,
    type: 'line',
    source: '',
    filter: shape('coast'),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.coast, 'line-width': zoomed([1, 0.4], [6, 0.7], [14, 1.2]) },
  };
}

function graticuleLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'graticule',
      type: 'line',
      source: 'graticule',
      filter: ['==', ['get', 'kind'], 'line'],
      paint: {
        'line-color': palette.graticule,
        'line-width': 0.6,
        'line-opacity': zoomed([2, 0.28], [9, 0.22], [12, 0.14]),
      },
    },
  ];
}
