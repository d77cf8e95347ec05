import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';

// The scripts that build pages are no TypeScript.
const script = (name: string): string => new URL(`../../../../scripts/lib/${name}.mjs`, import.meta.url).href;

interface Page {
  readonly name: string;
  readonly target: string;
  readonly [more: string]: unknown;
}

interface Pages {
  readonly MARK: string;
  readonly pages: (root: string) => Page[];
  readonly sourcesOf: (root: string, page: Page) => string;
  readonly isFresh: (page: Page, sources: string) => boolean;
}

interface Notices {
  readonly noticesPlugin: () => {
    readonly generateBundle: (this: {
      readonly getModuleIds: () => readonly string[];
      readonly emitFile: (file: { readonly fileName: string; readonly source: string }) => void;
    }) => void;
  };
}

async function folderOf(context: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'paddock-build-'));
  context.after(() => rm(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

describe('the build of a page', () => {
  it('is fresh until something that the page is made of changes', async (context) => {
    const { MARK, pages, sourcesOf, isFresh } = (await import(script('pages'))) as Pages;
    const root = await folderOf(context, {
      'apps/ride/dashboard/src/main.tsx': 'main',
      'apps/ride/dashboard/src/main.test.ts': 'test',
      'apps/ride/dashboard/index.html': 'html',
      'apps/ride/dist/browser.js': "export { a } from './a.js';",
      'apps/ride/dist/a.js': 'export const a = 1;',
      'apps/ride/dist/deploy.js': 'export const b = 1;',
      'package-lock.json': '{}',
    });
    const page = pages(root).find(({ name }) => name === 'dashboard') ?? assert.fail('there is no dashboard');
    const now = (): boolean => isFresh(page, sourcesOf(root, page));
    const mark = async (): Promise<void> => {
      await mkdir(page.target, { recursive: true });
      await writeFile(join(page.target, MARK), `${sourcesOf(root, page)}\n`);
    };
    assert.equal(now(), false);
    await mark();
    assert.equal(now(), true);
    for (const path of ['apps/ride/dashboard/src/main.test.ts', 'apps/ride/dist/deploy.js']) {
      await writeFile(join(root, path), 'changed');
      assert.equal(now(), true, path);
    }
    for (const path of ['dashboard/src/main.tsx', 'dashboard/src/new.ts', 'dashboard/index.html', 'dist/a.js']) {
      await writeFile(join(root, 'apps/ride', path), 'changed');
      assert.equal(now(), false, path);
      await mark();
    }
    await writeFile(join(root, 'package-lock.json'), '{"changed":true}');
    assert.equal(now(), false);
  });

  it('writes down every licence, also of what a package contains, and takes no copyleft one', async (context) => {
    const { noticesPlugin } = (await import(script('notices'))) as Notices;
    const manifest = (name: string, license: string, dependencies = {}): string =>
      JSON.stringify({ name, version: '1.0.0', license, dependencies });
    const root = await folderOf(context, {
      'node_modules/map/package.json': manifest('map', 'BSD-3-Clause', { '@geo/inner': '1', '@types/geo': '1' }),
      'node_modules/map/LICENSE.txt': 'The text of BSD-3-Clause',
      'node_modules/@geo/inner/package.json': manifest('@geo/inner', '(MIT OR GPL-3.0-only)'),
      'node_modules/@types/geo/package.json': manifest('@types/geo', 'GPL-3.0-only'),
      'node_modules/other/package.json': manifest('other', 'MPL-2.0'),
      'src/main.ts': '',
    });
    const built = (...modules: string[]): string => {
      let text = '';
      noticesPlugin().generateBundle.call({
        getModuleIds: () => modules.map((path) => join(root, path)),
        emitFile: ({ fileName, source }) => {
          assert.equal(fileName, 'licenses.txt');
          text = source;
        },
      });
      return text;
    };
    const text = built('src/main.ts', 'node_modules/map/dist/map.mjs?worker');
    assert.match(text, /^map 1\.0\.0 \(BSD-3-Clause\)\n\nThe text of BSD-3-Clause$/m);
    assert.match(text, /^@geo\/inner 1\.0\.0 \(\(MIT OR GPL-3\.0-only\)\)$/m);
    assert.ok(!text.includes('@types'));
    assert.throws(() => built('node_modules/other/index.js'), /other 1\.0\.0 is under the licence MPL-2\.0/);
  });

  it('has made one that calls for nothing of another address', async () => {
    const folder = new URL('../../pages/dashboard/', import.meta.url);
    const html = await readFile(new URL('index.html', folder), 'utf8');
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    assert.ok(sources.length > 0);
    for (const source of sources) assert.match(source, /^\.\//);
    // Neither would the policy let it run.
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    const files = await readdir(folder);
    assert.ok(files.includes('licenses.txt') && files.includes('index.html.br'), 'npm run build makes it');
  });
});
