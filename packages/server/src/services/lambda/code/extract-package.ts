import { closeSync, fchmodSync, openSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, open, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenedZip } from './opened-zip.js';
import { walkPackage } from './walk-package.js';

/** What everybody may do with what the zip says nothing of, as when it was made on Windows: read it, and search directories. */
const ACCESS = { file: 4, directory: 5 } as const;

/**
 * Unpacks a zip into a new directory, read-only. On AWS the files are another user's, so that a function may do what everybody may; here
 * they are the function's own, and everybody's rights are its owner's.
 * @param directory is made, and stays writable itself, so that it can be renamed
 * @throws InvalidParameterValueException, errors of the file system: what was written by then is left there
 */
export async function extractPackage(zip: OpenedZip, directory: string): Promise<void> {
  await mkdir(directory, { mode: 0o755 });
  const directories = new Map<string, number>();
  const links = new Map<string, string>();
  await walkPackage(zip, {
    async directory(path, access) {
      if (path === '') return;
      if (!directories.has(path)) await mkdir(join(directory, path), { mode: 0o700 });
      directories.set(path, access ?? directories.get(path) ?? ACCESS.directory);
    },
    async file(path, access, content, isRepeated) {
      const full = join(directory, path);
      const mode = modeOf(access ?? ACCESS.file);
      if (isRepeated) await rm(full);
      if (content instanceof Uint8Array) writeSmall(full, content, mode);
      else await writeLarge(full, content, mode);
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

/** In four quick calls: a package has thousands of small files, and the thread pool would take ten times as long. */
function writeSmall(path: string, content: Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, content);
    fchmodSync(file, mode);
  } finally {
    closeSync(file);
  }
}

async function writeLarge(path: string, content: AsyncIterable<Uint8Array>, mode: number): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.chmod(mode);
  } finally {
    await file.close();
  }
}
