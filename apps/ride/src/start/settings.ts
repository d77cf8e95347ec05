import { connect as connectSocket } from 'node:net';
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
}

export function readSettings(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): Settings {
  const set = (...names: string[]): string | undefined => names.map((name) => env[name]).find(Boolean);
  const isEphemeral = /^(1|true|yes|on)$/i.test(env.PADDOCK_EPHEMERAL ?? '');
  return {
    host: set('PADDOCK_HOST') ?? '127.0.0.1',
    port: Number(set('PADDOCK_PORT') ?? 4566),
    region: set('AWS_REGION', 'AWS_DEFAULT_REGION') ?? 'us-east-1',
    data: isEphemeral ? 'memory only' : (set('PADDOCK_DATA_DIR') ?? '.paddock'),
    isLive: isTerminal && env.TERM !== 'dumb',
    hasColor: set('NO_COLOR') === undefined,
  };
}

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
