import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { globSync } from './files.mjs';

/** In a page's folder: what it was made of. */
export const MARK = '.made-from';

/** The pages that there are, and where what they are made of is. */
export const pages = (root) => [
  {
    name: 'console',
    config: join(root, 'apps/console/vite.config.ts'),
    folders: ['apps/console/src', 'apps/console/public'],
    files: ['apps/console/index.html', 'apps/console/vite.config.ts', 'apps/console/tsconfig.json'],
    // Policies and SQL are read in the page by what reads them in the server.
    modules: ['packages/policy/dist/index.js', 'packages/sql/dist/index.js'],
    notices: [],
    target: join(root, 'packages/server/pages/console'),
  },
  {
    name: 'dashboard',
    config: join(root, 'apps/ride/dashboard/vite.config.ts'),
    folders: ['apps/ride/dashboard/src', 'apps/ride/dashboard/public'],
    files: [
      'apps/ride/dashboard/index.html',
      'apps/ride/dashboard/vite.config.ts',
      'apps/ride/dashboard/tsconfig.json',
    ],
    // Compiled, with what they import: the rest of their package is none of the page's.
    modules: ['apps/ride/dist/browser.js'],
    // What the licences of packages do not tell.
    notices: [
      { file: join(root, 'apps/ride/dashboard/geodata/README.md'), heading: 'Sources', title: 'Geographic data' },
    ],
    target: join(root, 'packages/server/pages/dashboard'),
  },
];

/** A hash of everything that a page is made of. */
export function sourcesOf(root, { folders, files, modules, notices }) {
  const there = folders.filter((folder) => existsSync(join(root, folder)));
  const paths = [
    ...globSync(root, there, (path) => !/\.test\.tsx?$/.test(path)),
    ...files.map((file) => join(root, file)),
    ...modulesFrom(modules.map((module) => join(root, module))),
    ...notices.map(({ file }) => file),
    ...['package-lock.json', 'scripts/pages.mjs', 'scripts/lib/compress.mjs', 'scripts/lib/notices.mjs'].map((file) =>
      join(root, file),
    ),
  ];
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const content = readFileSync(path);
    hash.update(`${relative(root, path).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

export const isFresh = ({ target }, sources) => {
  const mark = join(target, MARK);
  return existsSync(mark) && readFileSync(mark, 'utf8').trim() === sources;
};

/** Compiled modules, and those that they import from their own package. */
function modulesFrom(entries) {
  const found = new Set();
  const follow = (path) => {
    if (found.has(path) || !existsSync(path)) return;
    found.add(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g))
      follow(resolve(dirname(path), name));
  };
  for (const entry of entries) follow(entry);
  return [...found].sort();
}
