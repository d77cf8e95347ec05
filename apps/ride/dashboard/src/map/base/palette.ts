import type { Theme } from '../../contracts.js';

/** The base map's colours: calm and low in contrast, so that what moves on it stands out. */
export interface Palette {
  readonly water: string;
  /** Water beside the shore. */
  readonly shallows: string;
  readonly land: string;
  /** The five boroughs, in geodata's order: neighbours differ. */
  readonly boroughs: readonly [string, string, string, string, string];
  readonly coast: string;
  readonly river: string;
  readonly border: string;
  readonly state: string;
  readonly county: string;
  readonly park: string;
  readonly cemetery: string;
  readonly airport: string;
  readonly block: string;
  readonly hood: string;
  readonly graticule: string;
  readonly graticuleText: string;
  readonly halo: string;
  readonly waterHalo: string;
  readonly text: string;
  readonly strongText: string;
  readonly softText: string;
  readonly waterText: string;
  readonly parkText: string;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    water: '#cbdce2',
    shallows: '#dbe8ea',
    land: '#f5f1e8',
    boroughs: ['#f3e9da', '#f2ebe2', '#f1ece0', '#f4ebe0', '#f2ede3'],
    coast: '#a9bfc6',
    river: '#bdd1d8',
    border: '#b3a694',
    state: '#c9bdab',
    county: '#d9d0c1',
    park: '#d8e2c6',
    cemetery: '#e2e5d1',
    airport: '#e4dfd9',
    block: '#fdfaf4',
    hood: '#ddd0bc',
    graticule: '#7d95a0',
    graticuleText: '#7b8c93',
    halo: '#f8f5ee',
    waterHalo: '#d6e4e8',
    text: '#6d6356',
    strongText: '#463f36',
    softText: '#857b6b',
    waterText: '#6f92a0',
    parkText: '#72855a',
  },
  dark: {
    water: '#11171d',
    shallows: '#17202a',
    land: '#23252a',
    boroughs: ['#2c2d31', '#2a2b2e', '#282a2f', '#2b2a2d', '#29292c'],
    coast: '#3d4a55',
    river: '#1b242d',
    border: '#585550',
    state: '#45433f',
    county: '#34343a',
    park: '#25302a',
    cemetery: '#282e2b',
    airport: '#2b2f37',
    block: '#37383d',
    hood: '#404046',
    graticule: '#5b6f80',
    graticuleText: '#5d6d7a',
    halo: '#1b1d21',
    waterHalo: '#11171d',
    text: '#a8a297',
    strongText: '#cac3b7',
    softText: '#8b867e',
    waterText: '#5f7b90',
    parkText: '#7d9a80',
  },
};
