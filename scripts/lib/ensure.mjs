import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { globSync } from './files.mjs';

/** Installs the dependencies when they are absent or the lock file has changed since. */
export function ensureInstalled(root) {
  const marker = join(root, 'node_modules', '.installed-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  console.log('Installing dependencies (npm ci) …');
  run(root, 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(marker, lock);
}

/** Compiles and bundles what has changed, and builds the pages, after installing; compiled files whose source is gone are removed. */
export function ensureBuilt(root) {
  ensureInstalled(root);
  for (const path of globSync(root, ['packages', 'apps', 'conformance'], (p) => /\/dist\/.*\.js$/.test(p))) {
    const source = path.replace(/\/dist\//, '/src/').replace(/\.js$/, '.ts');
    if (!existsSync(source) && !existsSync(`${source}x`))
      for (const end of ['.js', '.js.map', '.d.ts']) rmSync(path.replace(/\.js$/, end), { force: true });
  }
  ensureCompiled(root);
  run(root, process.execPath, [join(root, 'scripts', 'bundle.mjs')]);
  run(root, process.execPath, [join(root, 'scripts', 'pages.mjs')]);
}

/** Compiles what has changed of some projects and of those that they use, or of all. */
export function ensureCompiled(root, projects = []) {
  run(root, process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', ...projects]);
}

function run(root, command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${result.error ? `: ${result.error.message}` : ''}`);
    process.exit(result.status ?? 1);
  }
}
