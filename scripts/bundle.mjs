// Puts the server's compiled modules together into a few files, so that a start opens a dozen files instead of six hundred.
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleDirectory, bundleIsFresh, compiledAt, madeFrom } from '../packages/server/bin/bundle-is-fresh.js';

if (!bundleIsFresh()) {
  const target = fileURLToPath(bundleDirectory()).replace(/[/\\]$/, '');
  const made = `${target}-${process.pid}`;
  const from = compiledAt();
  await build({
    entryPoints: [fileURLToPath(new URL('../packages/server/dist/cli/launch.js', import.meta.url))],
    outdir: made,
    outbase: fileURLToPath(new URL('../packages/server/dist', import.meta.url)),
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'linked',
    sourcesContent: false,
    // What npm installs stays where npm puts it.
    external: ['lmdb', 'jose', 'yauzl'],
    logLevel: 'warning',
  });
  // What runs inside the processes of functions: one file for each runtime.
  await build({
    entryPoints: [
      fileURLToPath(new URL('../packages/server/dist/services/lambda/runtimes/nodejs/index.js', import.meta.url)),
    ],
    outfile: `${made}/runtimes/index.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  });
  await copyFile(
    fileURLToPath(new URL('../packages/server/src/services/lambda/runtimes/python/bootstrap.py', import.meta.url)),
    `${made}/runtimes/bootstrap.py`,
  );
  // The mark comes last: a bundle that is half there is none.
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
  await writeFile(madeFrom(), `${JSON.stringify(from)}\n`);
}
