/** Edges in units; `west` may be greater than `east` by the numbers when the antimeridian lies between. */
export interface Bounds {
  readonly west: number;
  readonly north: number;
  /** Units from west to east, never negative. */
  readonly width: number;
  readonly south: number;
}

/** The smallest box around all places, over the antimeridian when that is shorter. Undefined for none. */
export function boundsOf(xs: Int32Array, ys: Int32Array): Bounds | undefined {
  if (xs.length === 0) return undefined;
  const sorted = xs.slice().sort();
  const first = sorted[0] ?? 0;
  const last = sorted[sorted.length - 1] ?? 0;
  // The widest gap between neighbours is what the box leaves out; the one that crosses the antimeridian is the first guess.
  let widest = 2 ** 32 - (last - first);
  let west = first;
  for (let index = 1; index < sorted.length; index += 1) {
    const gap = (sorted[index] ?? 0) - (sorted[index - 1] ?? 0);
    if (gap <= widest) continue;
    widest = gap;
    west = sorted[index] ?? 0;
  }
  let north = ys[0] ?? 0;
  let south = north;
  for (const y of ys) {
    if (y < north) north = y;
    if (y > south) south = y;
  }
  return { west, width: 2 ** 32 - widest, north, south };
}
