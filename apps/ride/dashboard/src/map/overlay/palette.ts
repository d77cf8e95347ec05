import type { Theme } from '../../contracts.js';

/** Red, green, blue from 0 to 1. */
export type Colour = readonly [number, number, number];

export interface Palette {
  /** Unicorns that are well take these in turn: cool colours, far from the warning's also for the colour-blind. */
  readonly tints: readonly Colour[];
  readonly low: Colour;
  readonly horn: Colour;
  /** How much of the face is white. */
  readonly face: number;
  /** Around each marker, so that those that overlap stay apart. */
  readonly rim: Colour;
  readonly shade: Colour;
  readonly shadeStrength: number;
  /** Selection, and start points. */
  readonly ring: Colour;
  readonly trailStrength: number;
  readonly text: string;
  readonly textHalo: string;
  readonly pill: string;
  readonly pillText: string;
}

const hex = (colour: string): Colour => [
  parseInt(colour.slice(1, 3), 16) / 255,
  parseInt(colour.slice(3, 5), 16) / 255,
  parseInt(colour.slice(5, 7), 16) / 255,
];

const light: Palette = {
  tints: ['#7c3aed', '#2563eb', '#c026d3', '#0e8fb3', '#4f46e5', '#9d4edd'].map(hex),
  low: hex('#e8590c'),
  horn: hex('#f5b81f'),
  face: 0.9,
  rim: hex('#ffffff'),
  shade: hex('#1e1b4b'),
  shadeStrength: 0.3,
  ring: hex('#312e81'),
  trailStrength: 0.75,
  text: '#1f2340',
  textHalo: 'rgba(255,255,255,0.92)',
  pill: '#312e81',
  pillText: '#ffffff',
};

const dark: Palette = {
  tints: ['#a78bfa', '#60a5fa', '#e879f9', '#38c6e8', '#8b93ff', '#c99bff'].map(hex),
  low: hex('#ff9142'),
  horn: hex('#ffd66b'),
  face: 0.82,
  rim: hex('#0d1224'),
  shade: hex('#8f8cff'),
  shadeStrength: 0.42,
  ring: hex('#ffffff'),
  trailStrength: 0.85,
  text: '#e8eaff',
  textHalo: 'rgba(10,14,30,0.9)',
  pill: '#f4f3ff',
  pillText: '#1e1b4b',
};

export const paletteOf = (theme: Theme): Palette => (theme === 'dark' ? dark : light);
