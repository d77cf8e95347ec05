const FAR = 1e20;

/**
 * Signed distances to the edge of a shape, in pixels, positive inside, from how much of each pixel it covers (0 to 255).
 * Felzenszwalb and Huttenlocher's exact transform, once for the outside and once for the inside.
 */
export function signedDistances(coverage: Uint8Array, size: number): Float32Array {
  const outside = new Float64Array(size * size);
  const inside = new Float64Array(size * size);
  for (let index = 0; index < coverage.length; index += 1) {
    const share = (coverage[index] ?? 0) / 255;
    // A pixel that is half covered has the edge in its middle.
    outside[index] = share >= 1 ? 0 : share <= 0 ? FAR : Math.max(0, 0.5 - share) ** 2;
    inside[index] = share >= 1 ? FAR : share <= 0 ? 0 : Math.max(0, share - 0.5) ** 2;
  }
  transform(outside, size);
  transform(inside, size);
  return Float32Array.from(outside, (far, index) => Math.sqrt(inside[index] ?? 0) - Math.sqrt(far));
}

function transform(grid: Float64Array, size: number): void {
  const line = new Float64Array(size);
  const parabolas = new Int32Array(size);
  const edges = new Float64Array(size + 1);
  const along = (first: number, step: number): void => {
    for (let index = 0; index < size; index += 1) line[index] = grid[first + index * step] ?? 0;
    envelope(line, parabolas, edges);
    for (let index = 0, lowest = 0; index < size; index += 1) {
      while ((edges[lowest + 1] ?? Infinity) < index) lowest += 1;
      const from = parabolas[lowest] ?? 0;
      grid[first + index * step] = (index - from) ** 2 + (line[from] ?? 0);
    }
  };
  for (let column = 0; column < size; column += 1) along(column, size);
  for (let row = 0; row < size; row += 1) along(row * size, 1);
}

// Which parabola is the lowest, and from where on.
function envelope(line: Float64Array, parabolas: Int32Array, edges: Float64Array): void {
  let count = 0;
  parabolas[0] = 0;
  edges[0] = -Infinity;
  edges[1] = Infinity;
  for (let index = 1; index < line.length; index += 1) {
    let meets = meeting(line, index, parabolas[count] ?? 0);
    while (count > 0 && meets <= (edges[count] ?? 0)) {
      count -= 1;
      meets = meeting(line, index, parabolas[count] ?? 0);
    }
    count += 1;
    parabolas[count] = index;
    edges[count] = meets;
    edges[count + 1] = Infinity;
  }
}

const meeting = (line: Float64Array, right: number, left: number): number =>
  ((line[right] ?? 0) + right * right - (line[left] ?? 0) - left * left) / (2 * right - 2 * left);
