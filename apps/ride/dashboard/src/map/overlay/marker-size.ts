const LARGE = 44;
const SMALL = 15;
const FEW = 12;
const MANY = 5_000;

/** CSS pixels of a marker: large for a few, small for thousands, and growing as the map comes near. */
export function markerSize(markers: number, zoom: number): number {
  const crowd = Math.log(Math.max(1, markers / FEW)) / Math.log(MANY / FEW);
  const base = LARGE + (SMALL - LARGE) * Math.min(1, crowd);
  const near = Math.min(1, Math.max(0, (zoom - 4) / 12));
  return base * (0.72 + 0.38 * near * near * (3 - 2 * near));
}
