import type { Projection } from './ast.js';
import { clashOf } from './paths.js';
import type { Placeholders } from './placeholders.js';
import { Reader } from './reader.js';
import { Resolver } from './resolver.js';
import { SyntaxCache } from './syntax-cache.js';
import type { PathSyntax } from './syntax.js';

const cache = new SyntaxCache<readonly PathSyntax[]>();

/**
 * Parses a projection; the placeholders that it mentions are used from then on.
 * @throws ValidationException with AWS's text for the first problem, in AWS's order: size, syntax, reserved words, undefined names,
 *   paths that overlap, paths that conflict
 */
export function parseProjection(text: string, placeholders: Placeholders): Projection {
  const syntax = cache.get(text, () => {
    const reader = new Reader('ProjectionExpression', text);
    const paths = reader.list(() => reader.path());
    reader.finish(['name']);
    return paths;
  });
  const resolver = new Resolver('ProjectionExpression', placeholders);
  const paths = syntax.map((path) => resolver.path(path));
  const clash = clashOf(paths);
  if (clash !== undefined) resolver.refuse(clash);
  return paths;
}
