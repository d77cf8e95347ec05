import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, freePort, start, stop } from './children.mjs';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const peersDirectory = path.join(repository, 'bench', 'peers');
const INSTALL_LIMIT = 180_000;
const paddockBin = path.join(repository, 'packages', 'server', 'bin', 'paddock.js');

export const PADDOCK = {
  name: 'Paddock',
  protocol: 'h1',
  durability: 'synced to disk before every answer; signatures, policies and input checked',
  settings:
    '--limits off (otherwise the 1 MiB/s and 1,000 records/s of a shard would be what is measured), else default',
  prepare: () => Promise.resolve(preparePaddock()),
  command: ({ port, dataDirectory }) => paddockCommand(port, dataDirectory),
};

export const PADDOCK_H2C = { ...PADDOCK, name: 'Paddock h2c', protocol: 'h2c' };

// What the peers do is in their own documentation: both keep everything in memory unless told otherwise.
export const PEERS = {
  kinesalite: npmPeer({
    package: 'kinesalite',
    version: '3.3.3',
    entry: 'cli.js',
    durability: 'none: in memory; signatures not verified',
    command: (entry, port) => ({ args: [entry, '--port', String(port)] }),
  }),
  'kinesis-local': npmPeer({
    package: 'kinesis-local',
    version: '0.6.2',
    entry: 'main.js',
    durability: 'none: in memory; signatures not verified',
    command: (entry, port, tlsPort) => ({
      args: [entry],
      cwd: path.dirname(entry), // it reads its certificate from there
      env: { KINESIS_MOCK_PLAIN_PORT: String(port), KINESIS_MOCK_TLS_PORT: String(tlsPort), LOG_LEVEL: 'ERROR' },
    }),
  }),
};

function paddockCommand(port, dataDirectory) {
  const flags = { '--port': String(port), '--data-dir': dataDirectory, '--log-level': 'error', '--limits': 'off' };
  return { args: [paddockBin, 'up', ...Object.entries(flags).flat()] };
}

function preparePaddock() {
  if (!fs.existsSync(paddockBin)) throw new Error('packages/server/bin/paddock.js is not there');
  const manifest = path.join(repository, 'packages', 'server', 'package.json');
  return { version: readVersion(manifest) };
}

function npmPeer({ package: name, version, entry, durability, command }) {
  const directory = path.join(peersDirectory, `${name}-${version}`);
  const installed = path.join(directory, 'node_modules', name);
  const manifest = path.join(installed, 'package.json');
  return {
    name,
    protocol: 'h1',
    durability,
    settings: 'default',
    async prepare({ log }) {
      if (!fs.existsSync(manifest)) {
        log(`installing ${name}@${version}`);
        await install(directory, `${name}@${version}`);
      }
      return { version: readVersion(manifest) };
    },
    command: ({ port, secondPort }) => command(path.join(installed, entry), port, secondPort),
  };
}

// A directory and a manifest of its own for each peer: one that cannot be installed does not stop the other, and npm
// does not take it for a part of this workspace.
async function install(directory, specifier) {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--prefix', directory, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  const npm = start('npm', [...args, specifier], { cwd: directory, env: environmentForNpm() });
  const timer = setTimeout(() => stop(npm).catch(() => {}), INSTALL_LIMIT);
  const { code, reason } = await npm.ended;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`npm install ${specifier} ${reason} ${npm.output().slice(-300)}`.trim());
}

// The user's registry, proxy and certificates stay; what `npm run` says about the package that it runs does not.
function environmentForNpm() {
  const own = /^npm_(package|lifecycle|command|config_(local_prefix|prefix|workspaces?|include_workspace_root)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

const readVersion = (manifest) => JSON.parse(fs.readFileSync(manifest, 'utf8')).version;

// Starts a server on a free port with an empty data directory and an environment of its own.
export async function startServer(server, dataDirectory) {
  const port = await freePort();
  const secondPort = await freePort();
  const { args, cwd, env } = server.command({ port, secondPort, dataDirectory });
  const child = start(process.execPath, args, { cwd: cwd ?? dataDirectory, env: cleanEnvironment(env) });
  return { child, endpoint: `http://127.0.0.1:${port}` };
}
