import type { Span } from '../errors.js';
import { tooDeep } from './cursor.js';

/** How deep a tree may be: `1 + 1 + 1 + …` is as deep as it has operators, though nothing in it is nested. */
const deepestTree = 1_000;

/** Refuses trees that what walks them by recursion could not walk. Throws SqlError. */
export function refuseDeepTrees<T>(tree: T): T {
  const nodes: object[] = [];
  const depths: number[] = [];
  const push = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    nodes.push(value);
    depths.push(depth);
  };
  push(tree, 0);
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const depth = depths.pop() ?? 0;
    if (Array.isArray(node)) {
      for (const item of node) push(item, depth);
      continue;
    }
    if (depth > deepestTree && 'at' in node) throw tooDeep(node.at as Span, deepestTree);
    const deeper = 'kind' in node ? depth + 1 : depth;
    for (const [key, child] of Object.entries(node)) if (key !== 'at') push(child, deeper);
  }
  return tree;
}
