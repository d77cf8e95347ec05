import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, freePort, start } from './children.mjs';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const paddockBin = path.join(repository, 'packages', 'server', 'bin', 'paddock.js');

export const PADDOCK = {
  name: 'Paddock',
  protocol: 'h1',
  durability: 'synced to disk before every answer; signatures, policies and input checked',
  settings:
    '--limits off (otherwise the throughput that AWS grants a stream or a table would be what is measured), else default',
  prepare: () => Promise.resolve(preparePaddock()),
  command: ({ port, dataDirectory }) => paddockCommand(port, dataDirectory),
};

export const PADDOCK_H2C = { ...PADDOCK, name: 'Paddock h2c', protocol: 'h2c' };

function paddockCommand(port, dataDirectory) {
  const flags = { '--port': String(port), '--data-dir': dataDirectory, '--log-level': 'error', '--limits': 'off' };
  return { args: [paddockBin, 'up', ...Object.entries(flags).flat()] };
}

function preparePaddock() {
  if (!fs.existsSync(paddockBin)) throw new Error('packages/server/bin/paddock.js is not there');
  const manifest = path.join(repository, 'packages', 'server', 'package.json');
  return { version: JSON.parse(fs.readFileSync(manifest, 'utf8')).version };
}

// Starts a server on a free port with an empty data directory and an environment of its own. `program`: Node, unless
// the server says otherwise.
export async function startServer(server, dataDirectory) {
  const port = await freePort();
  const secondPort = await freePort();
  const { program = process.execPath, args, cwd, env } = server.command({ port, secondPort, dataDirectory });
  const child = start(program, args, { cwd: cwd ?? dataDirectory, env: cleanEnvironment(env) });
  return { child, endpoint: `http://127.0.0.1:${port}` };
}
