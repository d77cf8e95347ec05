// Builds the web pages that the server serves, where what they are made of has changed.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressAll } from './lib/compress.mjs';
import { noticesPlugin } from './lib/notices.mjs';
import { isFresh, MARK, pages, sourcesOf } from './lib/pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const page of pages(root)) {
  const sources = sourcesOf(root, page);
  if (isFresh(page, sources)) continue;
  const { build } = await import('vite');
  console.log(`Building the page /${page.name}/ …`);
  // No name of a page begins with a dot: what is half there is not served.
  const made = join(page.target, '..', `.${page.name}-${process.pid}`);
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
    await rm(page.target, { recursive: true, force: true });
    await rename(made, page.target);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    console.error(`The page /${page.name}/ cannot be built: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
