import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const folders = ['docs/', 'apps/', 'packages/', 'bench/', 'conformance/', 'scripts/'];

describe('the documents', () => {
  it('link to files and headings that are there', async () => {
    const pages = await pagesOfRepository();
    assert.ok(pages.length > 20, 'the documents were not found');
    const broken: string[] = [];
    for (const page of pages) {
      for (const link of linksOf(await readFile(page, 'utf8'))) {
        const problem = await problemOf(new URL(link, page));
        if (problem !== undefined) broken.push(`${page.href.slice(root.href.length)}: ${link} ${problem}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  it('have headings as GitHub makes anchors of them', () => {
    const page =
      '# The `paddock` CLI\n## A & B\n```\n# no heading\n```\n## [S3](s3.md), buckets!\n## A & B\n## 실시간 지도 #\n';
    assert.deepEqual([...anchorsOf(page)], ['the-paddock-cli', 'a--b', 's3-buckets', 'a--b-1', '실시간-지도']);
  });

  it('have links inline and as references, but not in code', () => {
    const page =
      '[a](a.md) `[b](b.md)` ![c](c.png "title") [d]\n\n[d]: <d.md>\n```\n[e](e.md)\n```\n[f](https://f.example) [g](#g)\n';
    assert.deepEqual(linksOf(page), ['a.md', 'c.png', '#g', 'd.md']);
  });
});

async function pagesOfRepository(): Promise<URL[]> {
  const listed = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(new URL(folder, root), { recursive: true });
      return names.map((name) => `${folder}${name}`);
    }),
  );
  return [...(await readdir(root)), ...listed.flat()]
    .filter((name) => name.endsWith('.md') && !/(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => new URL(name, root));
}

/** The targets of a page's relative links, in no particular order. */
function linksOf(page: string): string[] {
  const text = withoutBlocks(page).replace(/(`+).*?\1/gs, '');
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...text.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?/gm)];
  return [...inline, ...references].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/i.test(target));
}

/** What is wrong with a link's target; undefined when nothing is. */
async function problemOf(target: URL): Promise<string | undefined> {
  const path = fileURLToPath(new URL(target.pathname, root));
  if (!existsSync(path)) return 'leads nowhere';
  const anchor = decodeURIComponent(target.hash.slice(1));
  if (anchor === '' || statSync(path).isDirectory() || !path.endsWith('.md')) return undefined;
  return anchorsOf(await readFile(path, 'utf8')).has(anchor) ? undefined : 'has no such heading';
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(page).matchAll(/^#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/gm)) {
    const text = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = text.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** A page without its blocks of code, in which neither headings nor links are meant. */
const withoutBlocks = (page: string): string => page.replace(/^ {0,3}(```+|~~~+).*?^ {0,3}\1[`~]*[ \t]*$/gms, '');
