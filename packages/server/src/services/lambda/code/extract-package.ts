import { chmod, mkdir, open, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import { unreadableZip } from './errors.js';
import { walkPackage } from './walk-package.js';

/** What everybody may do with what the zip says nothing of, as when it was made on Windows: read it, and search directories. */
const ACCESS = { file: 4, directory: 5 } as const;

/**
 * Unpacks a zip into a new directory, read-only. On AWS the files are another user's, so that a function may do what everybody may; here
 * they are the function's own, and everybody's rights are its owner's.
 * @param directory is made, and stays writable itself, so that it can be renamed
 * @throws InvalidParameterValueException, errors of the file system: what was written by then is left there
 */
export async function extractPackage(zipPath: string, directory: string): Promise<void> {
  await mkdir(directory, { mode: 0o755 });
  const directories = new Map<string, number>();
  const links = new Map<string, string>();
  const zip = await openPromise(zipPath).catch(() => {
    throw unreadableZip();
  });
  await walkPackage(zip, {
    async directory(path, access) {
      if (path === '') return;
      if (!directories.has(path)) await mkdir(join(directory, path), { mode: 0o700 });
      directories.set(path, access ?? directories.get(path) ?? ACCESS.directory);
    },
    async file(path, access, content, isRepeated) {
      const full = join(directory, path);
      if (isRepeated) await rm(full);
      const file = await open(full, 'wx', 0o600);
      try {
        for await (const chunk of content) await file.writeFile(chunk);
        await file.chmod(modeOf(access ?? ACCESS.file));
      } finally {
        await file.close();
      }
    },
    link(path, target) {
      links.set(path, target);
    },
  });
  // Last, so that nothing is ever written through one of them.
  for (const [path, target] of links) await symlink(target, join(directory, path));
  for (const [path, access] of [...directories].toReversed()) await chmod(join(directory, path), modeOf(access));
}

/** The same for everybody, without writing. */
const modeOf = (access: number): number => (access & 5) * 0o111;
