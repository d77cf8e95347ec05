import type { Span } from '../errors.js';
import { tooDeep } from './cursor.js';

/** How deep a tree may be: `1 + 1 + 1 + …` is as deep as it has operators, though nothing in it is nested. */
const deepestTree = 1_000;

/** Refuses trees that what walks them by recursion could not walk. Throws SqlError. */
export function refuseDeepTrees<T>(tree: T): T {
  const pending: { node: unknown; depth: number; at: Span }[] = [
    { node: tree, depth: 0, at: { line: 1, column: 1, endLine: 1, endColumn: 1 } },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (typeof node !== 'object' || node === null) continue;
    const at = 'at' in node ? (node.at as Span) : next.at;
    if (depth > deepestTree) throw tooDeep(at, deepestTree);
    const deeper = 'kind' in node ? depth + 1 : depth;
    for (const [key, child] of Object.entries(node))
      if (key !== 'at' && typeof child === 'object') pending.push({ node: child, depth: deeper, at });
  }
  return tree;
}
