import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths below the given folders of root for which keep answers true; node_modules is never entered. */
export function globSync(root, folders, keep) {
  const found = [];
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules') walk(path);
      } else if (keep(path)) found.push(path);
    }
  };
  for (const folder of folders) walk(join(root, folder));
  return found.sort();
}
