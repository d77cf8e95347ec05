import type { Shape } from './shapes.js';

/**
 * Turns a function that compiles one shape into one that compiles each shape once. A shape that contains itself meets itself half
 * compiled: there it gets `forward` of a function that finds the finished one.
 */
export function perShape<F>(build: (shape: Shape) => F, forward: (resolve: () => F) => F): (shape: Shape) => F {
  const compiled = new WeakMap<Shape, F | typeof PENDING>();
  return (shape) => {
    const known = compiled.get(shape);
    if (known === PENDING) return forward(() => compiled.get(shape) as F);
    if (known !== undefined) return known;
    compiled.set(shape, PENDING);
    const built = build(shape);
    compiled.set(shape, built);
    return built;
  };
}

const PENDING = Symbol('pending');
