import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

/** What may be in a page: nothing that would reach beyond itself. */
const PERMISSIVE = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unlicense', 'Zlib']);

/**
 * A plugin of Vite's that writes licenses.txt: the licence of every package that a page has something of. A package may itself be a bundle of what it depends on, so all of
 * that counts as well. The build fails on a licence that is not known to be permissive.
 * @param more texts to append: parts of files in Markdown, by heading
 */
export const noticesPlugin = (more = []) => ({
  name: 'third-party-notices',
  apply: 'build',
  generateBundle() {
    const packages = new Map();
    for (const id of this.getModuleIds()) {
      const folder = packageFolderOf(id);
      if (folder !== undefined) collect(folder, packages);
    }
    const notices = noticesOf([...packages.values()].sort((a, b) => (a.title < b.title ? -1 : 1)));
    const others = more.map(({ file, heading, title }) => `${title}\n\n${partOf(readFileSync(file, 'utf8'), heading)}`);
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: `${[...notices, ...others].join(RULE)}\n` });
  },
});

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/** The folder of the npm package that a module is in. */
function packageFolderOf(id) {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
  const marker = `${sep}node_modules${sep}`;
  // Vite names modules with slashes everywhere.
  const at = path.split('/').join(sep).lastIndexOf(marker);
  if (at < 0) return undefined;
  const [scope, name] = path.slice(at + marker.length).split(/[/\\]/);
  const folder = path.slice(0, at + marker.length) + (scope.startsWith('@') ? join(scope, name) : scope);
  return existsSync(join(folder, 'package.json')) ? folder : undefined;
}

/** One licence, or several of which one may be chosen. */
const isPermissive = (license) =>
  typeof license === 'string' &&
  license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((one) => PERMISSIVE.has(one));

function collect(folder, packages) {
  if (packages.has(folder)) return;
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, dependencies = {} } = manifest;
  if (!isPermissive(license))
    throw new Error(`${name} ${version} is under the licence ${license}, which a page may not have`);
  packages.set(folder, { title: `${name} ${version}`, license, folder });
  for (const dependency of Object.keys(dependencies)) {
    // Types are nothing that ships.
    const found = dependency.startsWith('@types/') ? undefined : installed(dependency, folder);
    if (found !== undefined) collect(found, packages);
  }
}

/** Where npm put what a package depends on. */
function installed(name, from) {
  for (const folder of createRequire(join(from, 'package.json')).resolve.paths(name) ?? [])
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  return undefined;
}

/** What follows a heading, up to the next. */
function partOf(markdown, heading) {
  const part = markdown.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  if (part === undefined) throw new Error(`there is no heading "${heading}" to take the notice from`);
  return part.slice(heading.length).trim();
}

/** Packages with the same text share it. */
function noticesOf(packages) {
  const titles = new Map();
  for (const { title, license, folder } of packages) {
    const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(name));
    const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
    // Without a text of its own: then the name of the licence must do.
    const key = text === '' ? `Licence: ${license}` : text;
    titles.set(key, [...(titles.get(key) ?? []), `${title} (${license})`]);
  }
  return [...titles].map(([text, of]) => `${of.join('\n')}\n\n${text}`);
}
