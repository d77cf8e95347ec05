// The functions that the clients create, as zips: `zipped('node')` is made of the folder functions/node.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipOf } from '@paddock/server/zip';

const here = import.meta.dirname;

/** Where a client finds NAME.zip. */
export const functionsDirectory = join(here, '.build', 'functions');

/** Zips what is written here; what is compiled is added by `zipProgram`. */
export function zipFunctions() {
  for (const name of readdirSync(join(here, 'functions'))) {
    const folder = join(here, 'functions', name);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    zip(
      name,
      files.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return {
          name: path.slice(folder.length + 1),
          content: readFileSync(path),
          mode: statSync(path).mode & 0o111 ? 0o755 : 0o644,
        };
      }),
    );
  }
}

/** The executable at `path`, as a function of the runtimes `provided.*`. */
export const zipProgram = (name, path) => zip(name, [{ name: 'bootstrap', content: readFileSync(path), mode: 0o755 }]);

function zip(name, members) {
  mkdirSync(functionsDirectory, { recursive: true });
  writeFileSync(join(functionsDirectory, `${name}.zip`), zipOf(members));
}
