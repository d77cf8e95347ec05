import { existsSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { delimiter, join } from 'node:path';
import { isPaddock } from '../client.js';

/** What npm start takes from the environment; the server reads the same variables itself. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  /** Where the data is, for people. */
  readonly data: string;
  /** A status that is redrawn in place, instead of lines. */
  readonly isLive: boolean;
  readonly hasColor: boolean;
  /** The terminal is known to make links of OSC 8 clickable. */
  readonly hasLinks: boolean;
  /** The live map is opened as soon as it is there. */
  readonly opensMap: boolean;
  readonly hasAwsCli: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readSettings(env: Environment, isTerminal: boolean): Settings {
  const isOn = (name: string): boolean => /^(1|true|yes|on)$/i.test(env[name] ?? '');
  const isLive = isTerminal && env.TERM !== 'dumb';
  return {
    host: set(env, 'PADDOCK_HOST') ?? '127.0.0.1',
    port: Number(set(env, 'PADDOCK_PORT') ?? 4566),
    region: set(env, 'AWS_REGION', 'AWS_DEFAULT_REGION') ?? 'us-east-1',
    data: isOn('PADDOCK_EPHEMERAL') ? 'memory only' : (set(env, 'PADDOCK_DATA_DIR') ?? '.paddock'),
    isLive,
    hasColor: set(env, 'NO_COLOR') === undefined,
    hasLinks: isLive && makesLinks(env),
    // Nobody looks at a browser that opens where nobody sits.
    opensMap: isLive && isOn('PADDOCK_OPEN') && set(env, 'CI') === undefined,
    hasAwsCli: isOnPath('aws', env),
  };
}

/** Terminals that are known to; the others show the address all the same. */
function makesLinks(env: Environment): boolean {
  if (set(env, 'WT_SESSION', 'KITTY_WINDOW_ID', 'WEZTERM_PANE', 'GHOSTTY_RESOURCES_DIR', 'KONSOLE_VERSION'))
    return true;
  if (/kitty|alacritty|ghostty|foot/.test(env.TERM ?? '')) return true;
  if (/^(iTerm\.app|vscode|WezTerm|ghostty|Hyper|zed|Tabby)$/.test(env.TERM_PROGRAM ?? '')) return true;
  return Number(env.VTE_VERSION ?? 0) >= 5_000;
}

function isOnPath(command: string, env: Environment): boolean {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => endings.some((ending) => existsSync(join(folder, `${command}${ending}`))));
}

const set = (env: Environment, ...names: string[]): string | undefined => names.map((name) => env[name]).find(Boolean);

/** Who already listens where the server shall, and what to do about it, in one line; undefined when the port is free. */
export async function whoHasThePort({ host, port }: Settings): Promise<string | undefined> {
  if (port === 0 || !Number.isInteger(port)) return undefined; // the server chooses, or refuses it in its own words
  const target = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const url = `http://${target.includes(':') ? `[${target}]` : target}:${port}`;
  const otherwise = `start on another port: PADDOCK_PORT=${port + 1} npm start`;
  if (await isPaddock(url)) return `A Paddock already serves on ${url}. Use it, stop it, or ${otherwise}`;
  if (await answers(target, port)) return `Another program listens on port ${port}. Stop it, or ${otherwise}`;
  return undefined;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host, port, timeout: 1_000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
