import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

interface BundleIsFresh {
  readonly bundleIsFresh: (root: URL) => boolean;
  readonly compiledAt: (root: URL) => Record<string, number>;
}

test('a bundle is taken for as long as it is made from what is compiled', async (context) => {
  // It stands beside the command, which is no TypeScript.
  const module = new URL('../../bin/bundle-is-fresh.js', import.meta.url).href;
  const { bundleIsFresh, compiledAt } = (await import(module)) as BundleIsFresh;
  const folder = await mkdtemp(join(tmpdir(), 'paddock-bundle-'));
  context.after(() => rm(folder, { recursive: true }));
  const root = pathToFileURL(`${folder}/`);
  const record = (name: string): string => join(folder, name, 'dist', '.tsbuildinfo');
  for (const name of ['wire', 'server']) {
    await mkdir(join(folder, name, 'dist'), { recursive: true });
    await writeFile(record(name), '');
  }
  const mark = join(folder, 'server', 'bundle', 'made-from.json');
  await mkdir(join(folder, 'server', 'bundle'));

  assert.equal(bundleIsFresh(root), false);
  await writeFile(mark, JSON.stringify(compiledAt(root)));
  assert.equal(bundleIsFresh(root), true);
  await utimes(record('wire'), 1, 2);
  assert.equal(bundleIsFresh(root), false);
  await writeFile(mark, JSON.stringify(compiledAt(root)));
  assert.equal(bundleIsFresh(root), true);
  // An image keeps what is compiled without the compiler's records.
  await Promise.all(['wire', 'server'].map((name) => rm(record(name))));
  assert.equal(bundleIsFresh(root), true);
  await writeFile(mark, '{');
  assert.equal(bundleIsFresh(root), false);
});

test('what npm installs stays out of the bundle', async () => {
  const script = await readFile(new URL('../../../../scripts/bundle.mjs', import.meta.url), 'utf8');
  const external = /external: \[([^\]]*)\]/.exec(script)?.[1] ?? '';
  const packages = new Set<string>();
  for (const name of ['policy', 'server', 'store', 'wire']) {
    const manifest = await readFile(new URL(`../../../${name}/package.json`, import.meta.url), 'utf8');
    const { dependencies = {} } = JSON.parse(manifest) as { readonly dependencies?: Readonly<Record<string, string>> };
    for (const dependency of Object.keys(dependencies)) packages.add(dependency);
  }
  // Ours are bundled; AWS's are for functions alone.
  for (const name of packages) if (/^(?:@paddock\/|@aws-sdk\/|aws-sdk$)/.test(name)) packages.delete(name);
  assert.ok(packages.has('lmdb'));
  for (const name of packages)
    assert.ok(external.includes(`'${name}'`), `${name} is not external in scripts/bundle.mjs`);
});
