import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../run/children.mjs';

const script = fileURLToPath(new URL('engine-process.mjs', import.meta.url));
const run = promisify(execFile);

// The engine without a server, in a fresh process for each figure.
export async function engineAlone({ rows, keys }) {
  const figure = async (what, count) => {
    const { stdout } = await run(process.execPath, ['--expose-gc', script, what, String(count)], {
      env: cleanEnvironment(),
    });
    return JSON.parse(stdout);
  };
  return {
    engine: {
      rows: await figure('rows', rows),
      json: await figure('json', rows),
      window: await figure('window', keys),
    },
  };
}
