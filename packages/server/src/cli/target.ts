import { settings as serverSettings, type Config } from '../config.js';
import {
  isProblem,
  readSettings,
  type Env,
  type Problem,
  type Setting,
  type Settings,
  type SettingValues,
} from '../settings.js';

/** The running server that a command speaks to. */
export interface Target {
  /** `http://127.0.0.1:4566` */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const { port, host, rootAccessKeyId, rootSecretAccessKey } = serverSettings;

/** How every command that speaks to a server is told where it is: as the server was told where to be. */
export const targetSettings = { port, host, rootAccessKeyId, rootSecretAccessKey };

/** Reads where the server is, and the command's own settings. */
export function readTarget<S extends Settings>(
  own: S,
  argv: readonly string[],
  env: Env,
): { readonly target: Target; readonly own: SettingValues<S> } | Problem {
  const both = readSettings({ ...targetSettings, ...own }, argv, env);
  if (isProblem(both)) return both;
  // The values of two lists of settings are the values of both, which the compiler does not see for a list that it does not know yet.
  const read = both as SettingValues<typeof targetSettings> & SettingValues<S>;
  if (read.port === 0) return { problem: 'port 0 names no server: give the port that it printed when it started' };
  const where = reachable(read.host);
  return {
    target: {
      url: `http://${where.includes(':') ? `[${where}]` : where}:${read.port}`,
      host: where,
      port: read.port,
      accessKeyId: read.rootAccessKeyId,
      secretAccessKey: read.rootSecretAccessKey,
    },
    own: read,
  };
}

/** Where a server that listens on a host is reached from this machine. */
export function reachable(host: Config['host']): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

export const region: Setting<string | undefined> = {
  value: 'name',
  fallback: undefined,
  help: 'AWS region (AWS_REGION, or us-east-1)',
  allowed: 'a region such as us-east-1',
  read: (text) => (/^[a-z]{2,8}(-[a-z0-9]{1,12}){1,4}$/.test(text) ? text : undefined),
};

/** The region that was asked for, or that the shell already has. */
export const regionOf = (asked: string | undefined, env: Env): string =>
  asked || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1';
