// Builds the web pages that the server serves, where what they are made of has changed: all, or those whose names are given.
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressAll } from './lib/compress.mjs';
import { noticesPlugin } from './lib/notices.mjs';
import { isFresh, MARK, pages, sourcesOf } from './lib/pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const named = process.argv.slice(2);
for (const page of pages(root)) {
  if (named.length > 0 && !named.includes(page.name)) continue;
  const sources = sourcesOf(root, page);
  if (isFresh(page, sources)) continue;
  const { build } = await import('vite');
  console.log(`Building the page /${page.name}/ …`);
  // No name of a page begins with a dot: what is half there is not served.
  const made = join(page.target, '..', `.${page.name}-${process.pid}`);
  await removeLeftovers(page);
  try {
    await build({
      configFile: page.config,
      build: { outDir: made, emptyOutDir: true, reportCompressedSize: false },
      plugins: [noticesPlugin(page.notices)],
      logLevel: 'warn',
    });
    await compressAll(made);
    // The mark comes last: a page without it is built again.
    await writeFile(join(made, MARK), `${sources}\n`);
    await swap(made, page.target);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    // Another build of the same sources was faster.
    if (isFresh(page, sources)) continue;
    console.error(`The page /${page.name}/ cannot be built: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

async function swap(made, target) {
  const old = `${made}-old`;
  const isThere = await rename(target, old).then(
    () => true,
    () => false,
  );
  await rename(made, target);
  if (isThere) await rm(old, { recursive: true, force: true });
}

/** What builds that were killed have left. */
async function removeLeftovers({ name, target }) {
  const parent = join(target, '..');
  for (const entry of await readdir(parent).catch(() => [])) {
    const [, pid] = new RegExp(`^\\.${name}-(\\d+)(?:-old)?$`).exec(entry) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
