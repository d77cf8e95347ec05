// npm start: installs and compiles what is missing, then the server, the whole system, a few unicorns, and a live status. What the server can do
// without, its bundle and the pages, is built meanwhile. Every PADDOCK_ variable (PADDOCK_PORT, PADDOCK_DATA_DIR …) applies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureCompiled, ensureInstalled } from './lib/ensure.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Paddock needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
took('installed', () => ensureInstalled(root));
took('compiled', () => ensureCompiled(root, ['packages/server', 'apps/ride']));
const page = buildTheRest();
page.catch(() => undefined); // whoever awaits it hears of it
const { run } = await import(new URL('../apps/ride/dist/start/run.js', import.meta.url).href);
await run({ page });
process.exit(); // what is still being built is not waited for

function took(what, work) {
  const from = performance.now();
  if (what === 'compiled' && !existsSync(`${root}/apps/ride/dist/start.js`)) console.log('Compiling …');
  work();
  const seconds = (performance.now() - from) / 1_000;
  if (seconds >= 1) console.log(`✓ ${what} in ${seconds.toFixed(1)} s`);
}

/** In processes of their own, at their own pace; answers the end of the map's build, which `npm start` waits for. */
async function buildTheRest() {
  await child([fileURLToPath(new URL('./pages.mjs', import.meta.url)), 'dashboard']);
  const ensure = new URL('./lib/ensure.mjs', import.meta.url).href;
  const script = `import { ensureBuilt } from ${JSON.stringify(ensure)}; ensureBuilt(${JSON.stringify(root)});`;
  child(['--input-type=module', '-e', script]).catch(() => undefined); // whoever runs what failed is told then
}

/** @throws Error that says why, in one line, when it does not end well */
function child(args) {
  const worker = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Out of the terminal's reach: Ctrl+C ends it from here, with all that it started.
    detached: process.platform !== 'win32',
  });
  const stop = () => {
    if (worker.pid === undefined) return;
    try {
      if (process.platform === 'win32') worker.kill();
      else process.kill(-worker.pid, 'SIGTERM');
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', stop);
  let printed = '';
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed = `${printed}${text}`.slice(-4_000);
    });
  }
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('close', (code) => {
      process.off('exit', stop);
      const lines = printed.split('\n').map((line) => line.trim());
      if (code === 0) resolve();
      else
        reject(new Error(lines.find((line) => /error/i.test(line)) ?? lines.findLast(Boolean) ?? `exit code ${code}`));
    });
  });
}
