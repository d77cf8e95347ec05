import type { Path } from './ast.js';
import { problems } from './problems.js';

interface Branch {
  /** Of the first path that leads through here, in the order they are written. */
  readonly first: number;
  /** Whether a path ends here. */
  ends: boolean;
  names?: Map<string, Branch>;
  indices?: Map<number, Branch>;
}

/**
 * What is wrong with naming all of these paths at once: two that are the same, or one inside the other, overlap; two that take one
 * attribute for a map and for a list conflict. An overlap anywhere comes before a conflict; of several, the one whose second path is
 * written first is told, with the earliest path that it clashes with.
 */
export function clashOf(paths: readonly Path[]): string | undefined {
  if (paths.length < 2) return undefined;
  const root: Branch = { first: 0, ends: false };
  let conflict: string | undefined;
  for (const [number, path] of paths.entries()) {
    const { overlaps, conflicts } = plant(root, path, number);
    const other = overlaps === undefined ? undefined : paths[overlaps];
    if (other !== undefined) return problems.overlap(other, path);
    const rival = conflicts === undefined ? undefined : paths[conflicts];
    if (rival !== undefined) conflict ??= problems.conflict(rival, path);
  }
  return conflict;
}

function plant(root: Branch, path: Path, number: number): { overlaps?: number; conflicts?: number } {
  let branch = root;
  let conflicts: number | undefined;
  for (const step of path) {
    const rivals: ReadonlyMap<unknown, Branch> | undefined = typeof step === 'number' ? branch.names : branch.indices;
    const [rival] = rivals?.values() ?? [];
    conflicts ??= rival?.first;
    branch = child(branch, step, number);
    if (branch.first !== number && branch.ends) return { overlaps: branch.first };
  }
  if (branch.first !== number) return { overlaps: branch.first };
  branch.ends = true;
  return conflicts === undefined ? {} : { conflicts };
}

function child(branch: Branch, step: string | number, number: number): Branch {
  if (typeof step === 'number') return childIn((branch.indices ??= new Map<number, Branch>()), step, number);
  return childIn((branch.names ??= new Map<string, Branch>()), step, number);
}

function childIn<K>(children: Map<K, Branch>, step: K, number: number): Branch {
  const known = children.get(step);
  if (known !== undefined) return known;
  const fresh: Branch = { first: number, ends: false };
  children.set(step, fresh);
  return fresh;
}
