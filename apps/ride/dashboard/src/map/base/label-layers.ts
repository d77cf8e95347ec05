import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { Palette } from './palette.js';
import type { PackName } from './packs.js';
import { type Language, zoomed } from './expressions.js';

/**
 * The map draws letters with the reader's own fonts, for its style names no glyph server. The first name
 * is no font: MapLibre takes the weight and the slant from it.
 */
const FONTS = ['system-ui', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'NanumGothic', 'sans-serif'];
const REGULAR = ['Regular', ...FONTS];
const MEDIUM = ['Semibold', ...FONTS];
const ITALIC = ['Italic', ...FONTS];

type Layout = NonNullable<SymbolLayerSpecification['layout']>;

interface Kind {
  readonly kinds: readonly string[];
  readonly packs: readonly PackName[];
  readonly layout: Layout;
  readonly color: string;
  readonly halo?: string;
  /** In capitals with room between them; Korean has no capitals. */
  readonly isSpaced?: boolean;
}

/** Labels, the least important first: MapLibre places those of the last layer first. */
export function labelLayers(palette: Palette, language: Language): LayerSpecification[] {
  const kinds: Kind[] = [
    {
      kinds: ['hood'],
      packs: ['region'],
      color: palette.softText,
      layout: { 'text-size': zoomed([11, 10], [14, 13]), 'text-font': REGULAR },
    },
    {
      kinds: ['park'],
      packs: ['region'],
      color: palette.parkText,
      layout: { 'text-size': zoomed([10, 10], [14, 12.5]), 'text-font': ITALIC },
    },
    {
      kinds: ['airport'],
      packs: ['region'],
      color: palette.softText,
      layout: { 'text-size': zoomed([10, 10], [14, 12.5]), 'text-font': ITALIC },
    },
    {
      kinds: ['county'],
      packs: ['region'],
      color: palette.softText,
      isSpaced: true,
      layout: { 'text-size': 10, 'text-font': REGULAR },
    },
    {
      kinds: ['town', 'isle'],
      packs: ['region'],
      color: palette.text,
      layout: { 'text-size': zoomed([7, 10.5], [13, 13]), 'text-font': REGULAR },
    },
    {
      kinds: ['city'],
      packs: ['detail', 'world'],
      color: palette.text,
      layout: { 'text-size': zoomed([3, 10], [8, 13.5]), 'text-font': REGULAR },
    },
    {
      kinds: ['water'],
      packs: ['region'],
      color: palette.waterText,
      halo: palette.waterHalo,
      layout: {
        'text-size': zoomed([8, 11], [14, 14]),
        'text-font': ITALIC,
        'text-letter-spacing': 0.08,
        'text-max-width': 6,
      },
    },
    {
      kinds: ['capital'],
      packs: ['world'],
      color: palette.strongText,
      layout: { 'text-size': zoomed([3, 10], [8, 14.5]), 'text-font': REGULAR },
    },
    {
      kinds: ['big'],
      packs: ['region'],
      color: palette.strongText,
      layout: { 'text-size': zoomed([6, 12], [12, 15.5]), 'text-font': MEDIUM },
    },
    {
      kinds: ['borough'],
      packs: ['region'],
      color: palette.strongText,
      isSpaced: true,
      layout: { 'text-size': zoomed([9, 11], [13, 17]), 'text-font': MEDIUM },
    },
    {
      kinds: ['state'],
      packs: ['region'],
      color: palette.softText,
      isSpaced: true,
      layout: { 'text-size': zoomed([6, 10], [9, 13]), 'text-font': REGULAR },
    },
    {
      kinds: ['ocean'],
      packs: ['world'],
      color: palette.waterText,
      halo: palette.waterHalo,
      layout: {
        'text-size': zoomed([2, 10.5], [6, 15]),
        'text-font': ITALIC,
        'text-letter-spacing': 0.14,
        'text-max-width': 7,
      },
    },
    {
      kinds: ['country'],
      packs: ['world'],
      color: palette.strongText,
      isSpaced: true,
      layout: { 'text-size': zoomed([1.6, 9], [4, 11.5], [7, 16]), 'text-font': MEDIUM, 'text-max-width': 7 },
    },
  ];
  const layers = kinds.flatMap((kind) => kind.packs.map((pack) => labelLayer(kind, pack, palette, language)));
  return [...layers, degrees('meridian', palette), degrees('parallel', palette)];
}

function labelLayer(kind: Kind, pack: PackName, palette: Palette, language: Language): LayerSpecification {
  const isSpaced = kind.isSpaced === true && language === 'en';
  const name: ExpressionSpecification = ['get', language];
  return {
    id: `${pack}-label-${kind.kinds[0] ?? ''}`,
    type: 'symbol',
    source: `${pack}-labels`,
    filter: shown(kind.kinds),
    layout: {
      'text-field': isSpaced ? ['upcase', name] : name,
      'symbol-sort-key': ['get', 'rank'],
      'text-padding': 4,
      'text-letter-spacing': isSpaced ? 0.14 : 0,
      'text-max-width': 8,
      ...kind.layout,
    },
    paint: {
      'text-color': kind.color,
      'text-halo-color': kind.halo ?? palette.halo,
      'text-halo-width': 1.2,
      'text-halo-blur': 0.4,
    },
  };
}

/** A label is there from one zoom to another; a filter sees whole zooms only. */
function shown(kinds: readonly string[]): FilterSpecification {
  return [
    'all',
    ['in', ['get', 'kind'], ['literal', [...kinds]]],
    ['>=', ['zoom'], ['floor', ['get', 'start']]],
    ['<', ['zoom'], ['get', 'end']],
  ];
}

/** At the map's edge, over everything. */
function degrees(kind: 'meridian' | 'parallel', palette: Palette): LayerSpecification {
  return {
    id: `graticule-${kind}`,
    type: 'symbol',
    source: 'graticule',
    filter: ['==', ['get', 'kind'], kind],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': REGULAR,
      'text-size': 9.5,
      'text-anchor': kind === 'meridian' ? 'bottom' : 'left',
      'text-offset': kind === 'meridian' ? [0, -0.3] : [0.5, 0],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': palette.graticuleText, 'text-halo-color': palette.waterHalo, 'text-halo-width': 1 },
  };
}
