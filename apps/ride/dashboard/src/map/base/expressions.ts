import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';

export type Language = 'en' | 'ko';

/** A number that grows evenly between zooms. */
export function zoomed(...stops: readonly (readonly [zoom: number, value: number])[]): ExpressionSpecification {
  const [first = [0, 0], ...rest] = stops;
  return ['interpolate', ['linear'], ['zoom'], ...first, ...rest.flat()];
}
