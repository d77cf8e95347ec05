import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Runs a compiled command; on a fresh clone it installs and builds first, with its output on stderr. */
export async function launch(command) {
  const compiled = new URL(`../dist/${command}.js`, import.meta.url);
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  if (!existsSync(compiled) || !existsSync(`${root}/node_modules/@aws-sdk/client-kinesis`)) build(root);
  await import(compiled.href);
}

function build(root) {
  const ensure = new URL('../../../scripts/lib/ensure.mjs', import.meta.url).href;
  const script = `import { ensureInstalled, ensureBuilt } from ${JSON.stringify(ensure)};
    const root = ${JSON.stringify(root)};
    ensureInstalled(root);
    console.log('Building …');
    ensureBuilt(root);`;
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: ['inherit', 2, 2] });
  if (result.status !== 0) {
    console.error('The build failed; npm install && npm run build shows why.');
    process.exit(1);
  }
}
