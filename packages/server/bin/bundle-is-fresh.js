import { readFileSync, statSync } from 'node:fs';

const packages = ['wire', 'store', 'policy', 'sql', 'server'];
const here = new URL('../../', import.meta.url);

/** @param root the folder `packages/` */
export const bundleDirectory = (root = here) => new URL('server/bundle/', root);
export const madeFrom = (root = here) => new URL('made-from.json', bundleDirectory(root));

/** When the compiler last changed what the server is made of, by package, ms; a package without its record is left out. */
export function compiledAt(root = here) {
  const times = {};
  for (const name of packages) {
    const record = new URL(`${name}/dist/.tsbuildinfo`, root);
    const time = statSync(record, { throwIfNoEntry: false })?.mtimeMs;
    if (time !== undefined) times[name] = time;
  }
  return times;
}

/**
 * Whether there is a bundle, made from what is compiled now. It starts in half the time, for it is a few files instead of hundreds; whoever has
 * only compiled since runs what they compiled.
 */
export function bundleIsFresh(root = here) {
  try {
    const known = JSON.parse(readFileSync(madeFrom(root), 'utf8'));
    return Object.entries(compiledAt(root)).every(([name, time]) => known[name] === time);
  } catch {
    return false;
  }
}
