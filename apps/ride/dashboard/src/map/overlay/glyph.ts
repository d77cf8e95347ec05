import { signedDistances } from './distance.js';

/** Pixels of the texture's side. */
export const GLYPH_SIZE = 160;
/** The glyph reaches from -1 to 1; the texture a little further. */
export const GLYPH_REACH = 1.6;
/** Distances of this much, in the glyph's units, are the most that the texture tells. */
export const GLYPH_SPREAD = 0.4;

/**
 * A unicorn's head seen from above, looking north, as distances to its edges: red holds the whole outline, green the
 * horn, blue the face, alpha the eyes. Distances stay crisp at any size and any turn, which a picture would not.
 */
export function drawGlyph(): Uint8Array {
  const parts = [[head, ears, mane, horn(0.15, -1.34)], [horn(0.1, -1.23)], [face, innerEars], [eyes]].map(distancesOf);
  const pixels = new Uint8Array(GLYPH_SIZE * GLYPH_SIZE * 4);
  const perUnit = GLYPH_SIZE / (2 * GLYPH_REACH);
  for (let pixel = 0; pixel < GLYPH_SIZE * GLYPH_SIZE; pixel += 1) {
    for (const [channel, distances] of parts.entries()) {
      const share = (distances[pixel] ?? 0) / perUnit / GLYPH_SPREAD;
      pixels[pixel * 4 + channel] = Math.round(255 * Math.min(1, Math.max(0, 0.5 + share / 2)));
    }
  }
  return pixels;
}

type Draw = (path: Path2D) => void;

function distancesOf(draws: readonly Draw[]): Float32Array {
  // Drawn larger than needed, so that thin tips keep their place.
  const canvas = document.createElement('canvas');
  canvas.width = GLYPH_SIZE;
  canvas.height = GLYPH_SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no 2D canvas');
  const scale = GLYPH_SIZE / (2 * GLYPH_REACH);
  context.setTransform(scale, 0, 0, scale, GLYPH_SIZE / 2, GLYPH_SIZE / 2);
  for (const draw of draws) {
    const path = new Path2D();
    draw(path);
    context.fill(path);
  }
  const { data } = context.getImageData(0, 0, GLYPH_SIZE, GLYPH_SIZE);
  const coverage = new Uint8Array(GLYPH_SIZE * GLYPH_SIZE);
  for (let pixel = 0; pixel < coverage.length; pixel += 1) coverage[pixel] = data[pixel * 4 + 3] ?? 0;
  return signedDistances(coverage, GLYPH_SIZE);
}

const horn =
  (halfWidth: number, tip: number): Draw =>
  (path) => {
    path.moveTo(0, tip);
    path.lineTo(halfWidth, -0.2);
    path.quadraticCurveTo(0, -0.02, -halfWidth, -0.2);
    path.closePath();
  };

const head: Draw = (path) => skull(path, 0.075);

const face: Draw = (path) => skull(path, 0);

/** A round muzzle to the front, narrow above it, the cheeks behind. */
function skull(path: Path2D, edge: number): void {
  path.moveTo(0, -0.84 - edge);
  for (const side of [1, -1]) {
    path.moveTo(0, -0.84 - edge);
    path.bezierCurveTo(side * (0.22 + edge), -0.84 - edge, side * (0.27 + edge), -0.66, side * (0.23 + edge), -0.48);
    path.bezierCurveTo(side * (0.21 + edge), -0.34, side * (0.35 + edge), -0.2, side * (0.36 + edge), 0.02);
    path.bezierCurveTo(side * (0.36 + edge), 0.2 + edge, side * 0.2, 0.32 + edge, 0, 0.32 + edge);
    path.closePath();
  }
}

const ears: Draw = (path) => ear(path, 0.3, 0.06, 0.58, -0.3, 0.14);

const innerEars: Draw = (path) => ear(path, 0.34, 0.04, 0.52, -0.2, 0.07);

function ear(path: Path2D, x: number, y: number, tipX: number, tipY: number, half: number): void {
  for (const side of [1, -1]) {
    path.moveTo(side * (x - half), y - half);
    path.quadraticCurveTo(side * (tipX - 0.12 - half), tipY - half * 0.2, side * tipX, tipY);
    path.quadraticCurveTo(side * (tipX + half * 0.5), tipY + 0.26, side * (x + half), y + half);
    path.closePath();
  }
}

/** Three locks that the ride blows back, so that the whole is long in the way that it goes. */
const mane: Draw = (path) => {
  path.moveTo(0, -0.1);
  path.lineTo(0.42, 0.02);
  path.bezierCurveTo(0.56, 0.3, 0.32, 0.5, 0.46, 0.9);
  path.quadraticCurveTo(0.26, 0.84, 0.2, 0.68);
  path.bezierCurveTo(0.18, 0.88, 0.06, 0.98, 0.04, 1.26);
  path.bezierCurveTo(-0.1, 1.04, -0.2, 0.9, -0.2, 0.68);
  path.quadraticCurveTo(-0.26, 0.84, -0.46, 0.9);
  path.bezierCurveTo(-0.32, 0.5, -0.56, 0.3, -0.42, 0.02);
  path.closePath();
};

const eyes: Draw = (path) => {
  for (const side of [1, -1]) {
    path.moveTo(side * 0.24 + 0.06, -0.12);
    path.ellipse(side * 0.24, -0.12, 0.06, 0.1, side * 0.25, 0, 2 * Math.PI);
  }
};
